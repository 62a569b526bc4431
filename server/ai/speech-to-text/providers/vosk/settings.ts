import { z } from 'zod';

/** Settings of the Vosk recogniser. */
export const voskSettings = z.strictObject({
  /** The directory of an unpacked model for each language that is understood; none at all is allowed. */
  models: z.partialRecord(z.enum(['fr', 'en']), z.string().min(1)).default({}),
  /** libvosk; by default the one in the npm package `vosk`, which is for x86-64 Linux only. */
  libraryPath: z.string().min(1).optional(),
  /** Sound gathered before it is handed to the engine: less gives fresher partials, more costs less. */
  batchMs: z.int().min(20).max(5000).default(60),
  /** Sound of one call that may wait for the engine; the oldest beyond it is dropped. */
  maxBacklogMs: z.int().min(500).default(4000),
  /** The final text of an utterance must be there by then. */
  finishDeadlineMs: z.int().min(100).default(4000),
  /** A large model is read from a slow disk. */
  startDeadlineMs: z.int().min(1000).default(120_000),
  /** Below the server, which carries the sound of the calls. */
  niceLevel: z.int().min(0).max(19).default(5),
});

export type VoskSettings = z.infer<typeof voskSettings>;
