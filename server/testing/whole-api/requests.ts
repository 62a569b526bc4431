import fc, { type Arbitrary } from 'fast-check';
import { brokenBodies, damaged, strangeIds, strangeQueries } from './bad-values.ts';
import type { Door, OpenApi, Parameter, Schema } from './contract.ts';
import { refusalOf } from './expected.ts';
import { goodValues } from './good-values.ts';
import { type Actor, actors } from './people.ts';

/** A request as it is generated: values, not yet bytes. */
export interface Plan {
  actor: Actor;
  /** Whether what has to be of this house is put in; without it the request is right by the document alone. */
  likely: boolean;
  path: Record<string, string>;
  query: [string, string][];
  headers: Record<string, string>;
  /** Undefined without a body. */
  body: unknown;
  /** In the place of the body, as it is. */
  raw?: string | Uint8Array<ArrayBuffer>;
}

/** Requests that are right by the document. */
export function goodRequests(door: Door, document: OpenApi): Arbitrary<Plan> {
  const allowed = actors.filter((actor) => refusalOf(door, actor) === null);
  return fc.record({
    // More of those who may: the others are refused in one way.
    actor: fc.constantFrom(...actors, ...allowed, ...allowed),
    likely: fc.oneof({ weight: 3, arbitrary: fc.constant(true) }, { weight: 1, arbitrary: fc.constant(false) }),
    path: parametersOf(door, 'path', document).map((values) => Object.fromEntries(values)),
    query: parametersOf(door, 'query', document),
    headers: parametersOf(door, 'header', document).map((values) => Object.fromEntries(values)),
    body: bodyOf(door, document),
  });
}

/** No client can send a body with GET by fetch. */
const brokenDocuments: Arbitrary<Partial<Plan>>[] = [
  fc.constantFrom('text/plain', 'application/x-www-form-urlencoded', 'application/json; charset=utf-16', 'multipart/form-data').map((type) => ({
    headers: { 'Content-Type': type },
    raw: '{"a":1}',
  })),
  brokenBodies.map((raw) => ({ raw })),
];

/** Right requests with one thing in them that may be wrong; whether it is, the document says. */
export function damagedRequests(door: Door, document: OpenApi): Arbitrary<Plan> {
  const { requestBody, parameters = [] } = door.operation;
  const names = parameters.filter(({ in: place }) => place === 'path').map(({ name }) => name);
  const damages: Arbitrary<Partial<Plan>>[] = [
    strangeQueries.map((query) => ({ query })),
    ...(door.method === 'GET' ? [] : brokenDocuments),
    ...names.map((name) => strangeIds.map((id) => ({ path: { [name]: id } }))),
  ];
  if (requestBody) for (let weight = 0; weight < 4; weight++) damages.push(damaged(bodyOf(door, document)).map((body) => ({ body })));
  if (parameters.some(({ name }) => name === 'Idempotency-Key'))
    damages.push(fc.constantFrom('a b', 'x'.repeat(256), '"').map((key) => ({ headers: { 'Idempotency-Key': key } })));
  return fc.tuple(goodRequests(door, document), fc.oneof(...damages)).map(([good, damage]) => ({
    ...good,
    ...damage,
    path: { ...good.path, ...damage.path },
    likely: false,
  }));
}

const schemaOf = ({ operation }: Door): Schema | undefined => Object.values(operation.requestBody?.content ?? {})[0]?.schema;

function bodyOf(door: Door, document: OpenApi): Arbitrary<unknown> {
  const schema = schemaOf(door);
  return schema ? goodValues(schema, document.components.schemas) : fc.constant(undefined);
}

function parametersOf({ operation }: Door, place: Parameter['in'], { components }: OpenApi): Arbitrary<[string, string][]> {
  const here = (operation.parameters ?? []).filter((parameter) => parameter.in === place);
  const values = here.map(({ name, required, schema }) => {
    const value = goodValues(schema, components.schemas).map((one): [string, string][] => [[name, String(one)]]);
    return required ? value : fc.oneof(fc.constant<[string, string][]>([]), value);
  });
  return fc.tuple(...values).map((pairs) => pairs.flat());
}
