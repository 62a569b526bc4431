import { RepondeurError } from '../core/errors.ts';
import type { Language } from '../core/language.ts';
import type { CommandContext } from './context.ts';

export interface BenchOptions {
  language?: Language;
  calls?: number;
  /** Calls that are up at the same time; `capacity` takes several, one level after the other. */
  atOnce?: number[];
  /** Of `capacity`: how long new calls begin at each level. */
  seconds?: number;
  json?: boolean;
}

type Bench = (options: BenchOptions, context: CommandContext) => Promise<number>;

const overCalls = async (what: 'turn' | 'greeting' | 'barge-in'): Promise<Bench> => {
  const { callBench } = await import('./bench/calls.ts');
  return (options, context) => callBench(what, options, context);
};

const benches: Record<string, () => Promise<Bench>> = {
  turn: () => overCalls('turn'),
  greeting: () => overCalls('greeting'),
  'barge-in': () => overCalls('barge-in'),
  api: async () => (await import('./bench/api.ts')).apiBench,
  capacity: async () => (await import('./bench/capacity.ts')).capacityBench,
  mind: async () => (await import('./bench/mind.ts')).mindBench,
  'sign-in': async () => (await import('./bench/sign-in.ts')).signInBench,
  soak: async () => (await import('./bench/soak.ts')).soakBench,
};

/** Measures over real calls on this machine. */
export async function bench(what: string, options: BenchOptions, context: CommandContext): Promise<number> {
  const load = benches[what];
  if (!load) throw new RepondeurError('bad-input', `there is no bench "${what}": choose ${Object.keys(benches).join(', ')}`);
  const run = await load();
  return run(options, context);
}
