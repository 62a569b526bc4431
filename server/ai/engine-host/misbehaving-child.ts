import { setTimeout as sleep } from 'node:timers/promises';
import { RepondeurError } from '../../core/errors.ts';
import { serveEngine } from './engine-child.ts';

/** The engine of the host's tests: it does what it is told, the bad as well. */
export type MisbehavingEngine = {
  options: { start: 'well' | 'refuse' | 'never' | 'die'; diary?: string };
  info: { environment: string[]; niceLevel: number; execArgv: string[] };
  requests: {
    echo: { input: unknown; output: unknown };
    never: { input: null; output: never };
    refuse: { input: null; output: never };
    slow: { input: number; output: string };
    die: { input: NodeJS.Signals; output: never };
    noted: { input: null; output: unknown[] };
  };
  messages: { note: unknown; block: number };
  events: { noted: unknown };
};

serveEngine<MisbehavingEngine>(async ({ start }, emit) => {
  const { getPriority } = await import('node:os');
  if (start === 'refuse') throw new RepondeurError('engine-missing', 'there is no such engine here');
  if (start === 'never') await new Promise(() => {});
  if (start === 'die') {
    process.stderr.write('I cannot go on\n');
    process.exit(7);
  }
  const notes: unknown[] = [];
  return {
    info: { environment: Object.keys(process.env).sort(), niceLevel: getPriority(), execArgv: process.execArgv },
    requests: {
      echo: async (input) => input,
      never: () => new Promise(() => {}),
      refuse: async () => {
        throw new RepondeurError('bad-input', 'no', { retryable: false });
      },
      slow: async (ms) => {
        await sleep(ms);
        return 'done';
      },
      die: (signal) => {
        process.kill(process.pid, signal);
        return new Promise(() => {});
      },
      noted: async () => notes,
    },
    messages: {
      note: (payload) => {
        notes.push(payload);
        emit('noted', payload);
      },
      block: (ms) => {
        Atomics.wait(new Int32Array(new SharedArrayBuffer(4)), 0, 0, ms);
      },
    },
  };
});
