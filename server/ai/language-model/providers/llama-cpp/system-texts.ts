import { createHash } from 'node:crypto';
import { join } from 'node:path';
import type { LlamaContextSequence } from 'node-llama-cpp';
import type { Prefill } from './prefill.ts';
import type { Prompts } from './prompts.ts';

/** Evaluates each system text once and keeps what comes out as a file, from which the sequence of the next call is filled in milliseconds. */
export class SystemTexts {
  readonly #directory: string;
  readonly #prompts: Prompts;
  readonly #prefill: Prefill;
  /** By path; settled when the file is whole. */
  readonly #saved = new Map<string, Promise<void>>();

  constructor(directory: string, prompts: Prompts, prefill: Prefill) {
    this.#directory = directory;
    this.#prompts = prompts;
    this.#prefill = prefill;
  }

  /** Makes the sequence hold the beginning that every prompt with this system text has. Rejects when it cannot be evaluated or kept. */
  async bring(sequence: LlamaContextSequence, system: string): Promise<void> {
    const path = join(this.#directory, `${createHash('sha256').update(system).digest('hex')}.state`);
    const saved = this.#saved.get(path);
    if (saved) {
      // Who comes while the first is at it waits for the file, which is there sooner than a second evaluation and must not be read half written.
      await saved;
      // The risk is a file of another model: this one was written by this process.
      await sequence.loadStateFromFile(path, { acceptRisk: true });
      return;
    }
    const saving = this.#save(sequence, system, path);
    this.#saved.set(path, saving);
    saving.catch(() => this.#saved.delete(path));
    await saving;
  }

  async #save(sequence: LlamaContextSequence, system: string, path: string): Promise<void> {
    await this.#prefill.bring(sequence, this.#prompts.beginning(system, ''), new AbortController().signal);
    await sequence.saveStateToFile(path);
  }
}
