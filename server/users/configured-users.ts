import { v5 } from 'uuid';
import type { Settings } from '../settings/schema.ts';
import type { Accounts } from './accounts.ts';
import { calledNumbers } from './called-number.ts';
import type { User, Users } from './contract.ts';

/** A UUIDv4 drawn once for this product: the name space of the identities below (RFC 9562, section 5.5). */
const namespace = '3e0c4a52-8f0b-4d5c-9a4e-6d1f6c2b7a90';

export type UserSettings = Settings['users'][number];

/** The users of the settings. An identity is made from the e-mail address, so that the same address keeps its history over restarts. */
export class ConfiguredUsers implements Users {
  #users: readonly User[] = [];
  #byNumber: ReadonlyMap<string, User> = new Map();

  constructor(settings: readonly UserSettings[]) {
    this.#take(settings.map((user) => ({ ...user, id: userIdOf(user.email) })));
  }

  /** Makes them accounts. Whose address has an account already is that account from now on: his calls carry its id, so that its status and plan hold for them. */
  async join(accounts: Pick<Accounts, 'importConfigured'>): Promise<void> {
    const configured = this.#users.map((user) => ({ ...user, id: userIdOf(user.email) }));
    const others = await accounts.importConfigured(configured);
    this.#take(configured.map((user) => ({ ...user, id: others.get(user.id) ?? user.id })));
  }

  #take(users: readonly User[]): void {
    this.#users = users;
    this.#byNumber = new Map(users.flatMap((user) => user.numbers.map((number) => [number, user] as const)));
  }

  byCalledNumber(dialled: string): User | null {
    for (const user of this.#users) {
      for (const number of calledNumbers(dialled, user.country)) {
        const called = this.#byNumber.get(number);
        if (called) return called;
      }
    }
    return this.#users.length === 1 ? (this.#users[0] ?? null) : null;
  }

  byId(id: string): User | null {
    // What was written down before his account was known has the id of the settings.
    return this.#users.find((user) => user.id === id || userIdOf(user.email) === id) ?? null;
  }

  all(): readonly User[] {
    return this.#users;
  }
}

export function userIdOf(email: string): string {
  return v5(email.trim().toLowerCase(), namespace);
}
