import type { HotwordDetector } from '../../ai/hotword/contract.ts';
import type { LanguageModel } from '../../ai/language-model/contract.ts';
import type { SpeechToText } from '../../ai/speech-to-text/contract.ts';
import type { TextToSpeech } from '../../ai/text-to-speech/contract.ts';
import type { ConversationObserver } from '../../assistant/conversation.ts';
import type { Dialogue, DialogueState, Understand } from '../../assistant/dialogue/contract.ts';
import type { MindSettings } from '../../assistant/mind/contract.ts';
import type { TurnSettings } from '../../assistant/turn-settings.ts';
import type { VoiceActivity } from '../../audio/voice-activity.ts';
import type { Clock } from '../../core/clock.ts';
import type { Logger } from '../../core/logger.ts';
import type { CallerMessage, CallOutcome, Turn } from '../../core/outcome.ts';
import type { Line } from '../../telephony/line.ts';
import type { User } from '../../users/contract.ts';
import type { CallRecorder } from '../call-recorder.ts';

/** What a destination works with: one answered call of one user, and the engines. */
export interface DestinationContext {
  line: Line;
  user: User;
  /** E.164 where it can be read as such. */
  callerNumber: string | null;
  recorder: CallRecorder;
  engines: Engines;
  voiceActivity: VoiceActivity;
  turnSettings: TurnSettings;
  observer: ConversationObserver;
  /** What an earlier process knew of this call; `state` is null when it had not come to talk. */
  resumed?: { state: DialogueState | null; turns: Turn[] };
  clock: Clock;
  logger: Logger;
  signal: AbortSignal;
  /** Aborts when the server has to end its calls: keep what there is, say goodbye and return. */
  closing: AbortSignal;
}

export interface Engines {
  /** Null when there is no recogniser that may listen to this caller. */
  speechToText: SpeechToText | null;
  textToSpeech: TextToSpeech;
  hotwords: HotwordDetector;
  dialogue: Dialogue;
  understand: Understand;
  /** Null when there is none, or it is not used. */
  languageModel: { model: LanguageModel; settings: MindSettings } | null;
}

export interface DestinationResult {
  outcome: CallOutcome;
  turns: Turn[];
  message?: CallerMessage;
  /** Whom the caller asked for. */
  person: string | null;
}
