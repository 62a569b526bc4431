import { may, type Permission, permissions, type Role, roles } from '../../core/access.ts';
import { principal } from '../gateway.ts';
import type { Conformance } from './conforms.ts';
import type { Door, Schema } from './contract.ts';
import type { Actor } from './people.ts';
import type { Plan } from './requests.ts';

const isRole = (word: string): word is Role => (roles as readonly string[]).includes(word);

/** What the permission alone decides: the status of who may not, or null for who may. An API key may, where the handler does not ask for a person. */
export function refusalOf({ operation }: Door, actor: Actor): number | null {
  const permission = operation['x-permission'];
  if (permission === 'public') return null;
  if (actor === 'nobody') return 401;
  if (operation['x-step-up'] && actor === 'api-key') return 403;
  if (permission === 'signed-in') return null;
  if (!(permissions as readonly string[]).includes(permission)) throw new Error(`${permission} is no permission`);
  const asked = principal({ roles: [isRole(actor) ? actor : 'admin'] });
  return may(asked, permission as Permission) ? null : 403;
}

/** What of a request is not as the document says. */
export function faultsOfPlan(conformance: Conformance, door: Door, plan: Plan): string[] {
  const parameters = door.operation.parameters ?? [];
  const check = (place: string, name: string, value: string) => {
    const parameter = parameters.find((one) => one.in === place && one.name === name);
    if (!parameter) return [`${name} is unknown`];
    const typed = typedAs(parameter.schema, value);
    return value.includes('\u0000') ? ['a NUL'] : conformance.faults(`${door.name} ${place} ${name}`, parameter.schema, typed);
  };
  const key = plan.headers['Idempotency-Key'];
  return [
    ...Object.entries(plan.path).flatMap(([name, value]) => check('path', name, value)),
    ...plan.query.flatMap(([name, value]) => check('query', name, value)),
    ...(new Set(plan.query.map(([name]) => name)).size < plan.query.length ? ['a parameter comes twice'] : []),
    ...(key === undefined ? [] : check('header', 'Idempotency-Key', key)),
    ...bodyFaults(conformance, door, plan),
  ];
}

/** A text stands for a number only when it is written as one. */
function typedAs({ type }: Schema, value: string): unknown {
  if (type === 'integer' && /^-?\d+$/.test(value)) return Number(value);
  if (type === 'boolean' && /^(true|false)$/.test(value)) return value === 'true';
  return value;
}

const maxBodyBytes = 128 * 1024;

function bodyFaults(conformance: Conformance, door: Door, { body, raw }: Plan): string[] {
  const schema = Object.values(door.operation.requestBody?.content ?? {})[0]?.schema;
  // Whatever is sent in the place of the document is broken; an empty body is none, which is right where none is taken.
  if (raw !== undefined) return schema || raw.length > 0 ? ['the body is broken'] : [];
  if (!schema) return body === undefined ? [] : ['a body'];
  const text = JSON.stringify(body) ?? '';
  if (Buffer.byteLength(text) > maxBodyBytes) return ['too large'];
  // JSON.stringify writes halves of characters and NULs as escapes.
  if (/\\u(?:0000|d[89a-f])/i.test(text)) return ['a text that cannot be stored'];
  return conformance.faults(`${door.name} body`, schema, JSON.parse(text));
}
