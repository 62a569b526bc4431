import type { Pcm } from '../../core/audio-frame.ts';
import { asError, isCode, RepondeurError } from '../../core/errors.ts';
import { type Health, standIn } from '../../core/health.ts';
import type { Logger } from '../../core/logger.ts';
import type { SpeechRequest, TextToSpeech } from './contract.ts';
import { SpeechBroken } from './speech-broken.ts';

/**
 * A voice with another that speaks in its place: when it could not be started, is away, takes too long, or has no voice for the language. The caller
 * hears a voice whatever happens; the health tells which.
 */
export class VoiceWithFallback implements TextToSpeech {
  readonly #voice: TextToSpeech;
  readonly #fallback: TextToSpeech;
  readonly #logger: Logger;
  /** Why the voice is not used at all. */
  #unusable: string | undefined;
  #running = false;

  constructor(voice: TextToSpeech, fallback: TextToSpeech, logger: Logger) {
    this.#voice = voice;
    this.#fallback = fallback;
    this.#logger = logger;
  }

  get name(): string {
    return this.#voice.name;
  }

  health(): Health {
    const fallback = this.#fallback.health();
    const voice = this.#unusable === undefined ? this.#voice.health() : { ready: false, reason: this.#unusable };
    if (voice.ready) return fallback.ready ? voice : standIn(fallback, `no voice could speak in the place of ${this.#voice.name}`);
    if (!fallback.ready) return fallback;
    return standIn(voice, `callers hear the voice ${this.#fallback.name} instead of ${this.#voice.name}`);
  }

  fingerprint(request: SpeechRequest): string | undefined {
    return this.#unusable === undefined ? this.#voice.fingerprint?.(request) : this.#fallback.fingerprint?.(request);
  }

  /** Rejects as the fallback does; a voice that cannot be started is logged and told by the health. */
  async start(signal?: AbortSignal): Promise<void> {
    await this.#fallback.start(signal);
    this.#running = true;
    try {
      await this.#voice.start(signal);
      this.#unusable = undefined;
    } catch (error) {
      if (signal?.aborted) {
        await this.stop();
        throw error;
      }
      this.#unusable = asError(error).message;
      this.#logger.error(
        { error: this.#unusable, voice: this.#voice.name, fallback: this.#fallback.name },
        'the voice cannot be used, another speaks',
      );
    }
  }

  async stop(): Promise<void> {
    this.#running = false;
    this.#unusable = undefined;
    await Promise.all([this.#voice.stop(), this.#fallback.stop()]);
  }

  async *speak(request: SpeechRequest): AsyncGenerator<Pcm, void> {
    request.signal?.throwIfAborted();
    if (this.#unusable !== undefined) return yield* this.#fallback.speak(request);
    let begun = false;
    try {
      for await (const pcm of this.#voice.speak(request)) {
        begun = true;
        yield pcm;
      }
      return;
    } catch (error) {
      const left = this.#leftToSay(request, asError(error), begun);
      if (left === undefined) throw error;
      this.#logger.warn(
        { error: asError(error).message, voice: this.#voice.name, fallback: this.#fallback.name },
        'another voice speaks in its place',
      );
      request = { ...request, text: left };
    }
    yield* this.#fallback.speak(request);
  }

  /** Undefined where the fallback would not help: the caller is gone, the voice is being stopped, or it is not known what has been said. */
  #leftToSay({ text, signal, forKeeping }: SpeechRequest, error: Error, begun: boolean): string | undefined {
    if (signal?.aborted || !this.#running) return undefined;
    // No voice for this language: that is so for good, and the sound of the fallback may be kept.
    if (isCode(error, 'bad-input')) return begun ? undefined : text;
    if (forKeeping || !(error instanceof RepondeurError)) return undefined;
    if (error instanceof SpeechBroken) return error.unspoken;
    return begun ? undefined : text;
  }
}
