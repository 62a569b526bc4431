import { setTimeout as sleep } from 'node:timers/promises';
import { asError } from '../server/core/errors.ts';
import type { Logger } from '../server/core/logger.ts';
import type { Stage } from '../server/rehearsal/stage.ts';
import { type Callers, withCallers } from './callers.ts';
import { countHoldings, type Held, type Holdings } from './holdings.ts';
import { placeSoakCall } from './soak-calls.ts';

export interface SoakOptions {
  calls: number;
  atOnce: number;
  /** Calls before the first count. */
  warmUpCalls: number;
  /** Calls between two counts. */
  countEvery: number;
  logger: Logger;
  signal: AbortSignal;
  onCount(calls: number, holdings: Holdings): void;
}

export interface SoakResult {
  /** The first after the warm-up. */
  counts: { calls: number; holdings: Holdings }[];
  /** Calls that did not go as they should, with the reason. */
  broken: string[];
}

/** Longer than a media leg waits before it is taken away a second time. */
const restWithinMs = 30_000;
const pollMs = 250;

/** Many short calls, with a count of everything after each part of them. The stage's server is a process of its own. */
export function soak(stage: Stage, options: SoakOptions): Promise<SoakResult> {
  return withCallers(stage, options, (callers) => soakWith(callers, stage, options));
}

async function soakWith(
  callers: Callers,
  stage: Stage,
  { calls, atOnce, warmUpCalls, countEvery, logger, signal, onCount }: SoakOptions,
): Promise<SoakResult> {
  const result: SoakResult = { counts: [], broken: [] };
  const total = warmUpCalls + calls;
  let next = 0;
  for (let until = warmUpCalls; ; until = Math.min(total, until + countEvery)) {
    const caller = async () => {
      for (let index = next++; index < until; index = next++) {
        await placeSoakCall(stage, index, { logger, signal, ...callers }).catch((error) => {
          signal.throwIfAborted();
          result.broken.push(asError(error).message);
        });
      }
    };
    await Promise.all(Array.from({ length: Math.min(atOnce, until - next) }, caller));
    next = until;
    const holdings = await atRest(stage, signal);
    result.counts.push({ calls: until - warmUpCalls, holdings });
    onCount(until - warmUpCalls, holdings);
    if (until === total) return result;
  }
}

/** What a call leaves goes within moments of its end: the count is taken when it is gone, or when it does not go. */
async function atRest(stage: Stage, signal: AbortSignal): Promise<Holdings> {
  const lateMs = performance.now() + restWithinMs;
  for (;;) {
    const holdings = await countHoldings(stage);
    if (onlyDuringCalls.every((name) => holdings.held[name] === 0) || performance.now() > lateMs) return holdings;
    await sleep(pollMs, undefined, { signal });
  }
}

/** There is none of these while no call is up. */
const onlyDuringCalls: readonly (keyof Held)[] = ['channels', 'bridges', 'inEngines', 'journalFiles'];
/** A process opens and closes a file or two for its own purposes at any time. */
const toleratedFiles = 3;

/** What the last count holds more than the first, or more than nothing where there should be nothing, by name, where that is more than chance; empty when nothing is left behind. */
export function leaksOf(counts: SoakResult['counts']): Partial<Record<keyof Held, number>> {
  const [first, last] = [counts[0]?.holdings.held, counts.at(-1)?.holdings.held];
  if (!first || !last) return {};
  const grown = (Object.keys(last) as (keyof Held)[]).map((name) => [name, last[name] - (onlyDuringCalls.includes(name) ? 0 : first[name])] as const);
  return Object.fromEntries(grown.filter(([name, growth]) => growth > (/files/i.test(name) ? toleratedFiles : 0)));
}
