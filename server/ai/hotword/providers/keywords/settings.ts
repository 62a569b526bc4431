import { z } from 'zod';

/** Words and phrases, as they are said. */
export const keywordSettings = z.strictObject({
  words: z.strictObject({ fr: z.array(z.string().min(1)).default([]), en: z.array(z.string().min(1)).default([]) }),
});

export type KeywordSettings = z.infer<typeof keywordSettings>;
