import { withDeadline } from '../../core/abortable.ts';
import { asError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { UserCipher, UserKeys } from './user-keys.ts';

export interface RememberedKeysOptions {
  /** After this the database counts as slow. Default 1000: a caller is on the line. */
  answerWithinMs?: number;
}

/**
 * The keys of users for what a call writes while it is up: when the database is away or slow, the key that the user had last is taken, so that nothing
 * a caller says depends on it. To seal only: whose key was erased is never read with a remembered one.
 */
export class RememberedKeys {
  readonly #keys: Pick<UserKeys, 'cipherOf'>;
  readonly #logger: Logger;
  readonly #answerWithinMs: number;
  readonly #known = new Map<string, UserCipher>();

  constructor(keys: Pick<UserKeys, 'cipherOf'>, logger: Logger, { answerWithinMs = 1000 }: RememberedKeysOptions = {}) {
    this.#keys = keys;
    this.#logger = logger;
    this.#answerWithinMs = answerWithinMs;
  }

  /** Reads the keys of those whose calls may come, however long that takes. */
  async prepare(userIds: readonly string[]): Promise<void> {
    for (const id of userIds) this.#known.set(id, await this.#keys.cipherOf(id));
  }

  /** Rejects as the database does, where the user's key was never read. */
  async cipherOf(userId: string): Promise<UserCipher> {
    try {
      const cipher = await withDeadline(this.#keys.cipherOf(userId), this.#answerWithinMs, 'reading the key of a user');
      this.#known.set(userId, cipher);
      return cipher;
    } catch (error) {
      const known = this.#known.get(userId);
      if (!known) throw error;
      this.#logger.warn({ err: asError(error) }, 'the key of a user could not be read: the one from before seals this call');
      return known;
    }
  }
}
