import { availableParallelism } from 'node:os';
import { z } from 'zod';

/** Settings of the llama.cpp language model. */
export const llamaCppSettings = z.strictObject({
  /** A GGUF file. */
  model: z.string().min(1),
  /** Hex; compared before the file is loaded. */
  sha256: z
    .string()
    .regex(/^[0-9a-fA-F]{64}$/)
    .optional(),
  /**
   * Of the processor. By default all but one: its threads wait for each other in every layer, so that one which has to share its core, with the ear or with Asterisk, holds up all of them: 8 words of
   * a prompt then take up to 2.4 s instead of 0.1 s, and no answer can begin before they are done.
   */
  threads: z
    .int()
    .min(1)
    .max(64)
    .default(() => Math.max(1, availableParallelism() - 1)),
  /** For each call: system text, prompt and answer. */
  contextTokens: z.int().min(256).max(32_768).default(2048),
  /** Calls at the same time. */
  sequences: z.int().min(1).max(32).default(4),
  /** Read from a slow disk, checked and tried. */
  startDeadlineMs: z.int().min(1).default(120_000),
  /** For a session: the instructions are evaluated once, which takes seconds on a slow machine. */
  openDeadlineMs: z.int().min(1).default(60_000),
  /** Well below the server, which carries the sound of the calls, and below the ear. */
  niceLevel: z.int().min(0).max(19).default(10),
  /** Tells its process from another's in the metrics. */
  process: z.string().default('live'),
});

export type LlamaCppSettings = z.infer<typeof llamaCppSettings>;
