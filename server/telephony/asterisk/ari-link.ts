import type { AriOperations } from 'ari-client';
import { abortable } from '../../core/abortable.ts';
import type { Clock } from '../../core/clock.ts';
import { asError, RepondeurError } from '../../core/errors.ts';
import { EventBus } from '../../core/events.ts';
import type { Health } from '../../core/health.ts';
import type { Logger } from '../../core/logger.ts';
import { type AriAddress, type AriConnection, openAri } from './ari-connection.ts';
import type { AriEvent } from './ari-types.ts';

const firstDelayMs = 100;
const longestDelayMs = 3_000;

export interface AriLinkOptions {
  address: AriAddress;
  clock: Clock;
  logger: Logger;
  /** Runs after each connection, before `start` resolves the first time. */
  onConnected?: () => Promise<void>;
  onLost?: () => void;
}

/** ARI that comes back: connects, and connects again with back-off for as long as it runs. Listeners outlive a single connection. */
export class AriLink {
  readonly address: AriAddress;
  /** Events by their type ("StasisStart") and, where they concern a channel, also by type and channel ("StasisStart:<channel id>"). */
  readonly events = new EventBus<Record<string, AriEvent>>();
  readonly #options: AriLinkOptions;
  #connection: AriConnection | undefined;
  #running: { abort: AbortController; done: Promise<void> } | undefined;
  #fault = 'not started';

  constructor(options: AriLinkOptions) {
    this.address = options.address;
    this.#options = options;
  }

  get connected(): boolean {
    return this.#connection !== undefined;
  }

  health(): Health {
    return this.connected ? { ready: true } : { ready: false, reason: `Asterisk is not connected: ${this.#fault}` };
  }

  /** Resolves after the first connection; rejects only when the signal aborts or `stop` is called before it. */
  async start(signal?: AbortSignal): Promise<void> {
    if (this.#running) return;
    const abort = new AbortController();
    const first = Promise.withResolvers<void>();
    first.promise.catch(() => {});
    const done = this.#stayConnected(abort.signal, first.resolve).catch((error) => first.reject(error));
    this.#running = { abort, done };
    try {
      await abortable(first.promise, signal);
    } catch (error) {
      await this.stop();
      throw error;
    }
  }

  async stop(): Promise<void> {
    const running = this.#running;
    if (!running) return;
    running.abort.abort(new RepondeurError('aborted', 'the link to Asterisk was stopped'));
    this.#connection?.close();
    await running.done;
    this.#running = undefined;
    this.#fault = 'stopped';
  }

  /** Makes one request on the present connection; rejects with code `unavailable` when there is none. */
  request<T>(operation: (ari: AriOperations) => Promise<T>): Promise<T> {
    if (this.#connection) return this.#connection.request(operation);
    return Promise.reject(new RepondeurError('unavailable', 'Asterisk is not connected', { retryable: true }));
  }

  /** Drops the event socket, as a fault of the network would; the link comes back by itself. For tests of recovery. */
  dropConnection(): void {
    this.#connection?.close();
  }

  async #stayConnected(signal: AbortSignal, onFirst: () => void): Promise<void> {
    const { clock, logger, address } = this.#options;
    let delayMs = firstDelayMs;
    while (!signal.aborted) {
      try {
        this.#connection = await openAri(address, (event) => this.#publish(event), signal);
        logger.info({}, 'connected to Asterisk');
        await this.#options.onConnected?.();
        delayMs = firstDelayMs;
        onFirst();
        await untilAborted(this.#connection.closed);
        if (!signal.aborted) logger.warn({}, 'lost the connection to Asterisk');
        this.#fault = 'the connection was lost';
      } catch (error) {
        signal.throwIfAborted();
        this.#connection?.close();
        logger.warn({ err: asError(error), delayMs }, 'cannot connect to Asterisk');
        this.#fault = asError(error).message;
      }
      this.#connection = undefined;
      this.#options.onLost?.();
      signal.throwIfAborted();
      await clock.sleep(delayMs, signal);
      delayMs = Math.min(delayMs * 2, longestDelayMs);
    }
  }

  #publish(event: AriEvent): void {
    this.events.emit(event.type, event);
    if (event.channel) this.events.emit(`${event.type}:${event.channel.id}`, event);
  }
}

function untilAborted(signal: AbortSignal): Promise<void> {
  if (signal.aborted) return Promise.resolve();
  return new Promise((resolve) => signal.addEventListener('abort', () => resolve(), { once: true }));
}
