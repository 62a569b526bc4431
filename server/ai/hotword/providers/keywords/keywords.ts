import type { Pcm } from '../../../../core/audio-frame.ts';
import type { Health } from '../../../../core/health.ts';
import type { Language } from '../../../../core/language.ts';
import type { HotwordDetector, HotwordOptions, HotwordStream } from '../../contract.ts';
import type { KeywordSettings } from './settings.ts';

/** Looks for the words in what the recogniser hears: needs nothing that a talk does not have, and knows as much as its ear. */
export class KeywordDetector implements HotwordDetector {
  readonly name = 'keywords';
  readonly #settings: KeywordSettings;

  constructor(settings: KeywordSettings) {
    this.#settings = settings;
  }

  words(language: Language): readonly string[] {
    return this.#settings.words[language];
  }

  health(): Health {
    return { ready: true };
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  open({ language, signal, onWord }: HotwordOptions): HotwordStream {
    return new KeywordStream(this.words(language), signal, onWord);
  }
}

class KeywordStream implements HotwordStream {
  readonly #words: readonly { word: string; folded: string }[];
  readonly #signal: AbortSignal;
  readonly #onWord: (word: string) => void;
  #partial = '';
  /** Of this sentence. */
  #told = 0;

  constructor(words: readonly string[], signal: AbortSignal, onWord: (word: string) => void) {
    this.#words = words.map((word) => ({ word, folded: folded(word) }));
    this.#signal = signal;
    this.#onWord = onWord;
  }

  hear(_pcm: Pcm, partial: string): void {
    if (partial === this.#partial || this.#signal.aborted) return;
    this.#partial = partial;
    const said = this.#saidIn(folded(partial));
    const last = said.at(-1);
    if (last !== undefined && said.length > this.#told) this.#onWord(last);
    // A word that is taken back and heard again later is told again.
    this.#told = said.length;
  }

  #saidIn(sentence: string): string[] {
    const said = this.#words.flatMap(({ word, folded: sought }) =>
      [...sentence.matchAll(new RegExp(`(?<= |^)${sought}(?= |$)`, 'g'))].map(({ index }) => ({ word, index })),
    );
    return said.sort((a, b) => a.index - b.index).map(({ word }) => word);
  }
}

/** Lower case, no accents, only letters and single blanks. */
function folded(text: string): string {
  return text
    .toLowerCase()
    .normalize('NFD')
    .replace(/\p{M}+/gu, '')
    .replace(/[^\p{L}\d]+/gu, ' ')
    .trim();
}
