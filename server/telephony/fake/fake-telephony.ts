import { frameMs } from '../../core/audio-frame.ts';
import type { Health } from '../../core/health.ts';
import type { CallHandler, Telephony, TelephonyCapabilities } from '../contract.ts';
import { FakeCall, FakeCaller, type FakeCallOptions } from './fake-call.ts';
import { FakeClock } from './fake-clock.ts';

export interface FakeTelephonyOptions {
  /**
   * Real milliseconds for 20 ms of call time: 20 is real time, 1 is twenty times as fast. 'manual' moves only with {@link FakeTelephony.advance}.
   * Give the code under test the fake's `clock`, so that its waits pass at the same pace; work that takes real time (an engine) does not speed up.
   */
  msPerFrame: number | 'manual';
}

/** A switch in memory, for tests of what stands behind telephony: calls are placed by the test, which is their caller too. */
export class FakeTelephony implements Telephony {
  readonly name = 'fake';
  readonly capabilities: TelephonyCapabilities = { marks: true, reject: true, recovery: true };
  readonly clock = new FakeClock();
  readonly #msPerFrame: number | 'manual';
  readonly #callers = new Set<FakeCaller>();
  readonly #handling = new Set<Promise<void>>();
  #onCall: CallHandler | undefined;
  #timer: NodeJS.Timeout | undefined;

  constructor(options: FakeTelephonyOptions) {
    this.#msPerFrame = options.msPerFrame;
  }

  async start(onCall: CallHandler, signal?: AbortSignal): Promise<void> {
    signal?.throwIfAborted();
    this.#onCall = onCall;
    if (this.#timer || this.#msPerFrame === 'manual') return;
    this.#runFrom(performance.now(), this.#msPerFrame);
  }

  drain(): void {
    this.#onCall = undefined;
  }

  async stop(): Promise<void> {
    this.drain();
    for (const { call } of this.#callers) call.end('server-stopping');
    await Promise.allSettled(this.#handling);
    clearTimeout(this.#timer);
    this.#timer = undefined;
  }

  health(): Health {
    return this.#onCall ? { ready: true } : { ready: false, reason: 'the fake switch is not started' };
  }

  /** Places a call; it is offered at once, or refused when the fake is not started, or drains. `recovered: true` is one left by a process that is gone. */
  placeCall(options: FakeCallOptions): FakeCaller {
    const call = new FakeCall(options, this.clock);
    const caller = new FakeCaller(call);
    if (!this.#onCall) {
      call.end('caller-hung-up');
      return caller;
    }
    this.#callers.add(caller);
    const handling = this.#handle(caller, this.#onCall).finally(() => this.#handling.delete(handling));
    this.#handling.add(handling);
    return caller;
  }

  /** All calls are lost at once, as when the switch dies. */
  loseCalls(): void {
    for (const { call } of this.#callers) call.end('switch-lost');
  }

  /** Moves the time of all calls; each 20 ms hand one frame over in both directions. */
  advance(ms: number): void {
    for (let left = ms; left >= frameMs; left -= frameMs) {
      this.clock.advance(frameMs);
      for (const caller of this.#callers) caller.tick();
    }
  }

  async #handle(caller: FakeCaller, onCall: CallHandler): Promise<void> {
    try {
      await onCall(caller.call);
      caller.call.end('completed');
    } catch {
      // The contract forbids it; the call still has to end, as it does on a real switch.
      caller.call.end('failed');
    } finally {
      this.#callers.delete(caller);
    }
  }

  /** By absolute deadlines: a late tick is followed by as many as are due. */
  #runFrom(startMs: number, msPerFrame: number): void {
    let ticks = 0;
    const run = () => {
      while (startMs + ticks * msPerFrame <= performance.now()) {
        ticks++;
        this.advance(frameMs);
      }
      this.#timer = setTimeout(run, startMs + ticks * msPerFrame - performance.now());
    };
    this.#timer = setTimeout(run, msPerFrame);
  }
}
