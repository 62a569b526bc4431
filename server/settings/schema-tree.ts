import { z } from 'zod';

/** What a key of the schema says about itself; faults, template and reference page are all made from it. */
export interface KeyMeta {
  description?: string;
  /** What a right value looks like, for faults: "a port, 1 to 65535". */
  expected?: string;
  /** A right value, shown where there is no default. */
  example?: unknown;
  /** The default in words, where it depends on the machine. */
  defaultText?: string;
  /** Never shown; may be given as a file by `<key>_file`. */
  secret?: boolean;
  /** A file or folder: "~/" and paths relative to the settings file are resolved. */
  path?: boolean;
}

/** The schema without its optional, default and transform wrappers. */
export function coreOf(schema: z.core.$ZodType): z.core.$ZodType {
  let inner = schema;
  for (;;) {
    if (inner instanceof z.ZodOptional || inner instanceof z.ZodDefault || inner instanceof z.ZodPrefault) inner = inner.def.innerType;
    else if (inner instanceof z.ZodPipe) inner = inner.def.in;
    else return inner;
  }
}

/** What the key says, the outermost wrapper first. */
export function metaOf(schema: z.core.$ZodType): KeyMeta {
  const found = (z.globalRegistry.get(schema) ?? {}) as KeyMeta;
  const inner = innerOf(schema);
  return inner ? { ...metaOf(inner), ...found } : found;
}

/** The keys of a table; undefined when the schema is not a table. */
export function tableOf(schema: z.core.$ZodType): Record<string, z.core.$ZodType> | undefined {
  const core = coreOf(schema);
  return core instanceof z.ZodObject ? core.def.shape : undefined;
}

/** The schema of an array's items; undefined when the schema is not an array. */
export function itemOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  const core = coreOf(schema);
  return core instanceof z.ZodArray ? core.def.element : undefined;
}

/** The names of the keys that hold secrets, in whatever table. */
export function secretNames(schema: z.core.$ZodType): string[] {
  const entries = Object.entries(tableOf(itemOf(schema) ?? schema) ?? {});
  return [...new Set(entries.flatMap(([name, inner]) => (metaOf(inner).secret ? [name] : secretNames(inner))))];
}

export function defaultOf(schema: z.core.$ZodType): unknown {
  if (schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return schema.def.defaultValue;
  const inner = innerOf(schema);
  return inner && defaultOf(inner);
}

export function isOptional(schema: z.core.$ZodType): boolean {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return true;
  const inner = innerOf(schema);
  return inner ? isOptional(inner) : false;
}

/** The schema that a path such as ['users', 0, 'email'] leads to; undefined when it leaves the schema. */
export function schemaAt(schema: z.core.$ZodType, path: readonly PropertyKey[]): z.core.$ZodType | undefined {
  let at: z.core.$ZodType | undefined = schema;
  for (const key of path) {
    if (!at) return undefined;
    at = typeof key === 'number' ? itemOf(at) : tableOf(at)?.[String(key)];
  }
  return at;
}

function innerOf(schema: z.core.$ZodType): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodDefault || schema instanceof z.ZodPrefault) return schema.def.innerType;
  return schema instanceof z.ZodPipe ? schema.def.in : undefined;
}
