import { randomUUID } from 'node:crypto';
import { createServer, type IncomingMessage, type ServerResponse } from 'node:http';
import type { AddressInfo } from 'node:net';
import type { ExecutionContext } from 'ava';
import Stripe from 'stripe';

interface Thing {
  id: string;
  object: string;
  [key: string]: unknown;
}

interface Subscription extends Thing {
  status: string;
  customer: string;
  cancel_at_period_end: boolean;
  metadata: Record<string, string>;
  items: { object: 'list'; data: { id: string; price: { id: string }; current_period_start: number; current_period_end: number }[] };
}

const monthSeconds = 30 * 24 * 60 * 60;
export const stripeKey = 'sk_test_rehearsal';
export const stripeWebhookSecret = 'whsec_rehearsal';

/**
 * A server on loopback that speaks as much of Stripe's wire form as we use (forms in, JSON out, Idempotency-Key, its errors:
 * https://docs.stripe.com/api) and keeps customers, payment pages and subscriptions. Its events are signed by Stripe's own helper.
 */
export class StripeServer {
  /** "POST /v1/customers", in order. */
  readonly requests: string[] = [];
  readonly things = new Map<string, Thing>();
  /** Answers 500 while it is true. */
  down = false;
  readonly #answers = new Map<string, { status: number; body: unknown }>();
  readonly #server = createServer((request, response) => void this.#answer(request, response));

  async start(t: ExecutionContext): Promise<this> {
    await new Promise<void>((resolve) => this.#server.listen(0, '127.0.0.1', resolve));
    t.teardown(() => new Promise<void>((resolve) => this.#server.close(() => resolve()).closeAllConnections()));
    return this;
  }

  get address() {
    return { host: '127.0.0.1', port: (this.#server.address() as AddressInfo).port, protocol: 'http' as const };
  }

  all<T extends Thing>(object: string): T[] {
    return [...this.things.values()].filter((thing) => thing.object === object) as T[];
  }

  subscription(): Subscription {
    return this.all<Subscription>('subscription').at(-1) as Subscription;
  }

  /** The user pays at the page that was opened last: what Stripe makes of it, and the events it sends, in the order of their making. */
  pay(nowSeconds: number): Stripe.Event[] {
    const session = this.all<Thing>('checkout.session').findLast(({ status }) => status === 'open') as Thing;
    const form = session.form as Record<string, string>;
    const subscription: Subscription = {
      id: `sub_${randomUUID()}`,
      object: 'subscription',
      status: 'active',
      customer: String(session.customer),
      cancel_at_period_end: false,
      metadata: { subscriptionId: String(form['subscription_data[metadata][subscriptionId]']) },
      items: {
        object: 'list',
        data: [
          {
            id: `si_${randomUUID()}`,
            price: { id: String(form['line_items[0][price]']) },
            current_period_start: nowSeconds,
            current_period_end: nowSeconds + monthSeconds,
          },
        ],
      },
    };
    this.things.set(subscription.id, subscription);
    Object.assign(session, { status: 'complete', subscription: subscription.id });
    return [
      this.event('customer.subscription.created', subscription),
      this.event('checkout.session.completed', session),
      this.event('invoice.paid', this.invoice({ amount_paid: 900 })),
    ];
  }

  invoice(changes: Record<string, unknown>): Thing {
    const { id, customer, metadata } = this.subscription();
    return {
      id: `in_${randomUUID()}`,
      object: 'invoice',
      customer,
      currency: 'eur',
      amount_paid: 0,
      amount_due: 900,
      attempt_count: 1,
      status_transitions: { paid_at: null },
      parent: { type: 'subscription_details', subscription_details: { subscription: id, metadata } },
      ...changes,
    };
  }

  event(type: string, object: Thing, previous?: Record<string, unknown>): Stripe.Event {
    const data = { object: structuredClone(object), ...(previous && { previous_attributes: previous }) };
    return { id: `evt_${randomUUID()}`, object: 'event', type, created: Math.floor(Date.now() / 1000), data } as unknown as Stripe.Event;
  }

  async #answer(request: IncomingMessage, response: ServerResponse): Promise<void> {
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const key = request.headers['idempotency-key'];
    const { method = '', url = '' } = request;
    this.requests.push(`${method} ${url.split('?')[0]}`);
    const form = Object.fromEntries(new URLSearchParams(Buffer.concat(chunks).toString()));
    const remembered = typeof key === 'string' ? this.#answers.get(key) : undefined;
    const answer = remembered ?? this.#act(request, url.split('?')[0] ?? '', form);
    if (typeof key === 'string' && answer.status < 500) this.#answers.set(key, answer);
    response.writeHead(answer.status, { 'Content-Type': 'application/json' }).end(JSON.stringify(answer.body));
  }

  #act(request: IncomingMessage, path: string, form: Record<string, string>): { status: number; body: unknown } {
    if (this.down) return problem(500, 'api_error', 'down');
    if (request.headers.authorization !== `Bearer ${stripeKey}`) return problem(401, 'invalid_request_error', 'Invalid API Key provided');
    const [, , ...parts] = path.split('/');
    const [kind = '', ...rest] = parts;
    const route = `${request.method} ${kind === 'checkout' || kind === 'billing_portal' ? `${kind}/${rest.shift()}` : kind}`;
    const thing = rest[0] === undefined ? undefined : this.things.get(rest[0]);
    if (rest[0] !== undefined && !thing) return problem(404, 'invalid_request_error', 'No such thing');
    switch (route) {
      case 'POST customers':
        return this.#keep({ id: `cus_${randomUUID()}`, object: 'customer', email: form.email });
      case 'POST checkout/sessions':
        if (thing) return this.#keep({ ...thing, status: 'expired', url: null });
        return this.#keep(pageOf(form));
      case 'GET checkout/sessions':
      case 'GET subscriptions':
        return { status: 200, body: thing };
      case 'POST subscriptions':
        return this.#keep(changed(thing as Subscription, form));
      case 'DELETE subscriptions':
        return this.#keep({ ...(thing as Subscription), status: 'canceled' });
      case 'POST billing_portal/sessions':
        return { status: 200, body: { id: 'bps_1', object: 'billing_portal.session', url: `https://billing.stripe.test/p/${form.customer}` } };
      default:
        return problem(404, 'invalid_request_error', `Unrecognized request URL (${route})`);
    }
  }

  #keep(thing: Thing) {
    this.things.set(thing.id, thing);
    return { status: 200, body: thing };
  }
}

/** As Stripe signs its webhooks. */
export function stripeSigned(event: unknown, { secret = stripeWebhookSecret, timestamp = Math.floor(Date.now() / 1000) } = {}) {
  const payload = JSON.stringify(event);
  return { payload, header: Stripe.webhooks.generateTestHeaderString({ payload, secret, timestamp }) };
}

function pageOf(form: Record<string, string>): Thing {
  const id = `cs_${randomUUID()}`;
  const metadata = { plan: form['metadata[plan]'], subscriptionId: form['metadata[subscriptionId]'] };
  const { client_reference_id, customer } = form;
  const url = `https://checkout.stripe.test/c/${id}`;
  return { id, object: 'checkout.session', status: 'open', subscription: null, url, client_reference_id, customer, metadata, form };
}

function changed(subscription: Subscription, form: Record<string, string>): Subscription {
  const price = form['items[0][price]'];
  const cancel = form.cancel_at_period_end;
  const data = subscription.items.data.map((item) => ({ ...item, price: { id: price ?? item.price.id } }));
  return { ...subscription, items: { object: 'list', data }, ...(cancel !== undefined && { cancel_at_period_end: cancel === 'true' }) };
}

function problem(status: number, type: string, message: string) {
  return { status, body: { error: { type, message } } };
}
