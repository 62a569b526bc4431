import fc, { type Arbitrary } from 'fast-check';
import { hostileTexts } from './good-values.ts';

/** What a value is changed into, by what is wrong with it afterwards; most of it breaks every schema, some of it is taken where anything is. */
const strange: Arbitrary<unknown> = fc.oneof(
  fc.constantFrom<unknown>(null, true, 0, -1, 1.5, 1e308, Number.MAX_SAFE_INTEGER, '', ' ', [], {}, [[]], 'null', '0', 'NaN'),
  fc.constantFrom<unknown>('a\u0000b', '\ud800', { $ne: null }, { toString: 1 }, ['x'], '2026-02-30T00:00:00Z', '01980000-0000-7000-8000'),
  fc.constantFrom(...hostileTexts),
  fc.integer({ min: 200, max: 9000 }).map((length) => 'x'.repeat(length)),
  fc.integer({ min: 33, max: 900 }).map((depth) => nested(depth)),
);

function nested(depth: number): unknown {
  let value: unknown = 1;
  for (let level = 0; level < depth; level++) value = level % 2 === 0 ? [value] : { a: value };
  return value;
}

type Change = { kind: 'replace' | 'remove' | 'add'; at: number; value: unknown; name: string };

const change: Arbitrary<Change> = fc.record({
  kind: fc.constantFrom('replace', 'replace', 'remove', 'add'),
  at: fc.nat(1000),
  value: strange,
  name: fc.constantFrom('definitelyNotAField', '__proto__', 'constructor', 'userId', 'roles', 'isAdmin', 'é\u0001'),
});

/** A right value with one thing in it, somewhere, that is another type, missing, too many, too long, too deep or hostile. */
export function damaged(values: Arbitrary<unknown>): Arbitrary<unknown> {
  return fc.tuple(values, change).map(([value, { kind, at, value: other, name }]) => {
    const copy = { whole: structuredClone(value) };
    const places = placesOf(copy);
    const [holder, key] = places[at % places.length] as Place;
    if (kind === 'replace') set(holder, key, other);
    else if (kind === 'remove' && holder !== copy) Array.isArray(holder) ? holder.splice(Number(key), 1) : delete holder[key];
    else add(holder[key], name, other);
    return copy.whole;
  });
}

type Holder = Record<string, unknown>;
type Place = [holder: Holder, key: string];

function placesOf(value: unknown): Place[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.keys(value).flatMap((key) => [[value as Holder, key] as Place, ...placesOf((value as Holder)[key])]);
}

function add(value: unknown, name: string, other: unknown): void {
  if (Array.isArray(value)) value.push(other);
  else if (typeof value === 'object' && value !== null) set(value as Holder, name, other);
}

/** As a field of the value's own, also when it is called __proto__. */
function set(holder: Holder, name: string, value: unknown): void {
  Object.defineProperty(holder, name, { value, enumerable: true, configurable: true, writable: true });
}

/** Bodies that are no JSON document, or none that may be sent. */
export const brokenBodies: Arbitrary<string | Uint8Array<ArrayBuffer>> = fc.oneof(
  fc.constantFrom('', '{', '[]', 'null', '"', '{"a":1}}', "{'a':1}", 'NaN', '{"a":1,}', '<a/>', `${'['.repeat(5000)}${']'.repeat(5000)}`),
  fc.constant(new Uint8Array([0x7b, 0x22, 0xff, 0xfe, 0x22, 0x3a, 0x31, 0x7d])),
  fc.integer({ min: 140_000, max: 200_000 }).map((length) => JSON.stringify({ a: 'x'.repeat(length) })),
);

/** Parameters that no route takes, and values that few do. */
export const strangeQueries: Arbitrary<[string, string][]> = fc.oneof(
  fc.constantFrom<[string, string][]>(
    [['definitelyNotAParameter', '1']],
    [
      ['limit', '1'],
      ['limit', '2'],
    ],
    [['__proto__', '1']],
    [['limit', '0']],
    [['limit', '101']],
    [['limit', '-1']],
    [['limit', '1e2']],
    [['limit', 'ten']],
    [['limit', '99999999999999999999']],
    [['cursor', '']],
    [['cursor', 'x'.repeat(501)]],
    [['status', 'nosuch']],
    [['since', 'yesterday']],
    [['search', 'a\u0000b']],
  ),
  fc.constantFrom(...hostileTexts).map((text): [string, string][] => [['limit', text]]),
);

/** In the place of an id. */
export const strangeIds: Arbitrary<string> = fc.oneof(
  fc.constantFrom('x', '0', ' ', '01980000-0000-7000-8000', '%00', 'a\u0000b', 'x'.repeat(3000), '😀'),
  fc.constantFrom(...hostileTexts),
);
