import { availableMemory } from 'node:process';
import type { SpeechToText } from '../../ai/speech-to-text/contract.ts';
import { bytesIn, type ModelPaths } from '../../ai/speech-to-text/model-directories.ts';
import { asError, RepondeurError } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import type { Logger } from '../../core/logger.ts';

export interface OnDemandEarOptions {
  models: ModelPaths;
  /** A recogniser for this model alone, not started. */
  create(models: ModelPaths): SpeechToText;
  /** How long it stays in memory when there is nothing to do: loading takes up to a minute. Default 5000. */
  lingerMs?: number;
  logger: Logger;
}

/** Memory that a model takes, as a multiple of its files: the publisher states 16 GB for one of 2.5 GB. */
const memoryPerByte = 6.5;
/** Below this the estimate is of no use: the process itself takes as much. */
const smallBytes = 100_000_000;

/** A recogniser that is in memory only while there is work for it, one language at a time. To be used by one job at a time. */
export class OnDemandEar {
  readonly #options: OnDemandEarOptions;
  #loaded: { language: Language; ear: SpeechToText } | undefined;
  #timer: NodeJS.Timeout | undefined;
  #ending: Promise<void> = Promise.resolve();

  constructor(options: OnDemandEarOptions) {
    this.#options = options;
  }

  has(language: Language): boolean {
    return this.#options.models[language] !== undefined;
  }

  /** The recogniser and the name of its model. Rejects with 'engine-missing', 'bad-settings' (the model), or 'unavailable' (no memory for it now, retryable). */
  async acquire(language: Language, signal: AbortSignal): Promise<{ ear: SpeechToText; model: string; forPeople: boolean }> {
    clearTimeout(this.#timer);
    await this.#ending;
    if (this.#loaded && this.#loaded.language !== language) await this.stop();
    this.#loaded ??= { language, ear: await this.#load(language, signal) };
    const { ear } = this.#loaded;
    const known = ear.capabilities().languages[language];
    if (!known) throw new RepondeurError('engine-missing', `there is no model for ${language} that transcribes after a call`);
    return { ear, ...known };
  }

  /** Nothing to do now; more may come. */
  release(): void {
    clearTimeout(this.#timer);
    this.#timer = setTimeout(() => void this.stop(), this.#options.lingerMs ?? 5000);
  }

  async stop(): Promise<void> {
    clearTimeout(this.#timer);
    const loaded = this.#loaded;
    this.#loaded = undefined;
    this.#ending = this.#ending
      .then(() => loaded?.ear.stop())
      .catch((error) => {
        this.#options.logger.warn({ err: asError(error) }, 'the recogniser of finished calls did not end well');
      });
    await this.#ending;
  }

  async #load(language: Language, signal: AbortSignal): Promise<SpeechToText> {
    const { models, create } = this.#options;
    const path = models[language];
    if (path === undefined) throw new RepondeurError('engine-missing', `there is no model for ${language} that transcribes after a call`);
    const bytes = await bytesIn(path);
    const needed = bytes * memoryPerByte;
    if (bytes > smallBytes && needed > availableMemory()) {
      const missing = `${gigabytes(needed)} GB, ${gigabytes(availableMemory())} GB are free`;
      throw new RepondeurError('unavailable', `the model ${path} needs about ${missing}: configure a smaller one`, { retryable: true });
    }
    const ear = create({ [language]: path });
    try {
      await ear.start(signal);
    } catch (error) {
      await ear.stop();
      throw error;
    }
    return ear;
  }
}

function gigabytes(bytes: number): string {
  return (bytes / 1e9).toFixed(1);
}
