import type { SpeechToText } from '../../server/ai/speech-to-text/contract.ts';
import type { TextToSpeech } from '../../server/ai/text-to-speech/contract.ts';
import type { Dialogue, Expectation, Goal } from '../../server/assistant/dialogue/contract.ts';
import { understand } from '../../server/assistant/dialogue/understand.ts';
import { converse } from '../../server/assistant/pipeline.ts';
import type { TurnSettings } from '../../server/assistant/turn-settings.ts';
import { silence } from '../../server/audio/sound.ts';
import type { VoiceActivitySource } from '../../server/audio/voice-activity.ts';
import { systemClock } from '../../server/core/clock.ts';
import type { Logger } from '../../server/core/logger.ts';
import { Line } from '../../server/telephony/line.ts';
import { PacedMedia } from './paced-media.ts';
import type { Scene } from './scene.ts';

export interface Decision {
  /** When the reply began; null when it never did. */
  atMs: number | null;
  /** What was taken as the caller's turn; null when nothing was understood. */
  text: string | null;
  /** How late the frames of the line were. */
  lateMs: number[];
}

export interface Listener {
  ear: SpeechToText;
  voiceActivity: VoiceActivitySource;
  settings: TurnSettings;
  logger: Logger;
}

/** The dialogue's own: what each goal expects to hear. */
const expects: Partial<Record<Goal, Expectation>> = {
  purpose: 'open',
  reason: 'sentence',
  name: 'name',
  phone: 'phone',
  'confirm-phone': 'yes-no',
  'confirm-urgency': 'yes-no',
  'anything-else': 'open',
};

/** Lets the product's own talk hear a scene as it happens, with a voice that needs no time, and tells when its first reply begins. */
export async function decide(scene: Scene, { ear, voiceActivity, settings, logger }: Listener): Promise<Decision> {
  const { language, goal } = scene.turn;
  const call = new AbortController();
  let asked = false;
  let atMs: number | null = null;
  let text: string | null = null;
  const media = new PacedMedia(scene.pcm, call.signal, (nowMs) => {
    if (asked) atMs ??= nowMs;
    if (asked) call.abort();
    asked = true;
  });
  const activity = voiceActivity.open();
  media.answer();
  try {
    await converse({
      line: new Line({ media, clock: systemClock, signal: call.signal }),
      speechToText: ear,
      textToSpeech: readyVoice(scene),
      voiceActivity: activity,
      dialogue: scripted(goal),
      understand,
      context: {
        host: { name: 'House', language, country: language === 'fr' ? 'FR' : 'GB', timeZone: 'Europe/Paris', recordingNotice: false },
        callerNumber: null,
        now: new Date(),
      },
      settings,
      observer: {
        onTurn: (turn) => {
          if (turn.speaker === 'caller') text = turn.text;
        },
      },
      clock: systemClock,
      logger,
      signal: call.signal,
    });
  } finally {
    call.abort();
    activity.close();
  }
  return { atMs, text, lateMs: media.lateMs };
}

const question = 'question';
const reply = 'reply';

/** Asks, listens, and answers whatever it hears with one word. */
function scripted(goal: Goal): Dialogue {
  return {
    initial: () => ({ goal, slots: { name: null, phone: null, reason: null, urgent: false, person: null }, memory: {} }),
    next: (state, event) => ({
      state,
      replies: [{ text: event.type === 'start' ? question : reply, interruptible: true }],
      next: { act: 'listen', expects: expects[goal] ?? 'open' },
    }),
  };
}

function readyVoice(scene: Scene): TextToSpeech {
  return {
    name: 'ready',
    health: () => ({ ready: true }),
    start: async () => {},
    stop: async () => {},
    async *speak({ text }) {
      yield text === question ? scene.question : silence(500);
    },
  };
}
