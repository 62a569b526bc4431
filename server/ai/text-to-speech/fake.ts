import { tone } from '../../audio/sound.ts';
import { abortable } from '../../core/abortable.ts';
import type { Pcm } from '../../core/audio-frame.ts';
import { type Clock, systemClock } from '../../core/clock.ts';
import { RepondeurError } from '../../core/errors.ts';
import type { Health } from '../../core/health.ts';
import { type Language, languages } from '../../core/language.ts';
import type { SpeechRequest, TextToSpeech } from './contract.ts';

export interface FakeTextToSpeechOptions {
  voices?: readonly Language[];
  /** How long the sound of one character is. Default 50. */
  msPerCharacter?: number;
  /** How much sound one chunk holds. Default 200. */
  chunkMs?: number;
  /** How long each chunk takes to be made. Default 0. */
  delayMs?: number;
  clock?: Clock;
}

/** A voice that hums: one tone as long as the text. Tests read what it was asked to say, and make it fail. */
export class FakeTextToSpeech implements TextToSpeech {
  readonly name = 'fake';
  /** Every text it began to say, in order. */
  readonly spoken: { text: string; language: Language }[] = [];
  readonly #options: Required<FakeTextToSpeechOptions>;
  #failures: Error[] = [];
  #running: AbortController | undefined;

  constructor(options: FakeTextToSpeechOptions = {}) {
    this.#options = { voices: languages, msPerCharacter: 50, chunkMs: 200, delayMs: 0, clock: systemClock, ...options };
  }

  /** The next request fails with this; several are used up one by one. */
  failNext(error: Error = new RepondeurError('engine-failed', 'the fake voice was told to fail', { retryable: true })): void {
    this.#failures.push(error);
  }

  health(): Health {
    return this.#running ? { ready: true } : { ready: false, reason: 'not started' };
  }

  async start(): Promise<void> {
    this.#running ??= new AbortController();
  }

  async stop(): Promise<void> {
    this.#running?.abort(new RepondeurError('unavailable', 'the voice is being stopped'));
    this.#running = undefined;
  }

  async *speak({ text, language, signal }: SpeechRequest): AsyncGenerator<Pcm, void> {
    signal?.throwIfAborted();
    if (!this.#running) throw new RepondeurError('unavailable', 'the voice is not started', { retryable: true });
    const { voices, clock, delayMs, msPerCharacter, chunkMs } = this.#options;
    if (!voices.includes(language)) throw new RepondeurError('bad-input', `there is no voice for the language ${language}`);
    const ends = AbortSignal.any([this.#running.signal, ...(signal ? [signal] : [])]);
    this.spoken.push({ text, language });
    const failure = this.#failures.shift();
    for (let leftMs = text.trim().length * msPerCharacter; leftMs > 0; leftMs -= chunkMs) {
      await abortable(clock.sleep(delayMs, ends), ends);
      if (failure) throw failure;
      yield tone({ frequencyHz: 220, ms: Math.min(leftMs, chunkMs) });
      ends.throwIfAborted();
    }
  }
}
