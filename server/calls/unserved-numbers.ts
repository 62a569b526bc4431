import { asError } from '../core/errors.ts';
import type { Service } from '../core/health.ts';
import type { Logger } from '../core/logger.ts';
import type { WrittenConfiguration } from '../telephony/asterisk/configuration-options.ts';
import { writeUnservedNumbers } from '../telephony/asterisk/unserved-numbers.ts';
import type { Users } from '../users/contract.ts';

export interface UnservedNumbersOptions {
  connection: Pick<WrittenConfiguration, 'directory'>;
  users: Pick<Users, 'all'>;
  /** As the switchboard's. */
  isServed: (userId: string) => Promise<boolean>;
  logger: Logger;
}

/** Somebody may be suspended over the API, at the command line or by another server. */
const everyMs = 60_000;

/** Keeps the switch informed of whose callers get the neutral announcement, for when it answers by itself: at the start, each minute and at the end. */
export class UnservedNumbers implements Service {
  readonly #options: UnservedNumbersOptions;
  #timer: NodeJS.Timeout | undefined;
  #telling: Promise<void> = Promise.resolve();

  constructor(options: UnservedNumbersOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    if (this.#timer) return;
    this.#timer = setInterval(() => void this.#tell(), everyMs).unref();
    await this.#tell();
  }

  async stop(): Promise<void> {
    if (!this.#timer) return;
    clearInterval(this.#timer);
    this.#timer = undefined;
    await this.#tell();
  }

  #tell(): Promise<void> {
    const { connection, logger } = this.#options;
    this.#telling = this.#telling.then(async () => {
      try {
        await writeUnservedNumbers(connection, await this.#unserved());
      } catch (error) {
        logger.warn({ err: asError(error) }, 'the switch could not be told of numbers that are not served');
      }
    });
    return this.#telling;
  }

  /** One single user gets every number. */
  async #unserved(): Promise<readonly string[] | 'any'> {
    const { users, isServed } = this.#options;
    const all = users.all();
    const numbers: string[] = [];
    for (const user of all) {
      if (await isServed(user.id)) continue;
      if (all.length === 1) return 'any';
      numbers.push(...user.numbers);
    }
    return numbers;
  }
}
