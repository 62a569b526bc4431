import { type Clock, systemClock } from '../../core/clock.ts';
import { asError, isCode, RepondeurError } from '../../core/errors.ts';
import type { Health, Service } from '../../core/health.ts';
import type { Logger } from '../../core/logger.ts';
import type { Outbox, OutboxItem } from '../outbox.ts';
import { delayAfterMs, maxAttempts } from './back-off.ts';
import type { Channel } from './channel.ts';
import { keepLease } from './lease.ts';
import { Nap } from './nap.ts';

export interface WorkerOptions {
  outbox: Outbox;
  /** By the kind of item they take; items of other kinds wait. */
  channels: Record<string, Channel>;
  /** What its health says when there is no channel. */
  withoutChannels?: string;
  logger: Logger;
  clock?: Clock;
  onResult?: (result: 'delivered' | 'retried' | 'dead') => void;
  delayMs?: (attempt: number) => number;
  /** How long an item stays taken when this process dies; renewed while it is being delivered. */
  leaseMs?: number;
  /** How long a delivery in flight is waited for when the worker stops. */
  graceMs?: number;
}

/** Another process may have queued something: it is looked for at least this often. */
const longestNapMs = 30_000;
/** Pause after the database failed. */
const faultPauseMs = 2000;

/**
 * Delivers what is in the outbox, at least once, and twice only in the one window that nobody can close: when this process dies between the other
 * side's acceptance and our writing it down, which follow each other at once (RFC 1047 describes the window for SMTP). The second copy has the same identity.
 */
export class OutboxWorker implements Service {
  readonly #options: Required<WorkerOptions>;
  readonly #nap = new Nap();
  #stopping: AbortController | undefined;
  #done: Promise<void> = Promise.resolve();
  /** Aborts the delivery in flight. */
  #cut = new AbortController();
  #fault: string | undefined;

  constructor(options: WorkerOptions) {
    this.#options = {
      withoutChannels: 'Nothing takes what is in the outbox',
      clock: systemClock,
      onResult: () => {},
      delayMs: delayAfterMs,
      leaseMs: 60_000,
      graceMs: 10_000,
      ...options,
    };
  }

  async start(): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = new AbortController();
    this.#cut = new AbortController();
    this.#done = this.#run(this.#stopping.signal, this.#cut.signal);
  }

  async stop(): Promise<void> {
    const stopping = this.#stopping;
    if (!stopping) return;
    this.#stopping = undefined;
    stopping.abort(new RepondeurError('aborted', 'The work of the outbox is being stopped', { retryable: true }));
    const timer = setTimeout(() => this.#cut.abort(stopping.signal.reason), this.#options.graceMs);
    await this.#done;
    clearTimeout(timer);
  }

  /** Something was queued: look at once. */
  notify(): void {
    this.#nap.wake();
  }

  health(): Health {
    if (!this.#stopping) return { ready: false, reason: 'The work of the outbox is not started' };
    const { channels, withoutChannels } = this.#options;
    if (Object.keys(channels).length === 0) return { ready: true, reason: withoutChannels };
    if (this.#fault) return { ready: false, reason: this.#fault };
    return (
      Object.values(channels)
        .map((channel) => channel.health())
        .find((health) => !health.ready) ?? { ready: true }
    );
  }

  async #run(stopping: AbortSignal, cut: AbortSignal): Promise<void> {
    while (!stopping.aborted) {
      try {
        if (!(await this.#deliverNext(stopping, cut))) await this.#sleep(stopping);
        this.#fault = undefined;
      } catch (thrown) {
        this.#fault = 'The outbox cannot be read or written; see the log';
        this.#options.logger.error({ error: asError(thrown) }, 'the outbox cannot be read or written');
        await this.#nap.sleep(faultPauseMs, this.#options.clock, stopping);
      }
    }
  }

  /** False when nothing was due. */
  async #deliverNext(stopping: AbortSignal, cut: AbortSignal): Promise<boolean> {
    const { outbox, channels, clock, leaseMs } = this.#options;
    const item = await outbox.claim(Object.keys(channels), clock.now(), leaseMs);
    if (!item) return false;
    const lease = keepLease(outbox, item.id, this.#options);
    try {
      await channels[item.kind]?.deliver(item, AbortSignal.any([cut, lease.lost]));
    } catch (thrown) {
      if (!lease.lost.aborted) await this.#failed(item, asError(thrown), cut);
      return true;
    } finally {
      lease.release();
    }
    await this.#accepted(item, stopping);
    return true;
  }

  /** Writes the acceptance down before anything else is done; while this process lives it does not forget it, however long the database is away. */
  async #accepted(item: OutboxItem, stopping: AbortSignal): Promise<void> {
    const { outbox, clock, logger, onResult } = this.#options;
    for (;;) {
      try {
        await outbox.delivered(item.id, clock.now());
        break;
      } catch (thrown) {
        logger.error({ error: asError(thrown), outboxId: item.id }, 'a delivery cannot be written down; trying again');
        if (stopping.aborted) throw thrown;
        await this.#nap.sleep(faultPauseMs, clock, stopping);
      }
    }
    onResult('delivered');
    logger.info({ outboxId: item.id, kind: item.kind, attempts: item.attempts }, 'an item of the outbox was delivered');
  }

  async #failed(item: OutboxItem, error: Error, cut: AbortSignal): Promise<void> {
    const { outbox, clock, logger, onResult, delayMs } = this.#options;
    const fields = { outboxId: item.id, kind: item.kind, attempts: item.attempts, error };
    if (cut.aborted) {
      await outbox.retryAt(item.id, clock.now(), error.message);
      return;
    }
    if (isCode(error, 'delivery-refused') || item.attempts >= maxAttempts) {
      await outbox.dead(item.id, clock.now(), error.message);
      onResult('dead');
      logger.error(fields, 'an item of the outbox was given up');
      return;
    }
    const waitMs = delayMs(item.attempts);
    await outbox.retryAt(item.id, new Date(clock.now().getTime() + waitMs), error.message);
    onResult('retried');
    logger.warn({ ...fields, waitMs }, 'an item of the outbox could not be delivered; it is tried again later');
  }

  async #sleep(stopping: AbortSignal): Promise<void> {
    const { outbox, channels, clock } = this.#options;
    const dueAt = await outbox.nextDueAt(Object.keys(channels));
    const waitMs = dueAt ? Math.max(dueAt.getTime() - clock.now().getTime(), 0) : longestNapMs;
    await this.#nap.sleep(Math.min(waitMs, longestNapMs), clock, stopping);
  }
}
