import type { Pcm } from '../../../../core/audio-frame.ts';
import type { RecognisedWord, Transcript } from '../../contract.ts';
import type { Handle, LibVosk } from './libvosk.ts';
import { Utterance, type VoskResult } from './utterance.ts';

/** Phrases of which an answer is likely to be one, and how to hear with nothing but them. */
export interface ExpectedAnswer {
  phrases: ReadonlySet<string>;
  makeHandle(): Handle;
}

/** Of the words of an answer, at least so many must be the same in both hearings for the expected one to be believed. */
const sameShare = 1 / 2;

/** One utterance heard a second time, with a grammar of the expected answers. To be called as its recogniser is: one call at a time. */
export class SecondHearing {
  readonly #library: LibVosk;
  readonly #expected: ExpectedAnswer;
  readonly #handle: Handle;
  readonly #utterance = new Utterance(0);
  readonly #pieces: string[] = [];

  constructor(library: LibVosk, expected: ExpectedAnswer) {
    this.#library = library;
    this.#expected = expected;
    this.#handle = expected.makeHandle();
  }

  async hear(pcm: Pcm): Promise<void> {
    if ((await this.#library.accept(this.#handle, pcm)) === 1) this.#add(await this.#library.result(this.#handle));
  }

  /** The better of both: the whole words of an expected answer, where they correct what was heard; else what was heard. */
  async corrected(heard: Transcript): Promise<Transcript> {
    this.#add(await this.#library.finalResult(this.#handle));
    // With the marks of what is in no phrase.
    const text = this.#pieces.join(' ').toLowerCase();
    return this.#expected.phrases.has(text) && corrects(this.#utterance.transcript().words, heard.words) ? this.#utterance.transcript() : heard;
  }

  async free(): Promise<void> {
    await this.#library.free(this.#handle);
  }

  #add(json: string): void {
    const result = JSON.parse(json) as VoskResult;
    if (result.text !== '') this.#pieces.push(result.text);
    this.#utterance.addResult(result);
  }
}

/**
 * Whether an expected answer takes the place of what was heard with all words: as many words, and half of them the same. A grammar forces whatever is said
 * into its phrases, so it may correct an answer ("c'est non" is "c'est bon"), never make one of something else.
 */
export function corrects(expected: readonly Pick<RecognisedWord, 'word'>[], heard: readonly Pick<RecognisedWord, 'word'>[]): boolean {
  const same = expected.filter(({ word }, at) => heard[at]?.word === word).length;
  return expected.length === heard.length && same < heard.length && same >= heard.length * sameShare;
}
