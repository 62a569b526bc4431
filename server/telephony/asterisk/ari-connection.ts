import type { EventEmitter } from 'node:events';
import ari, { type AriClient, type AriOperations } from 'ari-client';
import { withDeadline } from '../../core/abortable.ts';
import { asError, RepondeurError } from '../../core/errors.ts';
import { type AriCredentials, createAriAgent, installAriTransport, letRequestsBeManyOn, withCredentials } from './ari-transport.ts';
import type { AriEvent } from './ari-types.ts';

export interface AriAddress {
  /** "http://127.0.0.1:8088": scheme, host and port of Asterisk's HTTP server. */
  ariUrl: string;
  username: string;
  password: string;
  /** The Stasis application whose events come here. */
  app: string;
}

/** One connection to ARI, from its opening to its loss; it does not reconnect. */
export interface AriConnection {
  /** Aborts when the event socket is gone, by whichever side. */
  readonly closed: AbortSignal;
  /** Makes one request. Rejects with AriError when the switch refuses, does not answer or is gone. */
  request<T>(operation: (ari: AriOperations) => Promise<T>): Promise<T>;
  close(): void;
}

/** The parts of ari-client that its users do not see, but that have to be held still. */
interface AriInternals {
  _ws: EventEmitter & { ping(): void; terminate(): void };
}

const requestDeadlineMs = 4_000;
const connectDeadlineMs = 10_000;
/** A switch that is frozen keeps its sockets open: it is given up when it did not answer a ping until the next one. */
const pingIntervalMs = 5_000;

/** Reads ARI's own description, opens the event socket of the application and gives each event to the listener. */
export async function openAri(address: AriAddress, onEvent: (event: AriEvent) => void, signal?: AbortSignal): Promise<AriConnection> {
  installAriTransport();
  const own: AriCredentials = { username: address.username, password: address.password, deadlineMs: requestDeadlineMs, agent: createAriAgent() };
  try {
    const client = await withDeadline(
      withCredentials(own, () => ari.connect(address.ariUrl, address.username, address.password)),
      connectDeadlineMs,
      'Loading the description of ARI',
      signal,
    );
    letRequestsBeManyOn(own);
    client.on('*', onEvent);
    return await subscribe(client, address.app, own, signal);
  } catch (error) {
    own.agent.destroy();
    if (signal?.aborted) throw signal.reason;
    if (error instanceof RepondeurError) throw error;
    throw new RepondeurError('switch-failed', `Asterisk's ARI is not reachable at ${address.ariUrl}: ${asError(error).message}`, {
      retryable: true,
      cause: error,
    });
  }
}

async function subscribe(client: AriClient, app: string, own: AriCredentials, signal: AbortSignal | undefined): Promise<AriConnection> {
  // ari-client reconnects by itself, for ever, and cannot be told to stop. It leaves that when it believes that the socket is meant to be closed.
  Object.defineProperty(client, '_wsClosed', { get: () => true, set() {} });
  const started = client.start(app);
  const socket = (client as unknown as AriInternals)._ws;
  const closed = new AbortController();
  const refused = new Promise<never>((_resolve, reject) => {
    socket.once('error', reject);
    socket.once('close', () => {
      closed.abort(new RepondeurError('switch-failed', 'the event socket of ARI is closed', { retryable: true }));
      reject(closed.signal.reason);
    });
  });
  try {
    await withDeadline(Promise.race([started, refused]), connectDeadlineMs, 'Opening the event socket of ARI', signal);
  } catch (error) {
    socket.terminate();
    throw error;
  }
  keepAlive(socket, closed.signal);
  closed.signal.addEventListener('abort', () => own.agent.destroy(), { once: true });
  return {
    closed: closed.signal,
    request: (operation) => withCredentials(own, () => Promise.resolve(operation(client))),
    close: () => socket.terminate(),
  };
}

function keepAlive(socket: AriInternals['_ws'], closed: AbortSignal): void {
  let answered = true;
  socket.on('pong', () => {
    answered = true;
  });
  const timer = setInterval(() => {
    if (!answered) return socket.terminate();
    answered = false;
    socket.ping();
  }, pingIntervalMs);
  timer.unref();
  closed.addEventListener('abort', () => clearInterval(timer), { once: true });
}
