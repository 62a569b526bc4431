import type { Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Router from '@koa/router';
import Koa from 'koa';
import { RepondeurError } from '../core/errors.ts';
import type { Health, Service } from '../core/health.ts';
import type { Logger } from '../core/logger.ts';
import type { Authenticator } from './contract.ts';
import type { GatewayState } from './gateway-state.ts';
import type { IdempotencyKeys } from './idempotency/contract.ts';
import { close, type ListenOptions, listen } from './listen.ts';
import { accessLog } from './middleware/access-log.ts';
import { crossOrigin } from './middleware/cross-origin.ts';
import { limitPerAddress } from './middleware/limit-per-address.ts';
import { origin } from './middleware/origin.ts';
import { problems } from './middleware/problems.ts';
import { rateLimit } from './middleware/rate-limits.ts';
import { securityHeaders } from './middleware/security-headers.ts';
import { mount } from './mount.ts';
import { addDocument } from './openapi/routes.ts';
import { addOperations, type OperationsOptions } from './operations.ts';
import type { Route } from './route.ts';

export interface HttpServerOptions<Services> extends Omit<ListenOptions, 'onFault'>, OperationsOptions {
  /** In the order of the document. */
  routes: readonly Route<Services>[];
  /** What the handlers work with. */
  services: Services;
  authenticator: Authenticator;
  idempotencyKeys: IdempotencyKeys;
  version: string;
  /** Addresses and networks of proxies whose forwarded addresses are believed. */
  trustProxy: readonly string[];
  corsOrigins: readonly string[];
  /** Requests a minute. */
  rateLimitPerAddress: number;
  rateLimitPerAccount: number;
  maxBodyBytes: number;
  logger: Logger;
}

export interface HttpServer extends Service {
  /** "http://127.0.0.1:8080"; throws 'unavailable' while the server is stopped. */
  url(): string;
  health(): Health;
}

/** The order of what happens to a request; mount.ts goes on with it for a route of the API. */
function createApp<Services>(options: HttpServerOptions<Services>, draining: () => boolean): Koa<GatewayState> {
  const { routes, services, authenticator, idempotencyKeys, maxBodyBytes, logger } = options;
  const walls = { authenticator, idempotencyKeys, maxBodyBytes, perAccount: rateLimit({ requests: options.rateLimitPerAccount, perSeconds: 60 }) };
  const perAddress = rateLimit({ requests: options.rateLimitPerAddress, perSeconds: 60 });
  const operations = createRouter();
  addOperations(operations, options, { authenticator, perAddress });
  const api = createRouter();
  addDocument(api, routes as readonly Route<never>[], options.version);
  for (const route of routes) mount(api, route, services, walls);

  const app = new Koa<GatewayState>();
  app.use(origin(options.trustProxy));
  app.use(accessLog(logger));
  app.use(securityHeaders);
  app.use(async (context, next) => {
    await next();
    // Asked at the end: the server may have been told to stop meanwhile, and waits for connections that stay open.
    if (draining()) context.set('Connection', 'close');
  });
  app.use(problems(logger));
  app.use(crossOrigin(options.corsOrigins));
  app.use(operations.routes());
  app.use(limitPerAddress(perAddress));
  app.use(api.routes());
  app.use(operations.allowedMethods());
  app.use(api.allowedMethods());
  // What breaks while an answer is being sent: the client that went away, most of the time.
  app.on('error', (error) => logger.debug({ error }, 'an answer could not be sent'));
  return app;
}

/** Of two routes that match, the one with fewer parameters is meant: /users/me, not /users/{userId}. */
const createRouter = () => new Router({ strict: true, sensitive: true, exclusive: 'specificity' });

/** The web server. `start` rejects with 'port-taken' when another program has the port. */
export function createHttpServer<Services>(options: HttpServerOptions<Services>): HttpServer {
  let server: Server | undefined;
  const app = createApp(options, () => server === undefined);
  const onFault = (error: Error) => options.logger.warn({ err: error }, 'a connection could not be taken');
  return {
    async start() {
      server ??= await listen(app.callback(), { ...options, onFault });
    },
    async stop() {
      const stopping = server;
      server = undefined;
      if (stopping) await close(stopping);
    },
    url() {
      const address = server?.address() as AddressInfo | null | undefined;
      if (!address) throw new RepondeurError('unavailable', 'The web server is not started');
      const host = address.family === 'IPv6' ? `[${address.address}]` : address.address;
      return `${options.tls ? 'https' : 'http'}://${host}:${address.port}`;
    },
    health: () => (server ? { ready: true } : { ready: false, reason: 'The web server is not started' }),
  };
}
