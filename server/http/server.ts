import { createServer, type Server } from 'node:http';
import type { AddressInfo } from 'node:net';
import Koa from 'koa';
import { RepondeurError } from '../core/errors.ts';
import type { Health, Service } from '../core/health.ts';
import type { Logger } from '../core/logger.ts';
import { problem, problems } from './problem.ts';
import { createRoutes, type Sources } from './routes.ts';
import { securityHeaders } from './security-headers.ts';

export interface HttpServerOptions extends Sources {
  host: string;
  /** 0 takes a free one. */
  port: number;
  logger: Logger;
}

export interface HttpServer extends Service {
  /** "http://127.0.0.1:8080"; throws 'unavailable' while the server is stopped. */
  url(): string;
  health(): Health;
}

/** Requests that are being answered get this long when the server stops. */
const drainMs = 2000;

/** The web server. `start` rejects with 'port-taken' when another program has the port. */
export function createHttpServer(options: HttpServerOptions): HttpServer {
  const { host, port } = options;
  const app = createApp(options);
  let server: Server | undefined;
  return {
    async start() {
      server ??= await listen(app, host, port);
    },
    async stop() {
      const stopping = server;
      server = undefined;
      if (stopping) await close(stopping);
    },
    url() {
      const address = server?.address() as AddressInfo | null | undefined;
      if (!address) throw new RepondeurError('unavailable', 'The web server is not started');
      return `http://${address.family === 'IPv6' ? `[${address.address}]` : address.address}:${address.port}`;
    },
    health: () => (server ? { ready: true } : { ready: false, reason: 'The web server is not started' }),
  };
}

/** The order of what happens to a request. */
function createApp(options: HttpServerOptions): Koa {
  const routes = createRoutes(options);
  const app = new Koa();
  app.use(securityHeaders);
  app.use(problems(options.logger));
  app.use(routes.routes());
  app.use(async (context, next) => {
    await next();
    if (context.status === 405 || context.status === 501) problem(context, 405, `${context.method} is not possible here.`, { code: 'bad-input' });
  });
  app.use(routes.allowedMethods());
  // What breaks while an answer is being sent: the client that went away, most of the time.
  app.on('error', (error) => options.logger.debug({ error }, 'an answer could not be sent'));
  return app;
}

async function listen(app: Koa, host: string, port: number): Promise<Server> {
  const server = createServer({ requestTimeout: 10_000, headersTimeout: 5000, keepAliveTimeout: 5000 }, app.callback());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (error: NodeJS.ErrnoException) => reject(listenFault(error, host, port)));
    server.listen(port, host, resolve);
  });
  return server;
}

function listenFault(error: NodeJS.ErrnoException, host: string, port: number): RepondeurError {
  if (error.code === 'EADDRINUSE') {
    return new RepondeurError('port-taken', `Port ${port} on ${host} is taken by another program. Stop it, or set another http.port.`, {
      cause: error,
    });
  }
  return new RepondeurError('unavailable', `The web server cannot listen on ${host}:${port} (${error.code}). See http.host and http.port.`, {
    cause: error,
  });
}

async function close(server: Server): Promise<void> {
  const closed = new Promise<void>((resolve) => server.close(() => resolve()));
  server.closeIdleConnections();
  const timer = setTimeout(() => server.closeAllConnections(), drainMs);
  await closed;
  clearTimeout(timer);
}
