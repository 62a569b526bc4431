import type { HotwordDetector } from '../ai/hotword/contract.ts';
import type { SpeechToText } from '../ai/speech-to-text/contract.ts';
import type { TextToSpeech } from '../ai/text-to-speech/contract.ts';
import type { VoiceActivity } from '../audio/voice-activity.ts';
import type { Clock } from '../core/clock.ts';
import type { Logger } from '../core/logger.ts';
import type { CallOutcome, Turn } from '../core/outcome.ts';
import type { Line } from '../telephony/line.ts';
import type { CollectedSlots, Dialogue, DialogueContext, DialogueState, Understand } from './dialogue/contract.ts';
import type { Mind } from './mind/contract.ts';
import type { TurnSettings } from './turn-settings.ts';

/** What a talk with a caller needs. */
export interface ConversationOptions {
  line: Line;
  speechToText: SpeechToText;
  textToSpeech: TextToSpeech;
  /** Hears callers who ask for a human at any time; without it they are understood in their turn, and key 0 counts always. */
  hotwords?: HotwordDetector;
  voiceActivity: VoiceActivity;
  dialogue: Dialogue;
  understand: Understand;
  /** Adds to what the rules understand, and words some replies; without it rules and templates do all. */
  mind?: Mind;
  context: DialogueContext;
  settings: TurnSettings;
  /** What an earlier process knew of this call. */
  resumed?: { state: DialogueState; turns: Turn[] };
  observer: ConversationObserver;
  clock: Clock;
  logger: Logger;
  /** The call's own. */
  signal: AbortSignal;
  /** Aborts when the talk has to end although it is not over, as by its longest time: what is known is summed up, and goodbye said. */
  closing?: AbortSignal;
}

/** Watches a talk as it goes: the live transcript, the journal, the metrics. Must not throw. */
export interface ConversationObserver {
  onPartial?(text: string): void;
  onTurn?(turn: Turn): void;
  /** The caller has asked for a human by a hot word. */
  onHotWord?(): void;
  /** After each step, with all that would be needed to go on elsewhere. */
  onState?(state: DialogueState, turns: readonly Turn[]): void;
  /** From the answer to the first sample handed to the switch. */
  onGreeting?(milliseconds: number): void;
  /** From the caller's last voiced sound to the first sample of the reply handed to the switch. */
  onLatency?(milliseconds: number): void;
}

export interface ConversationEnd {
  next: 'hang-up' | 'voicemail';
  outcome: CallOutcome;
  slots: CollectedSlots;
  turns: Turn[];
}
