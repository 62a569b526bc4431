import { asError } from '../server/core/errors.ts';
import type { Logger } from '../server/core/logger.ts';
import type { Stage } from '../server/rehearsal/stage.ts';
import { percentile } from '../server/rehearsal/statistics.ts';
import { makePeople, type Person, signIn } from './api/people.ts';
import { type CapacityLevel, measureCapacity } from './capacity.ts';

export interface SignInOptions {
  /** How many people sign in at the same time, again and again. */
  clients: number;
  /** Calls that are up meanwhile. */
  calls: number;
  /** How long new calls begin in each part. */
  seconds: number;
  logger: Logger;
  signal: AbortSignal;
  onProgress(text: string): void;
}

export interface SignIns {
  perSecond: number;
  p50Ms: number | null;
  p95Ms: number | null;
  /** Answered by anything but tokens, with the reason. */
  refused: string[];
}

export interface SignInPart {
  /** Null where nobody signs in. */
  signIns: SignIns | null;
  calls: CapacityLevel;
}

/** What the bench needs of the server: each attempt comes from an address of its own, as a proxy on this machine says, so that no limit ends it. */
export const signInStageSettings = { http: { trust_proxy: ['127.0.0.1'] } };

const people = 50;

/** Calls alone and calls while people sign in, twice in turn, so that whatever else the machine does weighs on both. The stage's server is a process of its own. */
export async function measureSignIns(stage: Stage, options: SignInOptions): Promise<SignInPart[]> {
  const { calls, seconds, logger, signal, onProgress } = options;
  const persons = await makePeople(stage.settings, people);
  const parts: SignInPart[] = [];
  for (const signing of [false, true, false, true]) {
    const over = new AbortController();
    const signIns = signing ? signInAgain(stage.httpUrl, persons, options.clients, AbortSignal.any([over.signal, signal])) : null;
    try {
      const told = (text: string) => onProgress(`${signing ? 'people sign in' : 'nobody signs in'}, ${text}`);
      const [level] = await measureCapacity(stage, { atOnce: [calls], secondsPerLevel: seconds, logger, signal, onProgress: told });
      over.abort();
      parts.push({ signIns: await signIns, calls: level as CapacityLevel });
    } finally {
      over.abort();
    }
  }
  return parts;
}

async function signInAgain(httpUrl: string, persons: readonly Person[], clients: number, signal: AbortSignal): Promise<SignIns> {
  const beganMs = performance.now();
  const tookMs: number[] = [];
  const refused: string[] = [];
  let next = 0;
  const client = async () => {
    while (!signal.aborted) {
      const index = next++;
      const address = `10.${(index >> 16) & 255}.${(index >> 8) & 255}.${index & 255}`;
      const sentMs = performance.now();
      try {
        await signIn(httpUrl, persons[index % persons.length]?.email ?? '', { 'X-Forwarded-For': address });
        tookMs.push(performance.now() - sentMs);
      } catch (error) {
        refused.push(asError(error).message);
      }
    }
  };
  await Promise.all(Array.from({ length: clients }, client));
  const perSecond = (1000 * tookMs.length) / (performance.now() - beganMs);
  return { perSecond: Math.round(perSecond * 100) / 100, p50Ms: percentile(tookMs, 0.5), p95Ms: percentile(tookMs, 0.95), refused };
}
