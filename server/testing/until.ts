import { setTimeout as sleep } from 'node:timers/promises';
import { RepondeurError } from '../core/errors.ts';

const pollMs = 50;

/** Resolves with the first answer of `condition` that is neither false, null nor undefined; rejects with 'timeout' and the name of what was awaited. */
export async function until<T>(what: string, condition: () => T | Promise<T>, withinMs = 20_000): Promise<Exclude<T, false | null | undefined>> {
  for (const endMs = performance.now() + withinMs; ; await sleep(pollMs)) {
    const answer = await condition();
    if (answer !== false && answer !== null && answer !== undefined) return answer as Exclude<T, false | null | undefined>;
    if (performance.now() > endMs) throw new RepondeurError('timeout', `not within ${withinMs} ms: ${what}`);
  }
}
