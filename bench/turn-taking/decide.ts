import type { Handle, LibVosk } from '../../server/ai/speech-to-text/providers/vosk/libvosk.ts';
import type { TextToSpeech } from '../../server/ai/text-to-speech/contract.ts';
import type { Dialogue, Expectation, Goal } from '../../server/assistant/dialogue/contract.ts';
import { understand } from '../../server/assistant/dialogue/understand.ts';
import { converse } from '../../server/assistant/pipeline.ts';
import type { TurnSettings } from '../../server/assistant/turn-settings.ts';
import { silence } from '../../server/audio/sound.ts';
import type { VoiceActivitySource } from '../../server/audio/voice-activity.ts';
import { frameMs, samplesPerFrame } from '../../server/core/audio-frame.ts';
import { RepondeurError } from '../../server/core/errors.ts';
import type { Language } from '../../server/core/language.ts';
import { silentLogger } from '../../server/core/logger.ts';
import { FakeClock } from '../../server/telephony/fake/fake-clock.ts';
import { FakeMedia } from '../../server/telephony/fake/fake-media.ts';
import { Line } from '../../server/telephony/line.ts';
import { LockstepEar } from './lockstep-ear.ts';
import type { Scene } from './scene.ts';

export interface Decision {
  /** When the reply began; null when it never did. */
  atMs: number | null;
  /** What was taken as the caller's turn; null when nothing was understood. */
  text: string | null;
}

export interface Listener {
  library: LibVosk;
  models: Readonly<Partial<Record<Language, Handle>>>;
  voiceActivity: VoiceActivitySource;
  settings: TurnSettings;
}

/** The dialogue's own: what each goal expects to hear. */
const expects: Partial<Record<Goal, Expectation>> = {
  purpose: 'open',
  reason: 'sentence',
  name: 'name',
  phone: 'phone',
  'confirm-phone': 'yes-no',
  'confirm-urgency': 'yes-no',
  'anything-else': 'sentence',
};

/**
 * Lets the product's own talk hear a scene, frame by frame, with a voice that needs no time, and tells when its first reply begins. Time goes on when
 * everything that a frame sets off is done.
 */
export async function decide(scene: Scene, { library, models, voiceActivity, settings }: Listener): Promise<Decision> {
  const { language, goal } = scene.turn;
  const model = models[language];
  if (!model) throw new RepondeurError('bad-input', `no model is loaded for ${language}`);
  const clock = new FakeClock();
  const call = new AbortController();
  const media = new FakeMedia(0);
  const ear = new LockstepEar(library, model, clock);
  const activity = voiceActivity.open();
  let text: string | null = null;
  const talk = converse({
    line: new Line({ media, clock, signal: call.signal }),
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
    clock,
    logger: silentLogger,
    signal: call.signal,
  });
  await ear.rests();
  let atMs: number | null = null;
  for (let at = 0; at + samplesPerFrame <= scene.pcm.length && atMs === null; at += samplesPerFrame) {
    const beganMs = clock.nowMs();
    clock.advance(frameMs);
    if (media.tick(scene.pcm.subarray(at, at + samplesPerFrame)).includes(replySample)) atMs = beganMs;
    await ear.rests();
  }
  call.abort();
  media.close();
  await ended(talk, clock, ear);
  activity.close();
  return { atMs, text };
}

/** Time goes on for what is under way: the last words are still to come. */
async function ended(talk: Promise<unknown>, clock: FakeClock, ear: LockstepEar): Promise<void> {
  let over = false;
  const settled = talk.finally(() => {
    over = true;
  });
  while (!over) {
    clock.advance(frameMs);
    await ear.rests();
  }
  await settled;
}

const question = 'question';
const reply = 'reply';
/** An odd number; the question's samples are made even, so that a reply is known by its sound. */
const replySample = 4321;

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
      yield text === question ? scene.question.map((sample) => sample & ~1) : silence(500).fill(replySample);
    },
  };
}
