import type { EndReason } from './outcome.ts';

/** The one AbortController of a call: whoever ends it first gives the reason; every wait takes `signal`. */
export class CallScope {
  readonly #controller = new AbortController();
  #reason: EndReason | undefined;

  get signal(): AbortSignal {
    return this.#controller.signal;
  }

  get reason(): EndReason | undefined {
    return this.#reason;
  }

  end(reason: EndReason): void {
    if (this.#reason) return;
    this.#reason = reason;
    this.#controller.abort(new CallEnded(reason));
  }
}

/** What waits of a call reject with once it is over; not a fault. */
export class CallEnded extends Error {
  readonly reason: EndReason;

  constructor(reason: EndReason) {
    super(`the call is over: ${reason}`);
    this.name = 'CallEnded';
    this.reason = reason;
  }
}
