import type Router from '@koa/router';
import type { Principal } from '../core/access.ts';
import { RepondeurError } from '../core/errors.ts';
import { hasBody, parseJson, readBody } from './body.ts';
import type { Authenticator } from './contract.ts';
import type { GatewayContext } from './gateway-state.ts';
import type { IdempotencyKeys } from './idempotency/contract.ts';
import { onceByKey } from './idempotency/once.ts';
import { limitKey } from './middleware/origin.ts';
import { type RateLimit, rateLimit } from './middleware/rate-limits.ts';
import type { ApiRequest, Route } from './route.ts';
import { checkedBody, checkedParameters, queryOf } from './validate.ts';
import { unauthenticated, whoAsks } from './who-asks.ts';

export interface Walls {
  authenticator: Authenticator;
  perAccount: RateLimit;
  idempotencyKeys: IdempotencyKeys;
  maxBodyBytes: number;
}

type Request = ApiRequest<unknown, unknown, unknown>;

/** Puts a route behind its walls. The order: who asks, how often, may he, what he sends, once only; then the handler. */
export function mount<Services>(router: Router, route: Route<Services>, services: Services, walls: Walls): void {
  const ownLimit = route.limit && rateLimit(route.limit);
  const paths = [route.path, ...(route.aliases ?? [])].map((path) => path.replaceAll(/\{(\w+)\}/g, ':$1'));
  router.register(paths, [route.method.toLowerCase()], async (routed) => {
    const context = routed as unknown as GatewayContext & { params: Record<string, string> };
    context.state.route = route.path;
    const { address } = context.state;
    await ownLimit?.take(limitKey(address));
    const principal = await whoAsks(context, route, walls.authenticator);
    if (principal) await walls.perAccount.take(principal.userId);
    const request = await checkedRequest(context, route, principal, walls.maxBodyBytes);
    const work = async () => ({ status: route.status ?? 200, headers: request.answer, body: await answerOf(route, request, services) });
    const answer = route.idempotent ? await onceByKey({ route, request, keys: walls.idempotencyKeys }, work) : await work();
    context.set(answer.headers);
    context.body = answer.body;
    context.status = answer.status;
    if (route.contentType) context.type = route.contentType;
  });
}

async function checkedRequest(
  context: GatewayContext & { params: Record<string, string> },
  route: Route<never>,
  principal: Principal | null,
  maxBodyBytes: number,
): Promise<Request> {
  const params = checkedParameters(route.params, context.params);
  const query = checkedParameters(route.query, queryOf(context.querystring));
  const rawBody = await bodyBytes(context, route, maxBodyBytes);
  const body = route.body && (route.rawBody ? parseJson(rawBody) : checkedBody(route.body, parseJson(rawBody)));
  const { requestId, address } = context.state;
  return {
    params,
    query,
    body,
    principal,
    caller: () => {
      if (!principal) throw unauthenticated();
      return principal;
    },
    rawBody: route.rawBody ? rawBody : nothing,
    header: (name) => context.get(name) || undefined,
    address,
    requestId,
    answer: {},
  };
}

const nothing = Buffer.alloc(0);

async function bodyBytes(context: GatewayContext, route: Route<never>, maxBodyBytes: number): Promise<Buffer> {
  if (route.body) return await readBody(context, maxBodyBytes);
  if (hasBody(context)) throw new RepondeurError('bad-input', 'This takes no body.');
  return nothing;
}

/** What leaves is what the document names: other fields are dropped. */
async function answerOf<Services>(route: Route<Services>, request: Request, services: Services): Promise<unknown> {
  const answer = await route.handler(request, services);
  if (route.status === 204) return null;
  if (route.contentType || !route.response) return answer;
  // Not parseAsync: zod compiles the synchronous way only: 33 µs instead of 200 for a list of 50 profiles.
  return route.response.parse(answer);
}
