import type { RecognisedWord } from './contract.ts';

/** Words whose times are those of an utterance, with the times of the call in which that began at `startMs`. */
export function inCall(words: readonly RecognisedWord[], startMs: number): RecognisedWord[] {
  return words.map((word) => ({ ...word, startMs: startMs + word.startMs, endMs: startMs + word.endMs }));
}

/** 0 to 1; undefined when there are no words. */
export function meanConfidence(words: readonly RecognisedWord[]): number | undefined {
  if (words.length === 0) return undefined;
  return words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length;
}
