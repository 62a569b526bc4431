import type { HotwordDetector, HotwordStream } from '../ai/hotword/contract.ts';
import { frameMs, type Pcm } from '../core/audio-frame.ts';
import type { Language } from '../core/language.ts';
import type { Understanding } from './dialogue/contract.ts';
import { languagePack } from './languages/packs.ts';
import { plainOf, tokenise } from './languages/text.ts';

export interface HotWordsOptions {
  detector: HotwordDetector;
  language: Language;
  /** By the rules alone. */
  understand(text: string): Understanding;
  /** The caller asks for a human: with what he said, as it was understood up to then. */
  onAsked(text: string): void;
  /** The call's own. */
  signal: AbortSignal;
}

/** A sentence that stays as it is for this long is over, or at a pause: a recogniser corrects its last words within 100 to 300 ms, and a word lasts about as long. */
const stableMs = 400;
const noSound: Pcm = new Int16Array(0);

/** Weighs what a hot word detector hears: the word must stand alone, or in a sentence that asks for a human. "I am an estate agent" is neither. */
export class HotWords {
  readonly #options: HotWordsOptions;
  readonly #stream: HotwordStream;
  #partial = '';
  #unchangedMs = 0;
  /** Heard in this sentence and not weighed yet. */
  #word: string | undefined;
  #asked = 0;

  constructor(options: HotWordsOptions) {
    this.#options = options;
    const { detector, language, signal } = options;
    this.#stream = detector.open({
      language,
      signal,
      onWord: (word) => {
        this.#word = word;
        this.#unchangedMs = 0;
      },
    });
  }

  /** A frame of the caller, and the words of his sentence so far; empty when none has begun, or when it was forgotten or `answered`: what it asks is then known. */
  hear(frame: Pcm, partial: string, answered: boolean): void {
    const before = this.#partial;
    this.#unchangedMs = partial === before ? this.#unchangedMs + frameMs : 0;
    this.#partial = partial;
    if (before !== '' && partial === '') {
      if (answered) this.#word = undefined;
      else this.#weigh(before);
    }
    this.#stream.hear(frame, partial);
    if (this.#unchangedMs >= stableMs) this.#weigh(partial);
  }

  /** How often a human was asked for. */
  get asked(): number {
    return this.#asked;
  }

  /** A sentence that nobody answers is over and this is all of it: on a busy machine the recogniser tells its last words, or all, only now. */
  end(sentence: string): void {
    this.hear(noSound, sentence, false);
    this.hear(noSound, '', false);
  }

  #weigh(sentence: string): void {
    const word = this.#word;
    if (word === undefined) return;
    this.#word = undefined;
    const { language, understand, onAsked } = this.#options;
    if (!asksForHuman(sentence, word, language, understand)) return;
    this.#asked++;
    onAsked(sentence === '' ? word : sentence);
  }
}

/** Without a partial the detector is believed: it hears words that the recogniser does not know. */
export function asksForHuman(partial: string, word: string, language: Language, understand: (text: string) => Understanding): boolean {
  if (partial === '' || standsAlone(partial, word, language)) return true;
  const { intent, asksIfMachine } = understand(partial);
  return intent === 'human' && !asksIfMachine && !speaksOf(partial, word, language);
}

/** Right before the word: who says it speaks of somebody, or of himself. */
const described: Record<Language, string> = {
  fr: '(?:suis|etes|est|etait|sommes|mon|ma|notre|votre|leur|comme|poste de|metier de)(?: une?)?',
  en: '(?:am|m|is|s|was|are|my|our|your|their|as)(?: an?)?',
};

function speaksOf(partial: string, word: string, language: Language): boolean {
  return new RegExp(`\\b${described[language]} ${plainOf(tokenise(word))}\\b`).test(plainOf(tokenise(partial)));
}

/** Articles and politeness: "un conseiller s'il vous plaît", "the operator please". */
const around: Record<Language, ReadonlySet<string>> = {
  fr: new Set('un une le la l du de bonjour allo oui non s il vous te plait svp merci alors bon'.split(' ')),
  en: new Set('a an the hello hi yes no please thanks thank you now just ok okay'.split(' ')),
};

function standsAlone(partial: string, word: string, language: Language): boolean {
  const { fillers } = languagePack(language).intents;
  const sought = new Set(tokenise(word).map((token) => token.word));
  const words = tokenise(partial).map((token) => token.word);
  const rest = words.filter((said) => !sought.has(said) && !around[language].has(said) && !fillers.has(said));
  return rest.length === 0 && words.some((said) => sought.has(said));
}
