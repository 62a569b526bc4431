import type { TextToSpeech } from '../ai/text-to-speech/contract.ts';
import type { Pcm } from '../core/audio-frame.ts';
import type { Language } from '../core/language.ts';

export interface ClauseAheadOptions {
  textToSpeech: TextToSpeech;
  language: Language;
}

interface Begun {
  readonly text: string;
  readonly language: Language;
  readonly chunks: AsyncIterator<Pcm>;
  readonly first: Promise<IteratorResult<Pcm> | undefined>;
  readonly stop: AbortController;
}

/** A voice that can begin a clause before it is known that it will be said: its first sound is then there at once. One clause at a time. */
export class ClauseAhead {
  readonly #options: ClauseAheadOptions;
  #begun: Begun | undefined;

  constructor(options: ClauseAheadOptions) {
    this.#options = options;
  }

  /** Another clause that was begun is dropped. A voice that fails is asked again when the clause is spoken. */
  begin(text: string, language: Language = this.#options.language): void {
    if (this.#begun?.text === text && this.#begun.language === language) return;
    this.drop();
    const stop = new AbortController();
    const chunks = this.#voice(text, language, stop.signal)[Symbol.asyncIterator]();
    const first = chunks.next().catch(() => undefined);
    this.#begun = { text, language, chunks, first, stop };
  }

  drop(): void {
    this.#begun?.stop.abort(new Error('this clause is not said'));
    this.#begun = undefined;
  }

  /** As of {@link TextToSpeech.speak}. */
  async *speak(text: string, signal: AbortSignal, language: Language = this.#options.language): AsyncGenerator<Pcm, void> {
    const begun = this.#begun?.text === text && this.#begun.language === language ? this.#begun : undefined;
    if (begun) this.#begun = undefined;
    else this.drop();
    const stop = () => begun?.stop.abort(signal.reason);
    signal.addEventListener('abort', stop, { once: true });
    if (signal.aborted) stop();
    try {
      const first = await begun?.first;
      if (begun && first) yield* following(first, begun.chunks);
      else yield* this.#voice(text, language, signal);
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  #voice(text: string, language: Language, signal: AbortSignal): AsyncIterable<Pcm> {
    const { textToSpeech } = this.#options;
    return textToSpeech.speak({ text, language, signal });
  }
}

async function* following(first: IteratorResult<Pcm>, chunks: AsyncIterator<Pcm>): AsyncGenerator<Pcm, void> {
  try {
    for (let chunk = first; !chunk.done; chunk = await chunks.next()) yield chunk.value;
  } finally {
    await chunks.return?.();
  }
}
