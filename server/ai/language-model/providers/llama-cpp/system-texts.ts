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
  readonly #saved = new Set<string>();

  constructor(directory: string, prompts: Prompts, prefill: Prefill) {
    this.#directory = directory;
    this.#prompts = prompts;
    this.#prefill = prefill;
  }

  /** Resolves with the number of tokens that the sequence holds afterwards. */
  async bring(sequence: LlamaContextSequence, system: string): Promise<number> {
    const path = join(this.#directory, `${createHash('sha256').update(system).digest('hex')}.state`);
    if (this.#saved.has(path)) {
      // The risk is a file of another model: this one was written by this process.
      await sequence.loadStateFromFile(path, { acceptRisk: true });
      return sequence.nextTokenIndex;
    }
    const tokens = this.#prompts.beginning(system, '');
    await this.#prefill.bring(sequence, tokens, new AbortController().signal);
    await sequence.saveStateToFile(path);
    this.#saved.add(path);
    return tokens.length;
  }
}
