import type { LlamaContextSequence, Token } from 'node-llama-cpp';

/** llama.cpp cannot be interrupted within one evaluation: each shall take about so long at most. */
const sliceMs = 60;
/** Fewer tokens at a time waste the memory bandwidth, more bring nothing on a processor. */
const sliceTokens = { least: 8, first: 32, most: 64 };

/** Evaluates prompts slice by slice, so that an interruption is honoured between two. Learns how fast the machine is. */
export class Prefill {
  #slice = sliceTokens.first;

  /**
   * Makes the sequence hold exactly these tokens, by evaluating those that it does not hold yet. Returns how many it held. Waits for `turn` before each
   * slice. Rejects with the signal's reason.
   */
  async bring(sequence: LlamaContextSequence, tokens: Token[], signal: AbortSignal, turn?: () => Promise<void>): Promise<number> {
    signal.throwIfAborted();
    await sequence.adaptStateToTokens(tokens, false);
    const ready = sequence.nextTokenIndex;
    for (let at = ready; at < tokens.length; ) {
      signal.throwIfAborted();
      await turn?.();
      const slice = tokens.slice(at, at + this.#slice);
      const startedMs = performance.now();
      await sequence.evaluateWithoutGeneratingNewTokens(slice);
      at += slice.length;
      this.#learn(slice.length, performance.now() - startedMs);
    }
    return ready;
  }

  #learn(tokens: number, tookMs: number): void {
    if (tokens < sliceTokens.least) return;
    const fitting = Math.round((tokens * sliceMs) / Math.max(tookMs, 0.1));
    this.#slice = Math.min(sliceTokens.most, Math.max(sliceTokens.least, fitting));
  }
}
