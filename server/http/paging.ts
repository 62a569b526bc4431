import { z } from 'zod';

/** The query of a list: `limit`, `cursor` and the filters of that list. */
export function listQuery<Filters extends z.ZodRawShape>(filters: Filters) {
  return z.strictObject({
    limit: z
      .string()
      .regex(/^\d{1,3}$/, 'is no whole number')
      .transform(Number)
      .pipe(z.int().min(1).max(100))
      .default(50)
      .meta({ description: 'How many at most.' }),
    cursor: z.string().min(1).max(500).optional().meta({ description: 'nextCursor of the page before; without it the list begins.' }),
    ...filters,
  });
}

/** A page of a list. */
export function listOf<Item extends z.ZodType>(item: Item) {
  return z.object({
    items: z.array(item),
    nextCursor: z.string().nullable().meta({ description: 'Asks for the next page; null at the end.' }),
  });
}
