import { frameMs } from '../core/audio-frame.ts';
import type { Expectation } from './dialogue/contract.ts';
import type { TurnSettings } from './turn-settings.ts';

/**
 * Whose turn it is, as a pure reducer: events of the line and of the talk come in, effects go out. Time is counted
 * in frames of the line, so that the machine has no timers and every test of it is exact.
 */
export interface TurnState {
  readonly floor: Floor;
  /** What the caller is saying, or has said a moment ago, and nobody took up yet. */
  readonly speech: Speech | null;
  /** Since the floor was given to the caller, without any sound of him. */
  readonly waitedMs: number;
  readonly keys: string;
  readonly sinceKeyMs: number;
}

export type Floor =
  /** `whole`: the sentence is said to its end whatever the caller does. */
  | { readonly holder: 'assistant'; readonly whole: boolean; readonly expects: Expectation }
  | { readonly holder: 'caller'; readonly expects: Expectation }
  /** The caller's turn was ended; the reply is being made. */
  | { readonly holder: 'nobody' };

export interface Speech {
  /** Sound with a voice in it. */
  readonly voicedMs: number;
  /** From the first voiced frame to now. */
  readonly lengthMs: number;
  /** Since the last voiced frame. */
  readonly silentMs: number;
  /** The same of the last stretch without a pause: two back-channels in a row are no sentence. */
  readonly run: Readonly<{ voicedMs: number; lengthMs: number }>;
  readonly heard: Heard;
}

/** What the recogniser and the policies say of the sentence so far. */
export interface Heard {
  readonly text: string;
  /** Silence that ends this sentence. */
  readonly pauseMs: number;
  /** Only "mm", "oui", "OK": listening, not speaking. */
  readonly backChannel: boolean;
}

export type TurnEvent =
  | { type: 'frame'; voiced: boolean }
  | { type: 'heard'; heard: Heard }
  | { type: 'assistant-speaks'; whole: boolean; expects: Expectation }
  | { type: 'caller-may-speak'; expects: Expectation }
  | { type: 'key'; key: string };

export type TurnEffect =
  /** Stop the voice at once. */
  | { do: 'interrupt' }
  /** Ask the recogniser for the final text and answer it. */
  | { do: 'end-turn'; speech: Speech }
  /** The pause is long, but what was said may look unfinished only because its last word is not known yet: ask the recogniser for it. */
  | { do: 'settle' }
  /** Forget the sound heard so far: a cough, a back-channel. */
  | { do: 'discard' }
  | { do: 'keyed'; digits: string }
  | { do: 'silence' };

/** Shorter voiced sound without a word in it is a click or a cough. */
const clickMs = 100;
/** A back-channel that goes on for this long is a sentence. */
const backChannelMs = 700;
/**
 * What a recogniser first makes of a back-channel is often another short word ("au" becomes "ok" after 120 to 200 ms and later on a busy machine, "mon" becomes "mm",
 * "wrong" becomes "right"), and a hum is no word at all. They last up to 550 ms: as long as there are not so many letters, speech must outlast them before it
 * counts as an interruption.
 */
const plainLetters = 6;
const shortWordGraceMs = 400;
/** A pause that parts two stretches of speech; the closure of a consonant is 50 to 120 ms. */
const runGapMs = 240;
/** Voice in sustained speech: the closures of its consonants are silent. */
const sustainedShare = 0.6;
/** A lone 0 is taken after this, unless it may begin a number. */
const lonelyZeroMs = 900;
/** Speech that ended this shortly before the assistant's last word is taken as the answer. */
const overlapMs = 900;

export const silentHeard: Heard = { text: '', pauseMs: Number.POSITIVE_INFINITY, backChannel: false };

export const initialTurnState: TurnState = {
  floor: { holder: 'nobody' },
  speech: null,
  waitedMs: 0,
  keys: '',
  sinceKeyMs: 0,
};

export interface TurnStep {
  state: TurnState;
  effects: TurnEffect[];
}

export function nextTurn(state: TurnState, event: TurnEvent, settings: TurnSettings): TurnStep {
  switch (event.type) {
    case 'frame':
      return onFrame(state, event.voiced, settings);
    case 'heard':
      return { state: state.speech ? { ...state, speech: { ...state.speech, heard: event.heard } } : state, effects: [] };
    case 'assistant-speaks':
      return { state: { ...state, floor: { holder: 'assistant', whole: event.whole, expects: event.expects } }, effects: [] };
    case 'caller-may-speak':
      return onFloorGiven(state, event.expects);
    case 'key':
      return onKey(state, event.key);
  }
}

function onFrame(state: TurnState, voiced: boolean, settings: TurnSettings): TurnStep {
  if (state.keys !== '') return onKeyPause(state, settings);
  const speech = hear(state.speech, voiced, settings);
  if (state.floor.holder === 'assistant') return whileAssistantSpeaks({ ...state, speech }, state.floor.whole, settings);
  if (state.floor.holder === 'caller') return whileCallerMaySpeak({ ...state, speech }, settings);
  return { state: { ...state, speech }, effects: [] };
}

function hear(speech: Speech | null, voiced: boolean, settings: TurnSettings): Speech | null {
  if (!speech) {
    if (!voiced) return null;
    const heard = { ...silentHeard, pauseMs: settings.normalPauseMs };
    return { voicedMs: frameMs, lengthMs: frameMs, silentMs: 0, run: { voicedMs: frameMs, lengthMs: frameMs }, heard };
  }
  const run = voiced && speech.silentMs >= runGapMs ? { voicedMs: 0, lengthMs: 0 } : speech.run;
  const voicedMs = voiced ? frameMs : 0;
  return {
    ...speech,
    run: { voicedMs: run.voicedMs + voicedMs, lengthMs: run.lengthMs + frameMs },
    voicedMs: speech.voicedMs + voicedMs,
    lengthMs: speech.lengthMs + frameMs,
    silentMs: voiced ? 0 : speech.silentMs + frameMs,
  };
}

function whileAssistantSpeaks(state: TurnState, whole: boolean, settings: TurnSettings): TurnStep {
  const { speech } = state;
  if (!speech) return { state, effects: [] };
  if (!whole && interrupts(speech, settings)) {
    return { state: { ...state, floor: { holder: 'nobody' } }, effects: [{ do: 'interrupt' }] };
  }
  if (speech.silentMs >= overlapMs) return { state: { ...state, speech: null }, effects: [{ do: 'discard' }] };
  return { state, effects: [] };
}

function interrupts(speech: Speech, settings: TurnSettings): boolean {
  const { voicedMs, lengthMs } = speech.run;
  if (speech.silentMs > 0 || voicedMs < lengthMs * sustainedShare) return false;
  if (speech.heard.backChannel) return lengthMs >= backChannelMs;
  return lengthMs >= settings.bargeInMs + (speech.heard.text.length < plainLetters ? shortWordGraceMs : 0);
}

function whileCallerMaySpeak(state: TurnState, settings: TurnSettings): TurnStep {
  const { speech } = state;
  if (!speech) {
    const waitedMs = state.waitedMs + frameMs;
    if (waitedMs < settings.silenceMs) return { state: { ...state, waitedMs }, effects: [] };
    return { state: { ...state, waitedMs: 0, floor: { holder: 'nobody' } }, effects: [{ do: 'silence' }] };
  }
  if (speech.silentMs >= speech.heard.pauseMs) {
    const click = speech.voicedMs < clickMs && speech.heard.text === '';
    if (click) return { state: { ...state, speech: null, waitedMs: state.waitedMs + speech.lengthMs }, effects: [{ do: 'discard' }] };
    return endTurn(state, speech);
  }
  if (speech.lengthMs >= settings.maxUtteranceMs) return endTurn(state, speech);
  return { state, effects: pausesNow(speech, settings) ? [{ do: 'settle' }] : [] };
}

/** In the one frame in which a normal pause is over. */
function pausesNow({ silentMs }: Speech, { normalPauseMs }: TurnSettings): boolean {
  return silentMs >= normalPauseMs && silentMs - frameMs < normalPauseMs;
}

function endTurn(state: TurnState, speech: Speech): TurnStep {
  return { state: { ...state, speech: null, waitedMs: 0, floor: { holder: 'nobody' } }, effects: [{ do: 'end-turn', speech }] };
}

/** Words that overlap the end of the question are its answer, except a back-channel where no yes or no was asked. */
function onFloorGiven(state: TurnState, expects: Expectation): TurnStep {
  const given: TurnState = { ...state, floor: { holder: 'caller', expects }, waitedMs: 0 };
  if (state.speech?.heard.backChannel && expects !== 'yes-no') return { state: { ...given, speech: null }, effects: [{ do: 'discard' }] };
  return { state: given, effects: [] };
}

/** The first key stops the voice; keys are one number until a pause or '#'. */
function onKey(state: TurnState, key: string): TurnStep {
  const effects: TurnEffect[] = state.floor.holder === 'assistant' && state.keys === '' ? [{ do: 'interrupt' }] : [];
  const pressed: TurnState = { ...state, speech: null, sinceKeyMs: 0, waitedMs: 0 };
  if (key !== '#') return { state: { ...pressed, keys: state.keys + key }, effects };
  if (state.keys === '') return { state, effects: [] };
  return { state: { ...pressed, keys: '', floor: { holder: 'nobody' } }, effects: [...effects, { do: 'keyed', digits: state.keys }] };
}

function onKeyPause(state: TurnState, settings: TurnSettings): TurnStep {
  const sinceKeyMs = state.sinceKeyMs + frameMs;
  if (sinceKeyMs < keyPauseMs(state, settings)) return { state: { ...state, sinceKeyMs }, effects: [] };
  const idle: TurnState = { ...state, keys: '', sinceKeyMs: 0, floor: { holder: 'nobody' } };
  return { state: idle, effects: [{ do: 'keyed', digits: state.keys }] };
}

/** Key 0 alone asks for a human: it is taken sooner, but where a number is awaited it may be that number's first digit. */
function keyPauseMs(state: TurnState, settings: TurnSettings): number {
  const expectsNumber = state.floor.holder === 'caller' && state.floor.expects === 'phone';
  return state.keys === '0' && !expectsNumber ? Math.min(lonelyZeroMs, settings.keyPauseMs) : settings.keyPauseMs;
}
