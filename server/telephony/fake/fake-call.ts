import { concatPcm, type Pcm, samplesPerFrame } from '../../core/audio-frame.ts';
import { CallScope } from '../../core/call-scope.ts';
import { RepondeurError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { EndReason } from '../../core/outcome.ts';
import type { CallMedia, RejectCause, TelephonyCall } from '../contract.ts';
import type { FakeClock } from './fake-clock.ts';
import { FakeMedia } from './fake-media.ts';

export interface FakeCallOptions {
  /** Null when the number is withheld. */
  from: string | null;
  fromName?: string | null;
  to: string;
  recovered?: boolean;
}

/** A call of the fake switch, as the product sees it. Its other end is a {@link FakeCaller}. */
export class FakeCall implements TelephonyCall {
  readonly id = newId();
  readonly from: string | null;
  readonly fromName: string | null;
  readonly to: string;
  readonly offeredAt: Date;
  readonly recovered: boolean;
  readonly #clock: FakeClock;
  readonly #scope = new CallScope();
  readonly answered = Promise.withResolvers<void>();
  rejectedWith: RejectCause | undefined;
  media: FakeMedia | undefined;

  constructor(options: FakeCallOptions, clock: FakeClock) {
    this.#clock = clock;
    this.from = options.from;
    this.fromName = options.fromName ?? null;
    this.to = options.to;
    this.recovered = options.recovered ?? false;
    this.offeredAt = clock.now();
    this.answered.promise.catch(() => {});
  }

  get signal(): AbortSignal {
    return this.#scope.signal;
  }

  async answer(): Promise<CallMedia> {
    this.signal.throwIfAborted();
    this.media ??= new FakeMedia(this.#clock.nowMs());
    this.answered.resolve();
    return this.media;
  }

  async reject(cause: RejectCause): Promise<void> {
    if (this.media || this.recovered) throw new RepondeurError('bad-input', 'only a call that is not answered can be rejected; hang it up instead');
    if (!this.signal.aborted) this.rejectedWith = cause;
    this.end('completed');
  }

  async hangUp(): Promise<void> {
    this.end('completed');
  }

  end(reason: EndReason): void {
    this.#scope.end(reason);
    this.media?.close();
    this.answered.reject(this.signal.reason);
  }
}

/** The other end of a fake call: says the frames it is given, remembers what it hears. */
export class FakeCaller {
  readonly call: FakeCall;
  #says: Pcm = new Int16Array(0);
  #heard: Pcm[] = [];

  constructor(call: FakeCall) {
    this.call = call;
  }

  /** Rejects with CallEnded when the call ends unanswered. */
  get answered(): Promise<void> {
    return this.call.answered.promise;
  }

  /** The call is over; its reason says how. */
  get signal(): AbortSignal {
    return this.call.signal;
  }

  /** Says it behind what is being said already; silence goes out when nothing is. */
  send(pcm: Pcm): void {
    this.#says = concatPcm([this.#says, pcm]);
  }

  /** All that was heard since the answer, silence included. */
  received(): Pcm {
    return concatPcm(this.#heard);
  }

  async key(digit: string): Promise<void> {
    this.call.media?.press(digit);
  }

  async hangUp(): Promise<void> {
    this.call.end('caller-hung-up');
  }

  tick(): void {
    if (!this.call.media || this.signal.aborted) return;
    const frame = new Int16Array(samplesPerFrame);
    frame.set(this.#says.subarray(0, samplesPerFrame));
    this.#says = this.#says.slice(samplesPerFrame);
    this.#heard.push(this.call.media.tick(frame));
  }
}
