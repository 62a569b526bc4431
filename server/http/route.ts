import type { z } from 'zod';
import type { Permission, Principal } from '../core/access.ts';

/** `public`: anybody. `signed-in`: whoever has shown who he is, whatever his roles. `internal`: other parts of this machine, with a service token and from loopback. */
export type RoutePermission = Permission | 'public' | 'signed-in' | 'internal';

export type Method = 'GET' | 'POST' | 'PUT' | 'PATCH' | 'DELETE';

/** What a handler is given: checked input, and who asks. */
export interface ApiRequest<Params, Query, Body> {
  params: Params;
  query: Query;
  body: Body;
  /** Null on public routes, which ask nobody who he is. */
  principal: Principal | null;
  /** Who asks, where the route's permission says that there is somebody. Throws 'unauthenticated' otherwise. */
  caller(): Principal;
  /** The body as it came, for signatures over its bytes; empty unless the route asks for it by `rawBody`. */
  rawBody: Buffer;
  /** By its name in any case; undefined when absent. */
  header(name: string): string | undefined;
  /** The client's address, behind trusted proxies too. Personal data. */
  address: string;
  requestId: string;
  /** Headers of the answer, such as Location. */
  answer: Record<string, string>;
}

export interface RouteDefinition<Services, Params extends z.ZodType, Query extends z.ZodType, Body extends z.ZodType, Response extends z.ZodType> {
  method: Method;
  /** As in the OpenAPI document: /api/v1/admin/users/{userId} */
  path: string;
  /** Other addresses of the same, with the same parameters: the limit and the keys of clients count for all of them together. */
  aliases?: readonly string[];
  permission: RoutePermission;
  /** Dear: needs a proof of the last minutes that it is still the person who has signed in. No API key or service token does it. */
  stepUp?: boolean;
  /** One line of the document. */
  summary: string;
  /** More for the document, where the line does not say it all. */
  description?: string;
  /** The heading of the document it stands under. */
  tag: string;
  /** A strict object of texts. Needed when the path has parameters. */
  params?: Params;
  /** A strict object; what comes is text: use z.coerce, z.stringbool or z.enum. Without it any query parameter is refused. */
  query?: Query;
  /** A strict object. Without it a body is refused. */
  body?: Body;
  /** What leaves: fields that it does not name are dropped. Absent with status 204, or with a contentType of its own. */
  response?: Response;
  /** 200 by default. */
  status?: 200 | 201 | 202 | 204;
  /** Statuses that the handler itself refuses with, for the document; those of the walls around it stand there anyway. */
  refusals?: readonly (401 | 403 | 404 | 409)[];
  /** When the answer is not JSON: the handler returns text, bytes or a stream. */
  contentType?: string;
  /** For a POST that creates: takes Idempotency-Key. */
  idempotent?: boolean;
  /** Fields of the answer that are secrets and kept nowhere: null where the answer is repeated to the same Idempotency-Key. */
  shownOnce?: readonly string[];
  /** A webhook whose signature is over the bytes: any JSON is let through to the handler, `body` describes it. */
  rawBody?: boolean;
  /** A limit of its own, an address, beside those of all routes: for guessing and for costly work. */
  limit?: { requests: number; perSeconds: number };
  handler(request: ApiRequest<z.output<Params>, z.output<Query>, z.output<Body>>, services: Services): Promise<z.input<Response>>;
}

/** A route whose schemas are checked where it is defined; its handler takes what was checked. */
// biome-ignore lint/suspicious/noExplicitAny: the schemas' types end here, where the gateway puts routes of all services in one list.
export type Route<Services> = RouteDefinition<Services, any, any, any, any>;

/**
 * Makes the `route` function of a service: `const route = routeFor<UsersServices>()`. Routes are data, so that the document can be made without a
 * running service; what a handler works with is its second argument.
 */
export function routeFor<Services>() {
  return <
    Params extends z.ZodType = z.ZodUndefined,
    Query extends z.ZodType = z.ZodUndefined,
    Body extends z.ZodType = z.ZodUndefined,
    Response extends z.ZodType = z.ZodAny,
  >(
    definition: RouteDefinition<Services, Params, Query, Body, Response>,
  ): Route<Services> => definition;
}
