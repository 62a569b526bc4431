import type { Conformance } from './conforms.ts';
import type { Door, Received, Sent } from './contract.ts';
import { faultsOfPlan, refusalOf } from './expected.ts';
import { likely, type Scene } from './likely.ts';
import type { Actor } from './people.ts';
import type { Plan } from './requests.ts';

/** What never leaves, whatever went wrong. */
const inside = /SQLITE_|SqliteError|syntax error at|node_modules|\bat \S+ \(|\.ts:\d+/;

const wallWords = ['The body is not as it should be.', 'A parameter is not as it should be.', 'A header is not as it should be.'];

export class Driver {
  readonly #scene: Scene;
  readonly #conformance: Conformance;
  /** Names of operations that have succeeded. */
  readonly succeeded = new Set<string>();
  requests = 0;

  constructor(scene: Scene, conformance: Conformance) {
    this.#scene = scene;
    this.#conformance = conformance;
  }

  /** Whether the request is wrong by the document. */
  isWrong(door: Door, plan: Plan): boolean {
    return faultsOfPlan(this.#conformance, door, plan).length > 0;
  }

  /** Sends a request that is right by the document; throws when the answer is not as the document says. */
  async good(door: Door, plan: Plan): Promise<void> {
    const received = await this.#received(door, plan);
    const { status, text } = received;
    const refusal = refusalOf(door, plan.actor);
    this.#expect(door, plan, received, refusal === null ? null : [refusal]);
    if (status < 300) this.#remember(door, plan.actor);
    if (status === 400 && wallWords.includes(JSON.parse(text).detail)) throw fault(door, plan, received, 'the document allows what is refused');
  }

  /** Sends a request that is wrong by the document, which has to be refused. */
  async bad(door: Door, plan: Plan): Promise<void> {
    const received = await this.#received(door, plan);
    const refusal = refusalOf(door, plan.actor);
    this.#expect(door, plan, received, refusal === null ? [400, 413, 415] : [refusal]);
  }

  async statusOf(door: Door, plan: Plan): Promise<number> {
    const received = await this.#received(door, plan);
    this.#expect(door, plan, received, null);
    return received.status;
  }

  /** How somebody signs in may be another way now: he is made anew. */
  #remember({ name, method, path }: Door, actor: Actor): void {
    this.succeeded.add(name);
    if (method === 'DELETE' || (method !== 'GET' && path.startsWith('/api/v1/auth/'))) this.#scene.people.forget(actor);
  }

  #expect(door: Door, plan: Plan, received: Received, statuses: number[] | null): void {
    const { status, headers, text } = received;
    if (status >= 500 && status !== 503) throw fault(door, plan, received, 'a fault of ours');
    if (status >= 400 && inside.test(text)) throw fault(door, plan, received, 'tells what is inside');
    const faults = this.#conformance.answerFaults(door, received);
    if (headers.get('x-content-type-options') !== 'nosniff' || headers.get('content-security-policy') === null) faults.push('no security headers');
    if (status >= 400 && JSON.parse(text).status !== status) faults.push('the problem tells another status');
    if (statuses && !statuses.includes(status)) faults.push(`the status is ${status}, not ${statuses.join(' or ')}`);
    if (faults.length > 0) throw fault(door, plan, received, faults.join('; '));
  }

  async #received(door: Door, plan: Plan): Promise<Received> {
    const { people, house } = this.#scene;
    const me = plan.actor === 'nobody' ? null : await people.of(plan.actor);
    const { body, path, headers, raw } = plan.likely && refusalOf(door, plan.actor) === null ? await this.#likely(door, plan, me) : {};
    const whole = body ? { ...(plan.body as object), ...body } : plan.body;
    const sent: Sent = {
      path: { ...plan.path, ...path },
      // A cursor comes from a page before; any other is refused, which the requests that are not likely show.
      query: plan.likely ? plan.query.filter(([name]) => name !== 'cursor') : plan.query,
      headers: { ...(me && { Authorization: `Bearer ${me.shown}` }), ...plan.headers, ...headers },
      body: raw ?? plan.raw ?? (whole === undefined ? undefined : JSON.stringify(whole)),
    };
    return await this.#send(house.url, door, sent);
  }

  async #likely(door: Door, plan: Plan, me: Parameters<(typeof likely)[string]>[1]) {
    return (await likely[`${door.method} ${door.operation['x-alias-of'] ?? door.path}`]?.(this.#scene, me, plan.actor)) ?? {};
  }

  async #send(url: string, { method, path: template }: Door, { path, query, headers, body }: Sent): Promise<Received> {
    const count = ++this.requests;
    const place = template.replaceAll(/\{(\w+)\}/g, (_, name: string) => encodeURIComponent(path[name]?.toWellFormed() ?? ''));
    const search = query.length > 0 ? `?${new URLSearchParams(query)}` : '';
    const from = `198.${18 + (count >> 16)}.${(count >> 8) & 255}.${count & 255}`;
    const answer = await fetch(`${url}${place}${search}`, {
      method,
      headers: { 'X-Forwarded-For': from, ...(body !== undefined && { 'Content-Type': 'application/json' }), ...headers },
      ...(body !== undefined && { body }),
    });
    return { status: answer.status, headers: answer.headers, text: await answer.text() };
  }
}

function fault({ name }: Door, plan: Plan, { status, text }: Received, what: string): Error {
  return new Error(`${name} as ${plan.actor}: ${what}\nsent: ${JSON.stringify(plan).slice(0, 1000)}\nanswer: ${status} ${text.slice(0, 500)}`);
}
