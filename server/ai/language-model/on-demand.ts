import { abortable } from '../../core/abortable.ts';
import { asError, RepondeurError } from '../../core/errors.ts';
import type { Health } from '../../core/health.ts';
import type { Logger } from '../../core/logger.ts';
import type { LanguageModel, LanguageModelCapabilities, MindSession, MindSessionOptions } from './contract.ts';

export interface OnDemandOptions {
  /** Not started. */
  create(): LanguageModel;
  /** How long it stays in memory when there is nothing to do. Default 30000. */
  lingerMs?: number;
  logger: Logger;
}

/** A language model that is in memory only while there is work for it: a large one, for what is done after calls. */
export class OnDemandLanguageModel implements LanguageModel {
  readonly name = 'on-demand';
  readonly #options: Required<OnDemandOptions>;
  #running = false;
  #loaded: { model: LanguageModel; ready: Promise<void> } | undefined;
  #users = 0;
  #timer: NodeJS.Timeout | undefined;
  #ending: Promise<void> = Promise.resolve();
  #fault: string | undefined;

  constructor(options: OnDemandOptions) {
    this.#options = { lingerMs: 30_000, ...options };
  }

  capabilities(): LanguageModelCapabilities {
    return this.#loaded?.model.capabilities() ?? { grammar: true, streaming: true, sequences: 1 };
  }

  /** Ready while it is not loaded; after a load that failed not, until one succeeds. */
  health(): Health {
    if (!this.#running) return { ready: false, reason: 'not started' };
    return this.#fault === undefined ? { ready: true } : { ready: false, reason: this.#fault };
  }

  async start(): Promise<void> {
    this.#running = true;
  }

  async stop(): Promise<void> {
    this.#running = false;
    await this.#unload();
  }

  /** Loads it when it is not there, which the signal may end. Rejects as the model's own start and open do. */
  async open(options: MindSessionOptions): Promise<MindSession> {
    options.signal.throwIfAborted();
    if (!this.#running) throw new RepondeurError('engine-missing', 'the language model is not started');
    clearTimeout(this.#timer);
    this.#users++;
    const release = this.#releaseOnce();
    try {
      await abortable(this.#ending, options.signal);
      const { model, ready } = (this.#loaded ??= this.#load());
      await abortable(ready, options.signal);
      const session = await model.open(options);
      options.signal.addEventListener('abort', release, { once: true });
      return {
        preload: (beginning) => session.preload(beginning),
        complete: (request) => session.complete(request),
        close: () => session.close().finally(release),
      };
    } catch (error) {
      release();
      throw error;
    }
  }

  #load(): { model: LanguageModel; ready: Promise<void> } {
    const model = this.#options.create();
    const ready = model.start().then(
      () => {
        this.#fault = undefined;
      },
      (error) => {
        this.#fault = asError(error).message;
        // The next work tries again.
        if (this.#loaded?.model === model) this.#loaded = undefined;
        throw error;
      },
    );
    ready.catch(() => {});
    return { model, ready };
  }

  #releaseOnce(): () => void {
    let released = false;
    return () => {
      if (released) return;
      released = true;
      this.#users--;
      if (this.#users === 0) this.#timer = setTimeout(() => void this.#unload(), this.#options.lingerMs);
    };
  }

  async #unload(): Promise<void> {
    clearTimeout(this.#timer);
    const loaded = this.#loaded;
    this.#loaded = undefined;
    this.#ending = this.#ending
      .then(() => loaded?.model.stop())
      .catch((error) => this.#options.logger.warn({ error: asError(error).message }, 'a language model did not end well'));
    await this.#ending;
  }
}
