import { abortable, withDeadline } from '../../core/abortable.ts';
import { systemClock } from '../../core/clock.ts';
import { asError, RepondeurError } from '../../core/errors.ts';
import type { Health, Service } from '../../core/health.ts';
import { EngineChildProcess, type SendOptions } from './child-process.ts';
import type { EngineHostOptions } from './host-options.ts';
import { PendingRequests } from './pending-requests.ts';
import { type EngineProtocol, errorFromWire, type FromChild, type NameOf } from './protocol.ts';
import { type Failure, Recovery } from './recovery.ts';

type State<P extends EngineProtocol> =
  | { is: 'stopped' }
  | { is: 'starting'; child: EngineChildProcess }
  | { is: 'ready'; child: EngineChildProcess; info: P['info']; sinceMs: number }
  /** Nothing can be asked of it any more. `told`: somebody ended it by a signal, so that it is no failure. */
  | { is: 'ending'; child: EngineChildProcess; sinceMs: number; told: boolean }
  | { is: 'waiting' }
  /** What is in flight is still answered. */
  | { is: 'stopping'; child: EngineChildProcess };

/** Of the time that a child has for its end, what is in flight may take so much. */
const drainShare = 0.75;

/**
 * Runs an engine in a child process, so that its native faults and long computations do not touch the calls. A child that dies is started again with
 * back-off; what was in flight is rejected with 'engine-failed', retryable. One that dies again and again is left alone for a while: until then every
 * request is rejected at once, and whoever asks does without the engine.
 */
export class EngineHost<P extends EngineProtocol> implements Service {
  readonly #options: Required<Omit<EngineHostOptions<P>, 'events' | 'observer' | 'onReady' | 'onLost'>> & EngineHostOptions<P>;
  readonly #pending: PendingRequests;
  #state: State<P> = { is: 'stopped' };
  #health: Health;
  #running: AbortController | undefined;
  #stopping: Promise<void> | undefined;
  readonly #recovery: Recovery;
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
      breaker: {},
      clock: systemClock,
      ...options,
    };
    this.#health = { ready: false, reason: `${options.name} is not started` };
    this.#recovery = new Recovery(this.#options);
    this.#pending = new PendingRequests({
      max: this.#options.maxInFlight,
      onTimeout: () => this.#countTimeout(),
      onCount: () => this.#tellLoad(),
      onSettled: (name, outcome, ms) => options.observer?.onRequest?.(name, outcome, ms),
    });
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
    if (this.#stopping) await this.#stopping;
    this.#recovery.reset();
    try {
      running.signal.throwIfAborted();
      await this.#bringUp(AbortSignal.any([running.signal, ...(signal ? [signal] : [])]));
    } catch (error) {
      if (this.#running === running) {
        await this.stop();
        this.#health = { ready: false, reason: asError(error).message };
      }
      throw error;
    }
  }

  /** What is in flight may still be answered, for most of the stop's time; nothing new is taken. */
  async stop(): Promise<void> {
    if (!this.#running) return this.#stopping;
    const error = new RepondeurError('unavailable', `${this.#options.name} is being stopped`);
    this.#running.abort(error);
    this.#running = undefined;
    const child = 'child' in this.#state ? this.#state.child : undefined;
    this.#state = child ? { is: 'stopping', child } : { is: 'stopped' };
    this.#health = { ready: false, reason: `${this.#options.name} is stopped` };
    this.#stopping = this.#end(child, error);
    await this.#stopping;
  }

  async #end(child: EngineChildProcess | undefined, error: RepondeurError): Promise<void> {
    await child?.stop(this.#options.stopDeadlineMs);
    this.#state = { is: 'stopped' };
    this.#pending.rejectAll(error);
  }

  /** Asks the child. Rejects with what the child threw, 'timeout', 'engine-failed' (down or died, retryable), 'unavailable' (too many) or the signal's reason. */
  async request<Name extends NameOf<P['requests']>>(
    name: Name,
    input: P['requests'][Name]['input'],
    { deadlineMs, signal }: { deadlineMs: number; signal?: AbortSignal },
  ): Promise<P['requests'][Name]['output']> {
    signal?.throwIfAborted();
    if (this.#state.is !== 'ready') {
      this.#options.observer?.onRequest?.(name, 'lost', 0);
      throw this.#failure(this.#health.reason ?? this.#options.name);
    }
    const { id, answer } = this.#add(name, deadlineMs);
    if (!this.#state.child.send({ kind: 'request', id, name, input }, { always: true }))
      this.#pending.reject(id, this.#failure(`${this.#options.name} is gone`), 'lost');
    try {
      return (await abortable(answer, signal)) as P['requests'][Name]['output'];
    } finally {
      if (signal?.aborted) this.#pending.abandon(id);
    }
  }

  #add(name: string, deadlineMs: number): { id: number; answer: Promise<unknown> } {
    try {
      return this.#pending.add(name, `${this.#options.name}: ${name}`, deadlineMs);
    } catch (error) {
      this.#options.observer?.onRequest?.(name, 'unavailable', 0);
      throw error;
    }
  }

  /** Tells the child. False when it is not ready or does not keep up: the message is then lost. */
  send<Name extends NameOf<P['messages']>>(name: Name, payload: P['messages'][Name], options?: SendOptions): boolean {
    return this.#state.is === 'ready' && this.#state.child.send({ kind: 'message', name, payload }, options);
  }

  async #bringUp(signal: AbortSignal): Promise<void> {
    const { name, startDeadlineMs, clock } = this.#options;
    const handshake = Promise.withResolvers<P['info']>();
    this.#handshake = handshake;
    const child: EngineChildProcess = EngineChildProcess.fork(
      this.#options,
      (message) => this.#receive(child, message),
      () => this.#leave(child, false),
      (how) => this.#ended(child, how),
    );
    this.#lastChild = child;
    this.#state = { is: 'starting', child };
    this.#health = { ready: false, reason: `${name} is starting` };
    const drainMs = this.#options.stopDeadlineMs * drainShare;
    child.send({ kind: 'start', options: this.#options.options, drainMs }, { always: true });
    try {
      const info = await withDeadline(handshake.promise, startDeadlineMs, `the start of ${name}`, signal);
      this.#state = { is: 'ready', child, info, sinceMs: clock.nowMs() };
    } catch (error) {
      child.kill();
      throw error;
    }
    this.#timeouts = 0;
    this.#health = { ready: true };
    if (this.#recovery.onTrial) void this.#recovery.prove(() => this.#state.is === 'ready' && this.#state.child === child, signal);
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
      case 'draining':
        this.#leave(child, true);
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
        this.#pending.reject(message.id, errorFromWire(message.error), 'refused');
    }
  }

  /** It cannot be asked any more; why is known when it has ended, which a child that hangs in its end would never do. */
  #leave(child: EngineChildProcess, told: boolean): void {
    if (this.#state.is !== 'ready' || this.#state.child !== child) return;
    this.#state = { is: 'ending', child, sinceMs: this.#state.sinceMs, told };
    this.#health = { ready: false, reason: `${this.#options.name} is ending` };
    setTimeout(() => child.kill(), this.#options.stopDeadlineMs).unref();
  }

  #ended(child: EngineChildProcess, how: string): void {
    if (!('child' in this.#state) || this.#state.child !== child || this.#state.is === 'stopping') return;
    const error = this.#failure(`${this.#options.name} ${how}`);
    this.#options.logger.warn({ engine: this.#options.name, how, lastLines: child.lastLines }, 'an engine process ended unexpectedly');
    if (this.#state.is === 'starting') {
      this.#handshake?.reject(error);
      return;
    }
    const ranMs = this.#options.clock.nowMs() - this.#state.sinceMs;
    const failure = this.#state.is === 'ending' && this.#state.told ? { ranMs, openMs: 0 } : this.#recovery.failed(ranMs);
    this.#state = { is: 'waiting' };
    this.#health = { ready: false, reason: error.message };
    this.#pending.rejectAll(error);
    this.#options.onLost?.(error);
    if (this.#running) void this.#restart(failure, this.#running.signal);
  }

  /** Tries for as long as the host is meant to run. */
  async #restart(failure: Failure, signal: AbortSignal): Promise<void> {
    while (!signal.aborted) {
      try {
        await this.#recovery.pause(failure, (seconds) => this.#leaveAlone(seconds), signal);
        this.#options.observer?.onRestart?.();
        return await this.#bringUp(signal);
      } catch (error) {
        if (signal.aborted) return;
        this.#state = { is: 'waiting' };
        this.#health = { ready: false, reason: asError(error).message };
        this.#options.logger.error(
          { engine: this.#options.name, error: asError(error).message },
          'an engine could not be restarted and is tried again',
        );
        failure = this.#recovery.failed(0);
      }
    }
  }

  #leaveAlone(seconds: number): void {
    const { name, logger } = this.#options;
    this.#health = { ready: false, reason: `${name} failed again and again and is left alone for ${seconds} s: ${this.#health.reason}` };
    logger.error({ engine: name, seconds, lastLines: this.lastLines }, 'an engine fails again and again and is left alone for a while');
  }

  #tellLoad(): void {
    const unsent = 'child' in this.#state ? this.#state.child.unsent : 0;
    this.#options.observer?.onLoad?.(this.#pending.size, unsent);
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
