import { frameMs } from '../../core/audio-frame.ts';
import type { RecognisedWord } from './contract.ts';

/**
 * Where in a call the words of an utterance were said. The recogniser counts the sound it was given; the call's time goes on where frames are lost and
 * stands still where there was one too many.
 */
export class UtteranceTime {
  readonly #jumps: { heardMs: number; callMs: number }[] = [];
  #heardMs = 0;

  /** A frame was given to the recogniser that begins at this time of the call. */
  add(callMs: number): void {
    if (this.#inCall(this.#heardMs) !== callMs) this.#jumps.push({ heardMs: this.#heardMs, callMs });
    this.#heardMs += frameMs;
  }

  /** The words with times of the call instead of the utterance's. */
  inCall(words: readonly RecognisedWord[]): RecognisedWord[] {
    return words.map((word) => {
      const startMs = this.#inCall(word.startMs) ?? word.startMs;
      return { ...word, startMs, endMs: startMs + word.endMs - word.startMs };
    });
  }

  #inCall(heardMs: number): number | undefined {
    const jump = this.#jumps.findLast((one) => one.heardMs <= heardMs);
    return jump && jump.callMs + heardMs - jump.heardMs;
  }
}
