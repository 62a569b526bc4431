import { frameMs } from '../core/audio-frame.ts';
import { isSustained, whileAssistantSpeaks } from './barge-in.ts';
import type { Expectation } from './dialogue/contract.ts';
import { onKey, onKeyPause, zeroGrowsOld } from './turn-keys.ts';
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
  /** Since key 0 alone was taken for a wish, while it may still become the first digit of a number; null when it cannot. */
  readonly sinceZeroMs: number | null;
  /** That 0 is the first of the keys: with one more it is not yet a number. */
  readonly zeroCarried: boolean;
}

export type Floor =
  | {
      readonly holder: 'assistant';
      /** The sentence is said to its end whatever the caller does. */
      readonly whole: boolean;
      readonly expects: Expectation;
      /** How long the voice has been paused, because the caller may be interrupting; null while it speaks. */
      readonly pausedMs: number | null;
      /** What the caller said into the pause is final. */
      readonly wordsKnown: boolean;
      /** Pauses of this turn after which the voice went on. */
      readonly falseAlarms: number;
    }
  | { readonly holder: 'caller'; readonly expects: Expectation }
  /** The caller's turn was ended; the reply is being made. */
  | { readonly holder: 'nobody' };

export interface Speech {
  /** Sound with a voice in it. */
  readonly voicedMs: number;
  /** From the first voiced frame to now. */
  readonly lengthMs: number;
  /** Since the end of the last word: its last voiced frame, or the faint sound right behind it. */
  readonly silentMs: number;
  /** Faint sound up to now, without a break; 0 while there is a voice, or nothing. */
  readonly faintMs: number;
  /** The same of the last stretch without a pause: two back-channels in a row are no sentence. */
  readonly run: Readonly<{ voicedMs: number; lengthMs: number }>;
  /** He has paused in it and gone on. */
  readonly hasPaused: boolean;
  readonly heard: Heard;
}

/** What the recogniser and the policies say of the sentence so far. */
export interface Heard {
  readonly text: string;
  /** Silence that ends this sentence. */
  readonly pauseMs: number;
  /** Only "mm", "oui", "OK": listening, not speaking. */
  readonly backChannel: boolean;
  /** What is said behind such words. */
  readonly claim: string;
  /** "Stop", "no", "wait": too short to be told from a cough by its length. */
  readonly claimsFloor: boolean;
}

/** What of the caller is in 20 ms: a voice, or sound that may be the soft end of a word, or neither. */
export interface CallerSound {
  readonly voiced: boolean;
  readonly faint: boolean;
}

export type TurnEvent =
  | ({ type: 'frame' } & CallerSound)
  | { type: 'heard'; heard: Heard }
  /** The answer to 'ask-words', behind the last 'heard'. */
  | { type: 'words-known' }
  | { type: 'assistant-speaks'; whole: boolean; expects: Expectation }
  | { type: 'caller-may-speak'; expects: Expectation }
  | { type: 'key'; key: string }
  /** The caller asks for a human, by a word that counts at any time. */
  | { type: 'hot-word'; text: string };

export type TurnEffect =
  /** Silence the voice at once; 'resume' or 'interrupt' follows. */
  | { do: 'pause' }
  /** Go on from the word where the voice was paused: it was a cough, or a back-channel. */
  | { do: 'resume' }
  /** The caller has fallen silent while the voice is paused: ask the recogniser for the final text of what he said, and go on listening. */
  | { do: 'ask-words' }
  /** Stop the voice at once, paused or not. */
  | { do: 'interrupt' }
  /** What was said so far may be all: make the answer ready. */
  | { do: 'prepare' }
  /** The caller speaks while the reply to what he said is being made. */
  | { do: 'caller-goes-on' }
  /** Ask the recogniser for the final text and answer it. */
  | { do: 'end-turn'; speech: Speech }
  /** The pause is long, but what was said may look unfinished only because its last word is not known yet: ask the recogniser for it. */
  | { do: 'settle' }
  /** Forget the sound heard so far: a cough, a back-channel. */
  | { do: 'discard' }
  | { do: 'keyed'; digits: string }
  /** What was said up to now asks for a human; `speech` is null when no voice was detected in it. */
  | { do: 'ask-human'; text: string; speech: Speech | null }
  | { do: 'silence' };

/** Shorter voiced sound without a word in it is a click or a cough. */
const clickMs = 100;
/** Silence after which an answer is made ready: longer than the closure of a consonant, well before the shortest pause that ends a turn. */
const prepareAfterMs = 120;
/** A pause that parts two stretches of speech; the closure of a consonant is 50 to 120 ms. */
const runGapMs = 240;
/** The beginning or the end of a word that no detector takes for a voice, such as an "s". What goes on for longer is another sound. */
const longestEdgeMs = 120;
export const silentHeard: Heard = { text: '', pauseMs: Number.POSITIVE_INFINITY, backChannel: false, claim: '', claimsFloor: false };

export const initialTurnState: TurnState = {
  floor: { holder: 'nobody' },
  speech: null,
  waitedMs: 0,
  keys: '',
  sinceKeyMs: 0,
  sinceZeroMs: null,
  zeroCarried: false,
};

export interface TurnStep {
  state: TurnState;
  effects: TurnEffect[];
}

export function nextTurn(state: TurnState, event: TurnEvent, settings: TurnSettings): TurnStep {
  switch (event.type) {
    case 'frame':
      return onFrame(zeroGrowsOld(state, settings), event, settings);
    case 'heard':
      return onHeard(state, event.heard);
    case 'words-known':
      return { state: state.floor.holder === 'assistant' ? { ...state, floor: { ...state.floor, wordsKnown: true } } : state, effects: [] };
    case 'assistant-speaks':
      return { state: { ...state, floor: assistantFloor(state.floor, event) }, effects: [] };
    case 'caller-may-speak':
      return onFloorGiven(state, event.expects);
    case 'key':
      return onKey(state, event.key);
    case 'hot-word':
      return onHotWord(state, event.text);
  }
}

function onFrame(state: TurnState, { voiced, faint }: CallerSound, settings: TurnSettings): TurnStep {
  if (state.keys !== '') return onKeyPause(state, settings);
  // While the assistant speaks, only a voice counts: a cough's end is faint too.
  const speech = hear(state.speech, { voiced, faint: faint && state.floor.holder !== 'assistant' }, settings);
  if (state.floor.holder === 'assistant') return whileAssistantSpeaks({ ...state, speech }, state.floor, settings);
  if (state.floor.holder === 'caller') return whileCallerMaySpeak({ ...state, speech }, settings);
  return { state: { ...state, speech }, effects: speech && goesOn(speech, settings) ? [{ do: 'caller-goes-on' }] : [] };
}

/** In the one frame in which he has spoken for long enough. */
function goesOn(speech: Speech, { pauseVoiceMs }: TurnSettings): boolean {
  return isSustained(speech) && speech.run.lengthMs >= pauseVoiceMs && speech.run.lengthMs - frameMs < pauseVoiceMs;
}

/** Words that come late, when the caller has fallen silent, make another answer. */
function onHeard(state: TurnState, heard: Heard): TurnStep {
  const { speech, floor } = state;
  if (!speech) return { state, effects: [] };
  const answers = floor.holder === 'caller' && speech.silentMs >= prepareAfterMs && heard.text !== '' && heard.text !== speech.heard.text;
  return { state: { ...state, speech: { ...speech, heard } }, effects: answers ? [{ do: 'prepare' }] : [] };
}

/** Replies behind one another are one turn. */
function assistantFloor(before: Floor, { whole, expects }: { whole: boolean; expects: Expectation }): Floor {
  if (before.holder === 'assistant') return { ...before, whole, expects };
  return { holder: 'assistant', whole, expects, pausedMs: null, wordsKnown: false, falseAlarms: 0 };
}

function hear(speech: Speech | null, { voiced, faint }: CallerSound, settings: TurnSettings): Speech | null {
  if (!speech) {
    if (!voiced) return null;
    const heard = { ...silentHeard, pauseMs: settings.normalPauseMs };
    return { voicedMs: frameMs, lengthMs: frameMs, silentMs: 0, faintMs: 0, run: { voicedMs: frameMs, lengthMs: frameMs }, hasPaused: false, heard };
  }
  const resumes = voiced && speech.silentMs >= runGapMs;
  const run = resumes ? { voicedMs: 0, lengthMs: 0 } : speech.run;
  const voicedMs = voiced ? frameMs : 0;
  const faintMs = faint ? speech.faintMs + frameMs : 0;
  const fades = isEdge(faintMs) && speech.silentMs === 0;
  return {
    ...speech,
    run: { voicedMs: run.voicedMs + voicedMs, lengthMs: run.lengthMs + frameMs },
    voicedMs: speech.voicedMs + voicedMs,
    lengthMs: speech.lengthMs + frameMs,
    hasPaused: speech.hasPaused || resumes,
    faintMs,
    silentMs: voiced || fades ? 0 : speech.silentMs + frameMs,
  };
}

function whileCallerMaySpeak(state: TurnState, settings: TurnSettings): TurnStep {
  const { speech } = state;
  if (!speech) {
    const waitedMs = state.waitedMs + frameMs;
    if (waitedMs < settings.silenceMs) return { state: { ...state, waitedMs }, effects: [] };
    return { state: { ...state, waitedMs: 0, floor: { holder: 'nobody' } }, effects: [{ do: 'silence' }] };
  }
  if (speech.silentMs >= speech.heard.pauseMs && !isEdge(speech.faintMs)) {
    const click = speech.voicedMs < clickMs && speech.heard.text === '';
    if (click) return { state: { ...state, speech: null, waitedMs: state.waitedMs + speech.lengthMs }, effects: [{ do: 'discard' }] };
    return endTurn(state, speech);
  }
  if (speech.lengthMs >= settings.maxUtteranceMs) return endTurn(state, speech);
  if (speech.silentMs === prepareAfterMs && speech.heard.text !== '') return { state, effects: [{ do: 'prepare' }] };
  return { state, effects: pausesNow(speech, settings) ? [{ do: 'settle' }] : [] };
}

function isEdge(faintMs: number): boolean {
  return faintMs > 0 && faintMs <= longestEdgeMs;
}

/** In the one frame in which a normal pause is over. */
function pausesNow({ silentMs }: Speech, { normalPauseMs }: TurnSettings): boolean {
  return silentMs >= normalPauseMs && silentMs - frameMs < normalPauseMs;
}

function endTurn(state: TurnState, speech: Speech): TurnStep {
  return { state: { ...state, speech: null, waitedMs: 0, floor: { holder: 'nobody' } }, effects: [{ do: 'end-turn', speech }] };
}

/** It stops the voice also in a sentence that is said whole, and takes up what was said. */
function onHotWord(state: TurnState, text: string): TurnStep {
  const { speech } = state;
  return { state: initialTurnState, effects: [{ do: 'interrupt' }, { do: 'ask-human', text, speech }] };
}

/** Words that overlap the end of the question are its answer, except a back-channel where no yes or no was asked. */
function onFloorGiven(state: TurnState, expects: Expectation): TurnStep {
  const given: TurnState = { ...state, floor: { holder: 'caller', expects }, waitedMs: 0 };
  if (state.speech?.heard.backChannel && expects !== 'yes-no') return { state: { ...given, speech: null }, effects: [{ do: 'discard' }] };
  return { state: given, effects: [] };
}
