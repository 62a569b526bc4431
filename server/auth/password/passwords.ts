import { availableParallelism } from 'node:os';
import bcrypt from 'bcrypt';
import { RepondeurError } from '../../core/errors.ts';
import { type HashingJob, HashingThread } from './hashing-thread.ts';

export interface PasswordsOptions {
  /** Rounds are 2^cost; a step doubles the time. 12 takes about a quarter of a second. */
  cost: number;
  /** How many are hashed at once; by default all processors but one. */
  atOnce?: number;
  /** How many may wait; beyond them sign-in is 'unavailable' for a moment. Default 50. */
  maxWaiting?: number;
  /** Default new ones of {@link HashingThread}. */
  createThread?: () => HashingThread;
}

/** bcrypt takes no more: the rest would be cut off without a word. */
export const maxPasswordBytes = 72;

/** Hashes and compares passwords with bcrypt, a few at a time and in order: calls need the processors. */
export class Passwords {
  readonly #options: Required<PasswordsOptions>;
  /** Of no password that anybody has; made at its first use, at the same cost. */
  #nobodys: Promise<string> | undefined;
  #running = 0;
  readonly #waiting: (() => void)[] = [];
  readonly #idleThreads: HashingThread[] = [];

  constructor(options: PasswordsOptions) {
    this.#options = {
      atOnce: Math.max(1, Math.min(3, availableParallelism() - 1)),
      maxWaiting: 50,
      createThread: () => new HashingThread(),
      ...options,
    };
  }

  /** How many wait for their turn. */
  get waiting(): number {
    return this.#waiting.length;
  }

  /** Throws 'unavailable' when too many wait: before a database is asked for what could not be compared anyway. */
  refuseWhenFull(): void {
    const { atOnce, maxWaiting } = this.#options;
    if (this.#running >= atOnce && this.#waiting.length >= maxWaiting)
      throw new RepondeurError('unavailable', 'Too many people are signing in at this moment. Try again in a minute.', { retryable: true });
  }

  /** Rejects with 'bad-input' above 72 bytes of UTF-8, 'unavailable' when too many wait. */
  async hash(password: string): Promise<string> {
    if (Buffer.byteLength(password) > maxPasswordBytes) throw new RepondeurError('bad-input', `A password has at most ${maxPasswordBytes} bytes.`);
    return String(await this.#inTurn({ password, cost: this.#options.cost }));
  }

  /** False without a hash too, after the same time: nobody can tell by it whether an account exists. */
  async matches(password: string, hash: string | null): Promise<boolean> {
    if (Buffer.byteLength(password) > maxPasswordBytes) return false;
    this.#nobodys ??= this.hash('nobody').catch((error) => {
      this.#nobodys = undefined;
      throw error;
    });
    const other = await this.#nobodys;
    return (await this.#inTurn({ password, hash: hash ?? other })) === true && hash !== null;
  }

  /** Whether the hash was made at a lower cost than today's. */
  isOutdated(hash: string): boolean {
    return bcrypt.getRounds(hash) < this.#options.cost;
  }

  /** Makes what the first comparison needs, so that it takes as long as all others. */
  async warmUp(): Promise<void> {
    await this.matches('nobody', null);
  }

  async #inTurn(job: HashingJob): Promise<string | boolean> {
    this.refuseWhenFull();
    if (this.#running >= this.#options.atOnce) {
      // Whoever ends hands its place over, so that the count stays.
      await new Promise<void>((resolve) => this.#waiting.push(resolve));
    } else this.#running++;
    const thread = this.#idleThreads.pop() ?? this.#options.createThread();
    try {
      return await thread.run(job);
    } finally {
      this.#idleThreads.push(thread);
      const next = this.#waiting.shift();
      if (next) next();
      else this.#running--;
    }
  }
}
