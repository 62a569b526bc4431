import { z } from 'zod';

const voiceName = z.string().regex(/^[a-zA-Z][\w+-]*$/, 'a voice of `espeak-ng --voices`, as "fr" or "en-us+f3"');

/** Settings of the espeak-ng voice. The defaults are easy to follow on a telephone and are what the rehearsal's ear is trained on. */
export const espeakSettings = z.strictObject({
  /** The program. */
  program: z.string().min(1).default('espeak-ng'),
  /** One voice for each language that is spoken. espeak-ng ignores a variant (+f3) that it does not know, and every variant of "en-gb". */
  voices: z.partialRecord(z.enum(['fr', 'en']), voiceName).default({ fr: 'fr+f3', en: 'en-us+f3' }),
  rateWordsPerMinute: z.int().min(80).max(400).default(160),
  /** Added to every sample alike. The loudest vowels of both default voices peak at -4.0 to -4.7 dBFS: +1 brings them to about -3. */
  gainDb: z.number().min(-30).max(6).default(1),
  /** Programs running at once; a sentence needs about 20 ms of one core. */
  maxAtOnce: z.int().min(1).default(8),
  deadlineMs: z.int().min(100).default(10_000),
});

export type EspeakSettings = z.infer<typeof espeakSettings>;
