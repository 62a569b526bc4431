import { msOfSamples, type Pcm } from '../../core/audio-frame.ts';
import { type Clock, systemClock } from '../../core/clock.ts';
import { RepondeurError } from '../../core/errors.ts';
import type { Health } from '../../core/health.ts';
import { type Language, languages } from '../../core/language.ts';
import type { RecognisedWord, SpeechToText, SpeechToTextCapabilities, Transcript, TranscriptionOptions, TranscriptionStream } from './contract.ts';
import { TextInSound, wordMs } from './text-in-sound.ts';

export interface FakeSpeechToTextOptions {
  understands?: readonly Language[];
  /** Default true: no real engine is asked about it. */
  forPeople?: boolean;
  /** How long a final text takes. Default 0. */
  finishMs?: number;
  /** Default true. Without them it is as a recogniser that a busy machine keeps from its work: its words are known when the final text is asked for. */
  partials?: boolean;
  /** The confidence of every word. Default 1. */
  confidence?: number;
  clock?: Clock;
}

/** A recogniser that understands `soundOfText` perfectly, and nothing else. Tests make it fail and die. */
export class FakeSpeechToText implements SpeechToText {
  readonly name = 'fake';
  readonly options: Required<FakeSpeechToTextOptions>;
  /** The open streams, for tests to look into. */
  readonly streams = new Set<FakeStream>();
  #running = false;
  #failures: Error[] = [];

  constructor(options: FakeSpeechToTextOptions = {}) {
    this.options = { understands: languages, forPeople: true, finishMs: 0, partials: true, confidence: 1, clock: systemClock, ...options };
  }

  /** The next final text fails with this. */
  failNextFinish(error: Error = new RepondeurError('timeout', 'the fake recogniser was told to fail', { retryable: true })): void {
    this.#failures.push(error);
  }

  takeFailure(): Error | undefined {
    return this.#failures.shift();
  }

  /** The engine dies and is back at once: what was being said is lost. */
  die(): void {
    for (const stream of [...this.streams]) stream.lose(new RepondeurError('engine-failed', 'the fake recogniser died', { retryable: true }));
  }

  capabilities(): SpeechToTextCapabilities {
    const known = this.#running ? this.options.understands : [];
    return {
      partials: this.options.partials,
      grammar: false,
      languages: Object.fromEntries(known.map((language) => [language, { model: 'fake', forPeople: this.options.forPeople }])),
    };
  }

  health(): Health {
    return this.#running ? { ready: true } : { ready: false, reason: 'not started' };
  }

  async start(): Promise<void> {
    this.#running = true;
  }

  async stop(): Promise<void> {
    this.#running = false;
    for (const stream of [...this.streams]) await stream.close();
  }

  async open(options: TranscriptionOptions): Promise<TranscriptionStream> {
    options.signal.throwIfAborted();
    if (!this.#running || !this.options.understands.includes(options.language)) {
      throw new RepondeurError('engine-missing', `there is no speech model for the language ${options.language}`);
    }
    const stream = new FakeStream(this, options);
    this.streams.add(stream);
    options.signal.addEventListener('abort', () => void stream.close(), { once: true });
    return stream;
  }
}

/** One call of the fake recogniser. */
export class FakeStream implements TranscriptionStream {
  readonly language: Language;
  hears = true;
  readonly #engine: FakeSpeechToText;
  readonly #options: TranscriptionOptions;
  readonly #sound = new TextInSound();
  #words: RecognisedWord[] = [];
  #heardMs = 0;
  #closed = false;
  #lost: Error | undefined;

  constructor(engine: FakeSpeechToText, options: TranscriptionOptions) {
    this.#engine = engine;
    this.#options = options;
    this.language = options.language;
  }

  write(pcm: Pcm): void {
    if (this.#closed) return;
    this.#heardMs += msOfSamples(pcm.length);
    const words = this.#sound.push(pcm);
    if (words.length === 0) return;
    const { confidence, partials } = this.#engine.options;
    for (const word of words) {
      const startMs = Math.max(this.#words.at(-1)?.endMs ?? 0, this.#heardMs - words.length * wordMs);
      this.#words.push({ word: word.toLowerCase(), startMs, endMs: startMs + wordMs, confidence });
    }
    if (partials) this.#options.onPartial?.(this.#transcript());
  }

  async finish(): Promise<Transcript> {
    const { signal } = this.#options;
    signal.throwIfAborted();
    if (this.#closed) throw new RepondeurError('engine-failed', 'this stream is closed');
    const failure = this.#engine.takeFailure();
    const transcript = this.#transcript();
    this.reset();
    await this.#engine.options.clock.sleep(this.#engine.options.finishMs, signal);
    const lost = this.#lost;
    this.#lost = undefined;
    if (failure ?? lost) throw failure ?? lost;
    return transcript;
  }

  reset(): void {
    this.#words = [];
    this.#heardMs = 0;
    this.#lost = undefined;
    this.#sound.reset();
  }

  async close(): Promise<void> {
    this.#closed = true;
    this.#engine.streams.delete(this);
  }

  /** A final text that is under way fails; a later one knows only what comes after. */
  lose(error: Error): void {
    this.reset();
    this.#lost = error;
    this.#options.onLost?.(error);
  }

  #transcript(): Transcript {
    return { text: this.#words.map(({ word }) => word).join(' '), words: [...this.#words] };
  }
}
