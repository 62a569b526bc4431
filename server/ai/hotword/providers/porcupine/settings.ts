import { z } from 'zod';

const spoken = z.strictObject({
  /** .ppn files; each is one word, named by its file. */
  keywords: z.array(z.string().min(1)).default([]),
  /** The language's own parameters (.pv); English needs none. */
  model: z.string().min(1).optional(),
});

/** Settings of Picovoice's Porcupine. */
export const porcupineSettings = z.strictObject({
  /** Of the owner's account; must not be logged. */
  accessKey: z.string().min(1),
  /** The npm package, by name or by the path of its entry file. */
  module: z.string().min(1).default('@picovoice/porcupine-node'),
  fr: spoken.prefault({}),
  en: spoken.prefault({}),
  /** 0 to 1: higher misses less and is mistaken more often. */
  sensitivity: z.number().min(0).max(1).default(0.5),
  startDeadlineMs: z.int().min(1).default(20_000),
  /** Below the server, which carries the sound of the calls. */
  niceLevel: z.int().min(0).max(19).default(5),
});

export type PorcupineSettings = z.infer<typeof porcupineSettings>;
