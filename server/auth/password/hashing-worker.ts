import { readlinkSync } from 'node:fs';
import { getPriority, setPriority } from 'node:os';
import { parentPort } from 'node:worker_threads';
import bcrypt from 'bcrypt';
import type { HashingAnswer, HashingJob } from './hashing-thread.ts';

/** A tenth of the processor's time when something else wants it, all of it otherwise: people wait for their sign-in too. */
const niceStep = 10;
const nicest = 19;

/** With Linux a priority is a thread's own: "4711/task/4712" names this one. Elsewhere it stays as it is, and calls share with sign-ins evenly. */
if (process.platform === 'linux') {
  const thread = Number(readlinkSync('/proc/thread-self').split('/').at(-1));
  setPriority(thread, Math.min(nicest, getPriority(thread) + niceStep));
}

function answerOf(job: HashingJob): HashingAnswer {
  try {
    return { value: 'cost' in job ? bcrypt.hashSync(job.password, job.cost) : bcrypt.compareSync(job.password, job.hash) };
  } catch (error) {
    return { error: error as Error };
  }
}

parentPort?.on('message', (job: HashingJob) => parentPort?.postMessage(answerOf(job)));
