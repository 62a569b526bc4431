import { AsyncLocalStorage } from 'node:async_hooks';
import { Agent, type IncomingMessage, type RequestOptions, request as requestOverHttp } from 'node:http';
import { createRequire } from 'node:module';
import { text } from 'node:stream/consumers';
import { asError } from '../../core/errors.ts';
import { AriError } from './ari-error.ts';

/** Whose request it is: swagger-client keeps one set of credentials for the whole process, we keep one for each connection. */
export interface AriCredentials {
  username: string;
  password: string;
  deadlineMs: number;
  /** Keeps the connection's few sockets. */
  agent: Agent;
}

/**
 * Asterisk lets 10 connections wait to be accepted (tcptls.c); one more is dropped by the kernel and tried again after 1 s, then 3 s. So the
 * description, a dozen short requests at once, is read over a few sockets. Requests of calls may each wait for the thread of a
 * channel: they get a socket of their own, which stays open for the next.
 */
const socketsForDescription = 4;
const socketsForCalls = 64;
/** Asterisk closes a socket without requests after 15 s (http.conf, session_keep_alive); we do so before. */
const idleMs = 5_000;

export function createAriAgent(): Agent {
  return new Agent({ keepAlive: true, maxSockets: socketsForDescription, timeout: idleMs, scheduling: 'lifo' });
}

interface SwaggerRequest {
  url: string;
  method: string;
  body?: unknown;
  on: { response(response: { status: number; data: string; obj?: unknown }): void; error(error: unknown): void };
}

interface SwaggerClient {
  SwaggerHttp: { prototype: { execute(request: SwaggerRequest): void } };
}

const credentials = new AsyncLocalStorage<AriCredentials>();

/** Runs what calls ari-client so that its requests carry these credentials and this deadline. */
export function withCredentials<T>(own: AriCredentials, work: () => T): T {
  return credentials.run(own, work);
}

/**
 * Replaces the HTTP client of swagger-client (ari-client's own dependency) by Node's own. Its own, `shred` of 2013, has no
 * deadline and throws out of socket handlers when the switch goes away, which ends the process. Its global `log`
 * prints to the console and keeps all it ever printed.
 */
export function installAriTransport(): void {
  const fromAriClient = createRequire(createRequire(import.meta.url).resolve('ari-client'));
  const swagger = fromAriClient('swagger-client') as SwaggerClient;
  swagger.SwaggerHttp.prototype.execute = (request) => void send(request);
  Object.assign(globalThis, { log: () => {} });
}

/** The description is read: from now on requests of calls are made. */
export function letRequestsBeManyOn({ agent }: AriCredentials): void {
  agent.maxSockets = socketsForCalls;
}

async function send(request: SwaggerRequest): Promise<void> {
  const own = credentials.getStore();
  if (!own) throw new TypeError('an ARI request was made outside of its connection');
  try {
    const response = await exchange(request, own);
    request.on.response(response);
  } catch (error) {
    fail(request, error instanceof AriError ? error : new AriError(0, `ARI does not answer (${asError(error).name})`));
  }
}

async function exchange(request: SwaggerRequest, own: AriCredentials) {
  const body = typeof request.body === 'string' && request.body !== '' ? request.body : undefined;
  const response = await answerTo(request.url, body, {
    method: request.method.toUpperCase(),
    headers: {
      authorization: `Basic ${Buffer.from(`${own.username}:${own.password}`).toString('base64')}`,
      accept: 'application/json',
      ...(body ? { 'content-type': 'application/json' } : {}),
    },
    agent: own.agent,
    signal: AbortSignal.timeout(own.deadlineMs),
  });
  const data = await text(response);
  const { statusCode: status = 0, statusMessage } = response;
  if (status < 200 || status > 299) throw new AriError(status, `ARI refused a request (${status} ${statusMessage})`);
  return { status, data, obj: data === '' ? undefined : JSON.parse(data) };
}

function answerTo(url: string, body: string | undefined, options: RequestOptions): Promise<IncomingMessage> {
  return new Promise((resolve, reject) => {
    requestOverHttp(url, options, resolve).on('error', reject).end(body);
  });
}

function fail(request: SwaggerRequest, error: AriError): void {
  try {
    request.on.error(error);
  } catch (thrown) {
    // swagger-client reports the failure to its caller first and then throws it again, as a string, at whoever called back.
    if (typeof thrown !== 'string') throw thrown;
  }
}
