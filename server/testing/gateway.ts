import type { ExecutionContext } from 'ava';
import type { Principal } from '../core/access.ts';
import { RepondeurError } from '../core/errors.ts';
import { silentLogger } from '../core/logger.ts';
import type { Authenticator } from '../http/contract.ts';
import type { IdempotencyKeys } from '../http/idempotency/contract.ts';
import type { Route } from '../http/route.ts';
import { createHttpServer, type HttpServer, type HttpServerOptions } from '../http/server.ts';
import { createMetrics } from '../observability/metrics.ts';

/** A gateway on loopback, stopped after the test. Limits are out of the way unless the test sets them. */
export async function testGateway<Services = object>(
  t: ExecutionContext,
  options: Partial<HttpServerOptions<Services>> & { routes?: readonly Route<Services>[] } = {},
): Promise<HttpServer> {
  const server = createHttpServer<Services>({
    host: '127.0.0.1',
    port: 0,
    routes: [],
    services: {} as Services,
    authenticator: signedIn(),
    idempotencyKeys: noKeys,
    version: '0.0.0',
    trustProxy: [],
    corsOrigins: [],
    rateLimitPerAddress: 100_000,
    rateLimitPerAccount: 100_000,
    maxBodyBytes: 128 * 1024,
    health: () => ({}),
    metrics: createMetrics(),
    logger: silentLogger,
    ...options,
  });
  await server.start();
  t.teardown(() => server.stop());
  return server;
}

/** "Bearer NAME" signs in as that principal; anything else that is shown is refused. For tests of what lies behind the sign-in. */
export function signedIn(principals: Record<string, Principal> = {}): Authenticator {
  return {
    async authenticate({ authorization }) {
      if (authorization === undefined) return null;
      const principal = principals[authorization.replace(/^Bearer /, '')];
      if (!principal) throw new RepondeurError('unauthenticated', 'This token is not valid.');
      return principal;
    },
    isService: ({ sessionId, scopes }) => sessionId === null && scopes !== null,
  };
}

export function principal(changes: Partial<Principal> = {}): Principal {
  return {
    userId: '01980000-0000-7000-8000-000000000001',
    roles: ['user'],
    scopes: null,
    sessionId: 'session-1',
    withheldRoles: [],
    recentlyProved: true,
    ...changes,
  };
}

/** For gateways without routes that create. */
const noKeys: IdempotencyKeys = {
  begin: async () => ({ state: 'new' }),
  finish: async () => {},
  release: async () => {},
};
