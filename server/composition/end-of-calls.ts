import type { Switchboard } from '../calls/switchboard.ts';
import { systemClock } from '../core/clock.ts';
import { RepondeurError } from '../core/errors.ts';
import type { Part } from '../lifecycle.ts';
import type { Telephony } from '../telephony/contract.ts';

/** The longest that a goodbye takes once calls are ended: the last things said, and a summary. */
const goodbyeMs = 12_000;

/** Its stop takes no more calls: new callers go to the dialplan's voicemail, those who are talking come to their own end first, then to ours. */
export function endOfCalls(telephony: Telephony, switchboard: Switchboard, drainMs: number): Part {
  return {
    name: 'calls that are up',
    stop: async () => {
      telephony.drain();
      await within(drainMs, switchboard.idle());
      switchboard.end();
      await within(goodbyeMs, switchboard.idle());
    },
    stopWithinMs: drainMs + goodbyeMs + 2_000,
  };
}

/** Its stop waits until what is over is stored, with what the rules know of it: `stopping` aborts the waits for more. */
export function switchboardPart(switchboard: Switchboard, stopping: AbortController): Part {
  return {
    name: 'switchboard',
    start: () => switchboard.remember(),
    stop: async () => {
      stopping.abort(new RepondeurError('aborted', 'the service is being stopped'));
      await switchboard.idle();
    },
  };
}

/** Resolves when the work does, or when the time is over. */
async function within(ms: number, work: Promise<void>): Promise<void> {
  const timer = new AbortController();
  await Promise.race([work, systemClock.sleep(ms, timer.signal).catch(() => {})]);
  timer.abort();
}
