import { v5 } from 'uuid';
import type { Settings } from '../settings/schema.ts';
import { calledNumbers } from './called-number.ts';
import type { User, Users } from './contract.ts';

/** A UUIDv4 drawn once for this product: the name space of the identities below (RFC 9562, section 5.5). */
const namespace = '3e0c4a52-8f0b-4d5c-9a4e-6d1f6c2b7a90';

export type UserSettings = Settings['users'][number];

/** The users of the settings. An identity is made from the e-mail address, so that the same address keeps its history over restarts. */
export class ConfiguredUsers implements Users {
  readonly #users: readonly User[];
  readonly #byNumber: ReadonlyMap<string, User>;

  constructor(settings: readonly UserSettings[]) {
    this.#users = settings.map((user) => ({ ...user, id: userIdOf(user.email) }));
    this.#byNumber = new Map(this.#users.flatMap((user) => user.numbers.map((number) => [number, user] as const)));
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
    return this.#users.find((user) => user.id === id) ?? null;
  }

  all(): readonly User[] {
    return this.#users;
  }
}

export function userIdOf(email: string): string {
  return v5(email.trim().toLowerCase(), namespace);
}
