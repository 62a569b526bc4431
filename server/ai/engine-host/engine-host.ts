import { abortable, withDeadline } from '../../core/abortable.ts';
import { type Clock, systemClock } from '../../core/clock.ts';
import { asError, RepondeurError } from '../../core/errors.ts';
import type { Health, Service } from '../../core/health.ts';
import type { Logger } from '../../core/logger.ts';
import { BackOff, type BackOffOptions } from './back-off.ts';
import { EngineChildProcess } from './child-process.ts';
import { PendingRequests } from './pending-requests.ts';
import { type EngineProtocol, errorFromWire, type FromChild, type NameOf } from './protocol.ts';

export interface EngineHostOptions<P extends EngineProtocol> {
  /** For messages: "the vosk engine (fr)". */
  name: string;
  /** The child's entry file, which calls `serveEngine`. */
  entry: URL;
  /** Given to the child at each start. */
  options: P['options'];
  logger: Logger;
  /** The child's whole environment. Default empty. */
  env?: Record<string, string>;
  /** Default 0. */
  niceLevel?: number;
  /** From the fork to "ready". Default 60000: a large model is read from a slow disk. */
  startDeadlineMs?: number;
  /** Default 3000. */
  stopDeadlineMs?: number;
  /** Default 256 requests without an answer. */
  maxInFlight?: number;
  /** Default 512 messages that the child has not taken. */
  maxUnsent?: number;
  /** So many deadlines in a row without any sign of life from the child, and it is killed as hung. Default 3. */
  maxTimeouts?: number;
  backOff?: BackOffOptions;
  clock?: Clock;
  /** What to do with each event of the child. */
  events?: { [Name in NameOf<P['events']>]?: (payload: P['events'][Name]) => void };
  /** The child is ready, at the first start and after each restart. */
  onReady?: (info: P['info']) => void;
  /** The child died while it was ready: its state is lost. */
  onLost?: (error: RepondeurError) => void;
  /** A restart begins, for the metrics. */
  onRestart?: () => void;
}

type State<P extends EngineProtocol> =
  | { is: 'stopped' }
  | { is: 'starting'; child: EngineChildProcess }
  | { is: 'ready'; child: EngineChildProcess; info: P['info']; sinceMs: number }
  | { is: 'ending'; child: EngineChildProcess; sinceMs: number }
  | { is: 'waiting' };

/**
 * Runs an engine in a child process, so that its native faults and long computations do not touch the calls. A child that dies is started again with
 * back-off; what was in flight is rejected with 'engine-failed', retryable.
 */
export class EngineHost<P extends EngineProtocol> implements Service {
  readonly #options: Required<Omit<EngineHostOptions<P>, 'events' | 'onReady' | 'onLost' | 'onRestart'>> & EngineHostOptions<P>;
  readonly #pending: PendingRequests;
  #state: State<P> = { is: 'stopped' };
  #health: Health;
  #running: AbortController | undefined;
  #backOff: BackOff;
  #timeouts = 0;
  #lastChild: EngineChildProcess | undefined;
  #handshake: PromiseWithResolvers<P['info']> | undefined;

  constructor(options: EngineHostOptions<P>) {
    this.#options = {
      env: {},
      niceLevel: 0,
      startDeadlineMs: 60_000,
      stopDeadlineMs: 3000,
      maxInFlight: 256,
      maxUnsent: 512,
      maxTimeouts: 3,
      backOff: {},
      clock: systemClock,
      ...options,
    };
    this.#health = { ready: false, reason: `${options.name} is not started` };
    this.#backOff = new BackOff(options.backOff);
    this.#pending = new PendingRequests(this.#options.maxInFlight, () => this.#countTimeout());
  }

  health(): Health {
    return this.#health;
  }

  /** What the child told about itself; undefined while it is not ready. */
  get info(): P['info'] | undefined {
    return this.#state.is === 'ready' ? this.#state.info : undefined;
  }

  /** The child's process id, for doctor and tests. */
  get pid(): number | undefined {
    return 'child' in this.#state ? this.#state.child.pid : undefined;
  }

  /** What the last child printed on stderr, for the reason why it did not start. */
  get lastLines(): readonly string[] {
    return this.#lastChild?.lastLines ?? [];
  }

  /** Resolves when the child is ready. Rejects with the child's own reason, 'timeout' or 'engine-failed'; there is no restart then. */
  async start(signal?: AbortSignal): Promise<void> {
    if (this.#running) return;
    const running = new AbortController();
    this.#running = running;
    this.#backOff = new BackOff(this.#options.backOff);
    try {
      await this.#bringUp(AbortSignal.any([running.signal, ...(signal ? [signal] : [])]));
    } catch (error) {
      if (this.#running === running) {
        await this.stop();
        this.#health = { ready: false, reason: asError(error).message };
      }
      throw error;
    }
  }

  async stop(): Promise<void> {
    if (!this.#running) return;
    const error = new RepondeurError('unavailable', `${this.#options.name} is being stopped`);
    this.#running.abort(error);
    this.#running = undefined;
    const child = 'child' in this.#state ? this.#state.child : undefined;
    this.#state = { is: 'stopped' };
    this.#health = { ready: false, reason: `${this.#options.name} is stopped` };
    this.#pending.rejectAll(error);
    await child?.stop(this.#options.stopDeadlineMs);
  }

  /** Asks the child. Rejects with what the child threw, 'timeout', 'engine-failed' (down or died, retryable), 'unavailable' (too many) or the signal's reason. */
  async request<Name extends NameOf<P['requests']>>(
    name: Name,
    input: P['requests'][Name]['input'],
    { deadlineMs, signal }: { deadlineMs: number; signal?: AbortSignal },
  ): Promise<P['requests'][Name]['output']> {
    signal?.throwIfAborted();
    if (this.#state.is !== 'ready') throw this.#failure(this.#health.reason ?? this.#options.name);
    const { id, answer } = this.#pending.add(`${this.#options.name}: ${name}`, deadlineMs);
    if (!this.#state.child.send({ kind: 'request', id, name, input }, { always: true }))
      this.#pending.reject(id, this.#failure(`${this.#options.name} is gone`));
    return (await abortable(answer, signal)) as P['requests'][Name]['output'];
  }

  /** Tells the child. False when it is not ready or does not keep up: the message is then lost. */
  send<Name extends NameOf<P['messages']>>(name: Name, payload: P['messages'][Name]): boolean {
    return this.#state.is === 'ready' && this.#state.child.send({ kind: 'message', name, payload });
  }

  async #bringUp(signal: AbortSignal): Promise<void> {
    const { name, startDeadlineMs, clock } = this.#options;
    const handshake = Promise.withResolvers<P['info']>();
    this.#handshake = handshake;
    const child: EngineChildProcess = EngineChildProcess.fork(
      this.#options,
      (message) => this.#receive(child, message),
      () => this.#closed(child),
      (how) => this.#ended(child, how),
    );
    this.#lastChild = child;
    this.#state = { is: 'starting', child };
    this.#health = { ready: false, reason: `${name} is starting` };
    child.send({ kind: 'start', options: this.#options.options }, { always: true });
    try {
      const info = await withDeadline(handshake.promise, startDeadlineMs, `the start of ${name}`, signal);
      this.#state = { is: 'ready', child, info, sinceMs: clock.nowMs() };
    } catch (error) {
      child.kill();
      throw error;
    }
    this.#timeouts = 0;
    this.#health = { ready: true };
    this.#options.onReady?.(this.#state.info);
  }

  #receive(child: EngineChildProcess, message: FromChild): void {
    if (!('child' in this.#state) || this.#state.child !== child) return;
    switch (message.kind) {
      case 'ready':
        this.#handshake?.resolve(message.info);
        break;
      case 'failed':
        this.#handshake?.reject(errorFromWire(message.error));
        break;
      case 'event':
        this.#timeouts = 0;
        this.#options.events?.[message.name as NameOf<P['events']>]?.(message.payload as never);
        break;
      case 'response':
        this.#timeouts = 0;
        this.#pending.resolve(message.id, message.output);
        break;
      case 'refusal':
        this.#timeouts = 0;
        this.#pending.reject(message.id, errorFromWire(message.error));
    }
  }

  /** It cannot be asked any more; why is known when it has ended, which a child that hangs in its end would never do. */
  #closed(child: EngineChildProcess): void {
    if (this.#state.is !== 'ready' || this.#state.child !== child) return;
    this.#state = { is: 'ending', child, sinceMs: this.#state.sinceMs };
    this.#health = { ready: false, reason: `${this.#options.name} is ending` };
    setTimeout(() => child.kill(), this.#options.stopDeadlineMs).unref();
  }

  #ended(child: EngineChildProcess, how: string): void {
    if (!('child' in this.#state) || this.#state.child !== child) return;
    const error = this.#failure(`${this.#options.name} ${how}`);
    this.#options.logger.warn({ engine: this.#options.name, how, lastLines: child.lastLines }, 'an engine process ended unexpectedly');
    if (this.#state.is === 'starting') {
      this.#handshake?.reject(error);
      return;
    }
    const ranMs = this.#options.clock.nowMs() - this.#state.sinceMs;
    this.#state = { is: 'waiting' };
    this.#health = { ready: false, reason: error.message };
    this.#pending.rejectAll(error);
    this.#options.onLost?.(error);
    if (this.#running) void this.#restart(ranMs, this.#running.signal);
  }

  /** Tries for as long as the host is meant to run. */
  async #restart(ranMs: number, signal: AbortSignal): Promise<void> {
    for (let lastRunMs = ranMs; !signal.aborted; lastRunMs = 0) {
      try {
        await this.#options.clock.sleep(this.#backOff.next(lastRunMs), signal);
        this.#options.onRestart?.();
        return await this.#bringUp(signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#state = { is: 'waiting' };
        this.#health = { ready: false, reason: asError(error).message };
        this.#options.logger.error(
          { engine: this.#options.name, error: asError(error).message },
          'an engine could not be restarted and is tried again',
        );
      }
    }
  }

  #countTimeout(): void {
    this.#timeouts++;
    if (this.#timeouts < this.#options.maxTimeouts || this.#state.is !== 'ready') return;
    this.#options.logger.error({ engine: this.#options.name, timeouts: this.#timeouts }, 'an engine does not answer any more and is killed');
    this.#state.child.kill();
  }

  #failure(message: string): RepondeurError {
    return new RepondeurError('engine-failed', message, { retryable: true });
  }
}
