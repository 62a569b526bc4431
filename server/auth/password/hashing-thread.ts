import { Worker } from 'node:worker_threads';
import { RepondeurError } from '../../core/errors.ts';

/** To hash at a cost, or to compare with a hash. */
export type HashingJob = { password: string; cost: number } | { password: string; hash: string };
export type HashingAnswer = { value: string | boolean } | { error: Error };

/**
 * bcrypt in a thread of its own, which gives way to calls. Node's own four threads are no place for it: files and signatures wait there, and their priority cannot be lowered for one
 * kind of work. One job at a time. Started by the first; does not keep the process alive while it has none.
 */
export class HashingThread {
  #worker: Worker | undefined;

  async run(job: HashingJob): Promise<string | boolean> {
    this.#worker ??= this.#start();
    const worker = this.#worker;
    worker.ref();
    try {
      const answer = await answerOf(worker, job);
      if ('error' in answer) throw answer.error;
      return answer.value;
    } finally {
      worker.unref();
    }
  }

  /** Ends it, in the middle of a job too; whoever waits for that is told 'unavailable'. The next job starts it again. */
  async stop(): Promise<void> {
    await this.#worker?.terminate();
  }

  #start(): Worker {
    const worker = new Worker(new URL('./hashing-worker.ts', import.meta.url));
    // Whoever waits hears of it by himself; the next job has a new thread.
    worker.on('error', () => {});
    worker.once('exit', () => {
      this.#worker = undefined;
    });
    return worker;
  }
}

function answerOf(worker: Worker, job: HashingJob): Promise<HashingAnswer> {
  return new Promise((resolve, reject) => {
    const settle = (work: () => void) => {
      worker.off('message', onMessage).off('error', onFault).off('exit', onExit);
      work();
    };
    const onMessage = (answer: HashingAnswer) => settle(() => resolve(answer));
    const onFault = (cause: unknown) => settle(() => reject(ended(cause)));
    const onExit = () => settle(() => reject(ended()));
    worker.on('message', onMessage).on('error', onFault).on('exit', onExit);
    worker.postMessage(job);
  });
}

const ended = (cause?: unknown) => new RepondeurError('unavailable', 'The thread that hashes passwords has ended', { retryable: true, cause });
