import { z } from 'zod';
import type { Json } from '../core/audit.ts';

/** Any JSON. It has a name of its own in the document: a schema that refers to itself needs one. */
export const json: z.ZodType<Json> = z
  .lazy(() => z.union([z.string(), z.number(), z.boolean(), z.null(), z.array(json), z.record(z.string(), json)]))
  .meta({ id: 'Json' });
