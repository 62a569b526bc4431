import { permissions, type Role } from '../../core/access.ts';
import { type AccountNotice, openNotice } from '../../notifications/account-notices.ts';
import { PasskeyDevice } from '../passkey-device.ts';
import { type House, publicUrl } from './house.ts';

/** Who asks. An API key is an administrator's, with all that he may do. */
export const actors = ['nobody', 'user', 'support', 'admin', 'super_admin', 'api-key'] as const;
export type Actor = (typeof actors)[number];

export interface Person {
  userId: string;
  email: string;
  password: string;
  accessToken: string;
  refreshToken: string;
  /** What he shows of himself: his access token, or an API key of his. */
  shown: string;
  keyId: string | null;
}

/** One password for all: no log line may have it. */
export const password = 'the tortoise of the test sings at noon';

/** People of the test, made and signed in when they are first asked for, and anew after what ended their sign-in. */
export class People {
  readonly #house: House;
  readonly #made = new Map<Actor, Person>();
  #count = 0;

  constructor(house: House) {
    this.#house = house;
  }

  async of(actor: Exclude<Actor, 'nobody'>): Promise<Person> {
    const before = this.#made.get(actor);
    if (before && (await this.#isLive(before))) return before;
    const role = actor === 'api-key' ? 'admin' : actor;
    const person = await this.newPerson([role]);
    if (actor === 'api-key') {
      const made = await this.post('/api/v1/auth/api-keys', { name: 'Test', scopes: await this.#mayOf(person) }, person.shown);
      Object.assign(person, { shown: made.key, keyId: made.id });
    }
    this.#made.set(actor, person);
    return person;
  }

  forget(actor: Actor): void {
    this.#made.delete(actor);
  }

  /** Somebody with these roles who has verified his address and is signed in. */
  async newPerson(roles: readonly Role[]): Promise<Person> {
    const { accounts, auth, clock } = this.#house;
    const email = this.newEmail();
    const { id: userId } = await accounts.create({ name: 'Testeur', email, roles });
    await auth.credentials.setPassword(userId, await auth.passwords.hash(password), clock.now());
    await auth.credentials.setVerified(userId, clock.now());
    const tokens = (await this.post('/api/v1/auth/login', { email, password })) as { accessToken: string; refreshToken: string };
    const person = { userId, email, password, ...tokens, shown: tokens.accessToken, keyId: null };
    // Without a second factor an administrator is a user like others.
    if (roles.some((role) => role !== 'user')) await this.addPasskey(person);
    return person;
  }

  /** The credential of a passkey that somebody makes. */
  async addPasskey(owner: Person, device = new PasskeyDevice(publicUrl)): Promise<Record<string, string>> {
    return await this.post('/api/v1/auth/passkeys', await this.newPasskey(owner, device), owner.shown);
  }

  async newPasskey({ shown }: Person, device = new PasskeyDevice(publicUrl)) {
    const { challenge = '' } = await this.post('/api/v1/auth/passkeys/options', undefined, shown);
    return { name: 'Phone', credential: device.create({ challenge }) };
  }

  newEmail(): string {
    return `person-${++this.#count}@example.org`;
  }

  /** The answer to a request that has to succeed. */
  async post(path: string, body?: object, shown?: string): Promise<Record<string, string>> {
    const answer = await this.#ask('POST', path, shown, body);
    const text = await answer.text();
    if (!answer.ok) throw new Error(`POST ${path} of the test itself is refused: ${text}`);
    return text === '' ? {} : JSON.parse(text);
  }

  async deliver(payload: string, signature: string): Promise<void> {
    const headers = { 'Content-Type': 'application/json', 'Stripe-Signature': signature };
    await fetch(`${this.#house.url}/webhooks/payment/status`, { method: 'POST', headers, body: payload });
  }

  async get<T>(path: string, shown: string): Promise<T> {
    return (await (await this.#ask('GET', path, shown)).json()) as T;
  }

  /** The token of the newest e-mail of a kind to an address. */
  async tokenOf(subject: AccountNotice['subject'], email: string): Promise<string> {
    const { auth, database, keys } = this.#house;
    await auth.background.settled();
    for (const { payload } of await database('outbox').where({ kind: 'email.account' }).orderBy('id', 'desc').limit(20)) {
      const notice = await openNotice(keys, JSON.parse(payload));
      if (notice.subject === subject && notice.email === email && notice.token) return notice.token;
    }
    throw new Error(`there is no e-mail ${subject}`);
  }

  async #mayOf({ shown }: Person): Promise<string[]> {
    const { permissions: mine } = await this.get<{ permissions: string[] }>('/api/v1/auth/me', shown);
    return permissions.filter((permission) => mine.includes(permission));
  }

  async #isLive({ shown }: Person): Promise<boolean> {
    const answer = await this.#ask('GET', '/api/v1/auth/me', shown);
    await answer.text();
    return answer.ok;
  }

  async #ask(method: string, path: string, shown?: string, body?: object): Promise<Response> {
    const headers = { ...(shown && { Authorization: `Bearer ${shown}` }), ...(body && { 'Content-Type': 'application/json' }) };
    return await fetch(`${this.#house.url}${path}`, { method, headers, ...(body && { body: JSON.stringify(body) }) });
  }
}
