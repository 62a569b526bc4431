import { frameMs } from '../core/audio-frame.ts';
import type { Floor, Heard, Speech, TurnState, TurnStep } from './turn-machine.ts';
import type { TurnSettings } from './turn-settings.ts';

export type AssistantFloor = Extract<Floor, { holder: 'assistant' }>;

/** A back-channel that goes on for this long is a sentence. */
const backChannelMs = 700;
/**
 * What a recogniser first makes of a back-channel is often another short word ("au" becomes "ok" after 120 to 200 ms and later on a busy machine, "mon" becomes "mm",
 * "wrong" becomes "right"), and a hum is no word at all. They last up to 550 ms: as long as there are not so many letters, speech must outlast them before it
 * counts as an interruption.
 */
const plainLetters = 6;
const shortWordGraceMs = 400;
/** Voice in sustained speech: the closures of its consonants are silent. */
const sustainedShare = 0.6;
/** Speech that ended this shortly before the assistant's last word is taken as the answer. */
const overlapMs = 900;
/** Silence after which the recogniser is asked what it was that made the voice pause: its first words are often others. */
const askWordsAfterMs = 160;
/** Silence after which a voice that paused goes on, or stops for good. Longer than the closures and stops inside a word, shorter than a listener waits. */
const resumeAfterMs = 320;
/** A recogniser that does not answer is not waited for any longer. */
const longestAskMs = 900;
/** Sound that neither becomes speech nor ends: a street, a television. */
const longestPauseMs = 1_500;

/**
 * A frame of the caller while the assistant speaks. The voice pauses as soon as he is heard; it stops for good when he turns out to speak, and goes on from
 * the word where it paused when he only coughed or followed ("mm", "OK"). A sentence that must be heard whole does neither.
 */
export function whileAssistantSpeaks(state: TurnState, floor: AssistantFloor, settings: TurnSettings): TurnStep {
  const { speech } = state;
  if (!speech) return { state, effects: [] };
  if (!floor.whole && interrupts(speech, settings)) return interrupt(state);
  if (floor.pausedMs !== null) {
    const wordsKnown = floor.wordsKnown && speech.silentMs > 0;
    return whilePaused(state, { ...floor, wordsKnown, pausedMs: floor.pausedMs + frameMs }, speech);
  }
  if (!floor.whole && pauses(speech, floor, settings))
    return { state: { ...state, floor: { ...floor, pausedMs: 0, wordsKnown: false } }, effects: [{ do: 'pause' }] };
  if (speech.silentMs >= overlapMs) return { state: { ...state, speech: null }, effects: [{ do: 'discard' }] };
  return { state, effects: [] };
}

function whilePaused(state: TurnState, floor: AssistantFloor & { pausedMs: number }, speech: Speech): TurnStep {
  const isOver = speech.silentMs >= resumeAfterMs && (floor.wordsKnown || speech.silentMs >= longestAskMs);
  if (isOver || floor.pausedMs >= longestPauseMs) {
    if (saysSomething(speech.heard)) return interrupt(state);
    const resumed: TurnState = { ...state, floor: { ...floor, pausedMs: null, falseAlarms: floor.falseAlarms + 1 } };
    // A "yes" may still be the answer, when it overlaps the end of the question; what a cough was taken for may not.
    if (speech.heard.backChannel) return { state: resumed, effects: [{ do: 'resume' }] };
    return { state: { ...resumed, speech: null }, effects: [{ do: 'resume' }, { do: 'discard' }] };
  }
  return { state: { ...state, floor }, effects: speech.silentMs === askWordsAfterMs ? [{ do: 'ask-words' }] : [] };
}

function interrupt(state: TurnState): TurnStep {
  return { state: { ...state, floor: { holder: 'nobody' } }, effects: [{ do: 'interrupt' }] };
}

/** Each false alarm in a reply makes the next one less easy, so that a listener who says "mm" again and again does not make the voice stutter. */
function pauses(speech: Speech, { falseAlarms }: AssistantFloor, { pauseVoiceMs }: TurnSettings): boolean {
  return isSustained(speech) && !speech.heard.backChannel && speech.run.lengthMs >= pauseVoiceMs * (1 + falseAlarms);
}

function interrupts(speech: Speech, settings: TurnSettings): boolean {
  if (!isSustained(speech)) return false;
  const { lengthMs } = speech.run;
  if (speech.heard.backChannel) return lengthMs >= backChannelMs;
  return lengthMs >= settings.bargeInMs + (isPlain(speech.heard) ? 0 : shortWordGraceMs);
}

/** A voice, now and for most of the time since its last pause. */
export function isSustained({ silentMs, run }: Speech): boolean {
  return silentMs === 0 && run.voicedMs >= run.lengthMs * sustainedShare;
}

function saysSomething(heard: Heard): boolean {
  return !heard.backChannel && isPlain(heard);
}

function isPlain({ claim, claimsFloor }: Heard): boolean {
  return claimsFloor || claim.length >= plainLetters;
}
