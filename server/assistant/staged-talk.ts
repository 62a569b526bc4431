import type { ExecutionContext } from 'ava';
import type { HotwordDetector } from '../ai/hotword/contract.ts';
import { FakeSpeechToText } from '../ai/speech-to-text/fake.ts';
import { soundOfText } from '../ai/speech-to-text/text-in-sound.ts';
import { FakeTextToSpeech } from '../ai/text-to-speech/fake.ts';
import { silence } from '../audio/sound.ts';
import { loadVoiceActivity } from '../audio/voice-activity.ts';
import { concatPcm, frameMs, msOfSamples, type Pcm, samplesOfMs } from '../core/audio-frame.ts';
import type { Language } from '../core/language.ts';
import { silentLogger } from '../core/logger.ts';
import type { FakeCaller } from '../telephony/fake/fake-call.ts';
import { FakeTelephony } from '../telephony/fake/fake-telephony.ts';
import { Line } from '../telephony/line.ts';
import type { ConversationEnd, ConversationObserver, ConversationOptions } from './conversation.ts';
import type { Dialogue, DialogueEvent, DialogueState, DialogueStep } from './dialogue/contract.ts';
import type { Mind } from './mind/contract.ts';
import { converse } from './pipeline.ts';
import { defaultTurnSettings } from './turn-settings.ts';

const longestWaitMs = 120_000;

/** Lets everything that a frame set off come to rest before the next one, however slow this machine is. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 12; turns++) await new Promise((resolve) => setImmediate(resolve));
}

export interface StagedTalk {
  caller: FakeCaller;
  /** What the dialogue was told, in order. */
  events: DialogueEvent[];
  ear: FakeSpeechToText;
  voice: FakeTextToSpeech;
  /** Lets the time of the call pass, frame by frame, until something is true. Between such waits none passes. Rejects after two minutes of the call. */
  pass(condition: () => boolean, what: string): Promise<void>;
  /** The same until the talk is over. */
  ended(): Promise<ConversationEnd>;
  latencies: number[];
  /** What was said by either, in order. */
  heard: string[];
}

export interface TalkOptions {
  /** What is said to each event in turn; the last one is said again and again. */
  answers?: DialogueStep['replies'][];
  next?: (event: DialogueEvent) => DialogueStep['next'];
  settings?: Partial<typeof defaultTurnSettings>;
  ear?: FakeSpeechToText;
  mind?: Mind;
  hotwords?: HotwordDetector;
  /** Instead of the dialogue that says what the test wants. */
  real?: Pick<ConversationOptions, 'dialogue' | 'understand'> & { otherLanguage: Language };
}

const state: DialogueState = { goal: 'purpose', slots: { name: null, phone: null, reason: null, urgent: false, person: null }, memory: {} };
export const greeting = [{ text: 'Hello, I am the assistant of the house.', interruptible: true }];
export const listen = { act: 'listen', expects: 'open' } as const;

/** A talk over the fake switch, with a dialogue that says what the test wants and remembers what it was told; for tests. */
export async function talk(
  t: ExecutionContext,
  { answers = [greeting], next = () => listen, settings, ear = new FakeSpeechToText(), mind, hotwords, real }: TalkOptions = {},
): Promise<StagedTalk> {
  const telephony = new FakeTelephony({ msPerFrame: 'manual' });
  const voice = new FakeTextToSpeech({ msPerCharacter: 50, clock: telephony.clock });
  const voiceActivity = (await loadVoiceActivity()).open();
  await voice.start();
  await ear.start();
  const events: DialogueEvent[] = [];
  const latencies: number[] = [];
  const heard: string[] = [];
  // Pure, as a dialogue is: it is asked ahead of time too. Only the steps that are taken count.
  const stepsBefore = ({ memory }: DialogueState) => Number(memory.steps ?? 0);
  const dialogue: Dialogue = {
    initial: () => state,
    next: (before, event) => ({
      state: { ...before, memory: { steps: stepsBefore(before) + 1, event } },
      replies: answers[Math.min(stepsBefore(before), answers.length - 1)] ?? [],
      next: next(event),
    }),
  };
  const observer: ConversationObserver = {
    onLatency: (milliseconds) => latencies.push(milliseconds),
    onState: ({ memory }) => events.push(memory.event as DialogueEvent),
    onTurn: ({ text }) => heard.push(text),
  };
  let end: ConversationEnd | undefined;
  await telephony.start(async (call) => {
    const media = await call.answer();
    end = await converse({
      line: new Line({ media, clock: telephony.clock, signal: call.signal }),
      speechToText: ear,
      textToSpeech: voice,
      voiceActivity,
      dialogue: real?.dialogue ?? dialogue,
      understand: real?.understand ?? (() => ({ intent: 'unknown', slots: {} })),
      mind,
      hotwords,
      context: {
        host: { name: 'House', language: 'en', country: 'GB', timeZone: 'Europe/London', recordingNotice: false },
        callerNumber: null,
        now: new Date(),
        otherLanguage: real?.otherLanguage,
      },
      settings: { ...defaultTurnSettings, ...settings },
      observer,
      clock: telephony.clock,
      logger: silentLogger,
      signal: call.signal,
    });
  });
  const caller = telephony.placeCall({ from: '+447700900001', to: '+442079460123' });
  const pass = async (condition: () => boolean, what: string) => {
    for (let ms = 0; !condition(); ms += frameMs) {
      if (ms > longestWaitMs) throw new Error(`waited in vain for: ${what}`);
      telephony.advance(frameMs);
      await settle();
    }
  };
  const ended = async () => {
    await pass(() => end !== undefined, 'the end of the talk');
    return end!;
  };
  t.teardown(async () => {
    await telephony.stop();
    await voice.stop();
    await ear.stop();
    voiceActivity.close();
  });
  return { caller, events, ear, voice, pass, ended, latencies, heard };
}

export const said = (text: string, pauseMs = 1000): Pcm => concatPcm([soundOfText(text), silence(pauseMs)]);
export const greetingMs = 50 * greeting[0]!.text.length;

/** Without a word in it. */
export function cough(ms: number): Pcm {
  return Int16Array.from({ length: samplesOfMs(ms) }, (_, n) => 9000 * Math.sin(n / 9) * Math.sin(n / 300));
}

export interface Stretch {
  startMs: number;
  endMs: number;
}

/** When the caller heard the voice, pauses under 100 ms left out. */
export function stretches(received: Pcm): Stretch[] {
  const heard: Stretch[] = [];
  for (let ms = 0; ms < msOfSamples(received.length); ms += 20) {
    if (!received.subarray(samplesOfMs(ms), samplesOfMs(ms + 20)).some((sample) => sample !== 0)) continue;
    const last = heard.at(-1);
    if (last && ms - last.endMs < 100) last.endMs = ms + 20;
    else heard.push({ startMs: ms, endMs: ms + 20 });
  }
  return heard;
}

/** A mind that understands everything as a request for opening hours and says "Right away." instead of what may be put in other words. */
export function eagerMind(preloads: string[]): Mind {
  return {
    preload: (partial) => preloads.push(partial),
    refine: async (_said, rules) => ({ ...rules, intent: 'hours' }),
    async *word(reply) {
      yield 'Right,';
      yield reply.text;
    },
    changeLanguage: () => {},
  };
}
