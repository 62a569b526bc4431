import { asError } from '../../core/errors.ts';
import { type Health, standIn } from '../../core/health.ts';
import type { Language } from '../../core/language.ts';
import type { Logger } from '../../core/logger.ts';
import type { HotwordDetector, HotwordOptions, HotwordStream } from './contract.ts';

/** A detector with another that listens in its place: when it could not be started, while it is away, and in languages that it has no word for. */
export class DetectorWithFallback implements HotwordDetector {
  readonly #detector: HotwordDetector;
  readonly #fallback: HotwordDetector;
  readonly #logger: Logger;
  /** Why the detector is not used at all. */
  #unusable: string | undefined;

  constructor(detector: HotwordDetector, fallback: HotwordDetector, logger: Logger) {
    this.#detector = detector;
    this.#fallback = fallback;
    this.#logger = logger;
  }

  get name(): string {
    return this.#detector.health().ready ? this.#detector.name : this.#fallback.name;
  }

  words(language: Language): readonly string[] {
    return this.#listening(language).words(language);
  }

  health(): Health {
    const health = this.#unusable === undefined ? this.#detector.health() : { ready: false, reason: this.#unusable };
    return standIn(health, `hot words are looked for by ${this.#fallback.name} instead of ${this.#detector.name}`);
  }

  /** A detector that cannot be started is logged and told by the health. */
  async start(signal?: AbortSignal): Promise<void> {
    await this.#fallback.start(signal);
    try {
      await this.#detector.start(signal);
      this.#unusable = undefined;
    } catch (error) {
      signal?.throwIfAborted();
      this.#unusable = asError(error).message;
      this.#logger.error({ error: this.#unusable, fallback: this.#fallback.name }, 'the hot word detector cannot be used, another listens');
    }
  }

  async stop(): Promise<void> {
    this.#unusable = undefined;
    await Promise.all([this.#detector.stop(), this.#fallback.stop()]);
  }

  /** Who is away at this moment is not heard: a call changes over as it goes on. */
  open(options: HotwordOptions): HotwordStream {
    const first = this.#detector.open(options);
    const second = this.#fallback.open({
      ...options,
      onWord: (word) => this.#listening(options.language) === this.#fallback && options.onWord(word),
    });
    return {
      hear: (pcm, partial) => {
        first.hear(pcm, partial);
        second.hear(pcm, partial);
      },
    };
  }

  #listening(language: Language): HotwordDetector {
    return this.#detector.health().ready && this.#detector.words(language).length > 0 ? this.#detector : this.#fallback;
  }
}
