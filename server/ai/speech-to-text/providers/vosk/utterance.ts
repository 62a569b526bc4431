import type { RecognisedWord, Transcript } from '../../contract.ts';

/** What vosk_recognizer_result and _final_result give with set_words on. Times are seconds since the recogniser was made. */
export interface VoskResult {
  text: string;
  result?: { word: string; start: number; end: number; conf: number }[];
}

/**
 * What has been understood since the utterance began. libvosk ends a result by itself after a pause, in the middle of what the caller says, so
 * an utterance is several results and the partial after them.
 */
export class Utterance {
  /** Where it began, in seconds since the recogniser was made. */
  readonly #startSeconds: number;
  readonly #words: RecognisedWord[] = [];
  #partial = '';

  constructor(startSeconds: number) {
    this.#startSeconds = startSeconds;
  }

  get text(): string {
    return [...this.#words.map(({ word }) => word), ...spokenWords(this.#partial)].join(' ');
  }

  /** The words since the last result. True when the text of the utterance changed. */
  setPartial(partial: string): boolean {
    const before = this.text;
    this.#partial = partial;
    return this.text !== before;
  }

  /** A result replaces the partial. An empty one (digital silence gives one every 5 s) adds nothing. True when the text changed. */
  addResult({ text, result }: VoskResult): boolean {
    const before = this.text;
    this.#partial = '';
    const words = result ?? spokenWords(text).map((word) => ({ word, start: this.#startSeconds, end: this.#startSeconds, conf: 0 }));
    for (const { word, start, end, conf } of words) {
      if (!isSpoken(word)) continue;
      const [startMs, endMs] = [start, end].map((seconds) => Math.max(0, Math.round((seconds - this.#startSeconds) * 1000)));
      this.#words.push({ word: word.toLowerCase(), startMs: startMs!, endMs: endMs!, confidence: Math.min(1, Math.max(0, conf)) });
    }
    return this.text !== before;
  }

  transcript(): Transcript {
    return { text: this.text, words: this.#words };
  }
}

function spokenWords(text: string): string[] {
  return text.toLowerCase().split(/\s+/).filter(isSpoken);
}

/** "[unk]", "<unk>", "[noise]" are marks of the model's, not words of the caller's. */
function isSpoken(word: string): boolean {
  return word !== '' && !word.startsWith('[') && !word.startsWith('<');
}
