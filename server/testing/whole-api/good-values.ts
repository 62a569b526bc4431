import fc, { type Arbitrary } from 'fast-check';
import type { Schema } from './contract.ts';

/** The keywords that the generator knows. A schema with another one is refused: what is not understood cannot be generated right. */
const known = new Set([
  ...['type', 'enum', 'const', 'anyOf', '$ref', 'default', 'description', 'examples', 'contentEncoding'],
  ...['properties', 'required', 'additionalProperties', 'propertyNames', 'minProperties', 'maxProperties'],
  ...['items', 'minItems', 'maxItems', 'minimum', 'maximum', 'minLength', 'maxLength', 'pattern', 'format'],
]);

/** Texts that are allowed wherever any text is, and that careless programs act on. */
export const hostileTexts = [
  "' OR 1=1 --",
  "'; DROP TABLE users; --",
  '<script>alert(1)</script>',
  '{{7*7}}',
  '../../etc/passwd',
  '%00%0d%0aSet-Cookie: a=b',
  '\u202eevil\u200b',
  '__proto__',
  '=HYPERLINK("http://example.org")',
  'ﷺ'.repeat(20),
];

/**
 * Values that are right by a JSON Schema, of the part of it that our document uses. What JSON Schema cannot say (that a text is a time zone) is said by `examples`: where
 * there are any, one of them is taken.
 */
export function goodValues(schema: Schema, components: Record<string, Schema> = {}): Arbitrary<unknown> {
  const unknown = Object.keys(schema).filter((keyword) => !known.has(keyword));
  if (unknown.length > 0) throw new Error(`the generator does not know ${unknown.join(', ')}: teach it in good-values.ts`);
  if (schema.$ref !== undefined) return ofReference(String(schema.$ref), components);
  if (Array.isArray(schema.examples)) return fc.constantFrom(...schema.examples);
  if (Array.isArray(schema.enum)) return fc.constantFrom(...schema.enum);
  if ('const' in schema) return fc.constant(schema.const);
  if (Array.isArray(schema.anyOf)) return fc.oneof(...(schema.anyOf as Schema[]).map((one) => goodValues(one, components)));
  switch (schema.type) {
    case 'object':
      return objects(schema, components);
    case 'array':
      return fc.array(goodValues((schema.items ?? {}) as Schema, components), lengths(schema.minItems, schema.maxItems, 4));
    case 'string':
      return texts(schema);
    case 'integer':
      return fc.integer({ min: Number(schema.minimum ?? -1000), max: Number(schema.maximum ?? 1000) });
    case 'number':
      return fc.double({ noNaN: true, noDefaultInfinity: true });
    case 'boolean':
      return fc.boolean();
    case 'null':
      return fc.constant(null);
    case undefined:
      return fc.jsonValue({ maxDepth: 2 });
    default:
      throw new Error(`the generator does not know the type ${JSON.stringify(schema.type)}`);
  }
}

/** One that leads to itself, as JSON does, ends in plain values. */
function ofReference(reference: string, components: Record<string, Schema>): Arbitrary<unknown> {
  const schema = components[reference.replace('#/components/schemas/', '')];
  if (!schema) throw new Error(`the reference ${reference} leads nowhere`);
  if (JSON.stringify(schema).includes(reference)) return fc.jsonValue({ maxDepth: 2 });
  return goodValues(schema, components);
}

function objects(schema: Schema, components: Record<string, Schema>): Arbitrary<object> {
  const properties = (schema.properties ?? {}) as Record<string, Schema>;
  const named = Object.fromEntries(Object.entries(properties).map(([name, inner]) => [name, goodValues(inner, components)]));
  const needed = fc.record(named, { requiredKeys: (schema.required ?? []) as string[] });
  const more = schema.additionalProperties;
  const free =
    more === undefined || more === false
      ? fc.constant({})
      : fc.dictionary(texts({ maxLength: 20, ...(schema.propertyNames as Schema) }), goodValues(more as Schema, components), { maxKeys: 3 });
  const { minProperties = 0, maxProperties = Number.POSITIVE_INFINITY } = schema as { minProperties?: number; maxProperties?: number };
  const all = fc.tuple(free, needed).map(([others, own]) => ({ ...others, ...own }));
  return all.filter((value) => Object.keys(value).length >= minProperties && Object.keys(value).length <= maxProperties);
}

function texts(schema: Schema): Arbitrary<string> {
  const { minLength = 0, maxLength = Number.POSITIVE_INFINITY, pattern } = schema as { minLength?: number; maxLength?: number; pattern?: string };
  const expression = pattern === undefined ? /^/ : new RegExp(pattern, 'u');
  // JavaScript counts UTF-16 units where JSON Schema counts characters; the smaller of the two is right for both.
  const fits = (text: string) => [...text].length >= minLength && text.length <= maxLength && expression.test(text);
  return formed(schema, expression, minLength, maxLength).filter(fits);
}

function formed({ format, pattern }: Schema, expression: RegExp, minLength: number, maxLength: number): Arbitrary<string> {
  switch (format) {
    case 'email':
      return fc.emailAddress();
    case 'uuid':
      return fc.uuid();
    case 'date-time':
      return fc.date({ noInvalidDate: true, min: new Date('0001-01-01'), max: new Date('9999-12-31') }).map((date) => date.toISOString());
    case 'base64url':
      return fc.uint8Array({ minLength, maxLength: 60 }).map((bytes) => Buffer.from(bytes).toString('base64url'));
    case undefined:
      break;
    default:
      throw new Error(`the generator does not know the format ${format}`);
  }
  // fast-check makes texts of most expressions, but of no Unicode properties: those leave nearly everything, so that a filter does.
  if (typeof pattern === 'string' && !/\\p\{/i.test(pattern)) return fc.stringMatching(expression);
  const some = lengths(minLength, maxLength, 30);
  const longest = Number.isFinite(maxLength) ? [fc.constant('x'.repeat(maxLength))] : [];
  return fc.oneof(
    { weight: 4, arbitrary: fc.string({ unit: 'grapheme', ...some }) },
    { weight: 2, arbitrary: fc.constantFrom(...hostileTexts) },
    { weight: 1, arbitrary: fc.oneof(fc.constant('x'.repeat(minLength || 1)), ...longest) },
  );
}

function lengths(least: unknown, most: unknown, usual: number): { minLength: number; maxLength: number } {
  const minLength = Number(least ?? 0);
  return { minLength, maxLength: Math.min(Number(most ?? Number.POSITIVE_INFINITY), Math.max(usual, minLength)) };
}
