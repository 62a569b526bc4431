import type { Knex } from 'knex';
import type { Role } from '../core/access.ts';
import { type Clock, systemClock } from '../core/clock.ts';
import { RepondeurError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import { isDuplicate, storing } from '../database/failures.ts';
import type { Database } from '../database/open.ts';
import { type Page, pageOf } from '../database/page.ts';
import { rowsOf } from '../database/rows-of.ts';
import type { Account, AccountChanges, AccountQuery, Accounts, ConfiguredAccount, NewAccount } from './accounts.ts';
import { importConfigured } from './import-configured.ts';
import {
  accountOf,
  deletedColumns,
  emailKey,
  likePart,
  namedColumns,
  plain,
  type RoleRow,
  rolesColumn,
  rolesIn,
  type UserRow,
  type UserRowWithRoles,
} from './rows.ts';

/** The accounts in the database. */
export class AccountStore implements Accounts {
  readonly #database: Database;
  readonly #clock: Clock;

  constructor(database: Database, clock: Clock = systemClock) {
    this.#database = database;
    this.#clock = clock;
  }

  async create(
    { name, email, language = 'fr', timeZone = 'Europe/Paris', roles = ['user'] }: NewAccount,
    joined?: Knex.Transaction,
  ): Promise<Account> {
    const at = this.#clock.now().toISOString();
    const row: UserRow = {
      id: newId(),
      ...namedColumns(name, email),
      status: 'active',
      language,
      time_zone: timeZone,
      settings_digest: null,
      created_at: at,
      updated_at: at,
    };
    return await this.#inTransaction('Making an account', joined, async (transaction) => {
      const made = await transaction<UserRow>('users').insert(row).onConflict('email_key').ignore().returning('id');
      if (made.length === 0) throw emailTaken();
      await insertRoles(transaction, row.id, roles);
      return accountOf(row, [...new Set(roles)]);
    });
  }

  async byId(id: string): Promise<Account | null> {
    return await storing('Reading an account', () => this.#one(this.#database, 'id', id));
  }

  async byEmail(email: string): Promise<Account | null> {
    return await storing('Reading an account', () => this.#one(this.#database, 'email_key', emailKey(email)));
  }

  async list({ limit, cursor, search, status, role }: AccountQuery): Promise<Page<Account>> {
    return await storing('Reading the accounts', async () => {
      const query = withRoles(this.#database);
      if (search !== undefined) query.whereRaw("search_key like ? escape '\\'", [likePart(plain(search))]);
      if (status) query.where({ status });
      if (role) query.whereIn('id', this.#database<RoleRow>('user_roles').select('user_id').where({ role }));
      const { items, nextCursor } = await pageOf<UserRowWithRoles>(query, { limit, cursor, orderBy: 'created_at' });
      return { items: items.map((row) => accountOf(row, rolesIn(row.roles))), nextCursor };
    });
  }

  async anyWithRole(roles: readonly Role[], { except, joined }: { except?: string; joined?: Knex.Transaction | undefined } = {}): Promise<boolean> {
    const database = joined ?? this.#database;
    const query = database<UserRow>('users')
      .whereIn(
        'id',
        database<RoleRow>('user_roles')
          .select('user_id')
          .whereIn('role', [...roles]),
      )
      .where({ status: 'active' });
    // All of them, `except` too, in one order: of two who are to go at once the second waits here, and finds the first gone.
    if (joined) query.orderBy('id').forUpdate();
    const ids: string[] = await storing('Reading the roles', () => query.pluck('id'));
    return ids.some((id) => id !== except);
  }

  async update(id: string, { name, email, language, timeZone }: AccountChanges, joined?: Knex.Transaction): Promise<Account> {
    return await this.#change('Changing an account', id, joined, async (_, before) => ({
      ...namedColumns(name ?? before.name, email ?? before.email),
      language: language ?? before.language,
      time_zone: timeZone ?? before.timeZone,
    }));
  }

  async setStatus(id: string, status: 'active' | 'suspended', joined?: Knex.Transaction): Promise<Account> {
    return await this.#change('Changing the status of an account', id, joined, async () => ({ status }));
  }

  async setRoles(id: string, roles: readonly Role[], joined?: Knex.Transaction): Promise<Account> {
    return await this.#change('Changing the roles of an account', id, joined, async (transaction) => {
      await transaction<RoleRow>('user_roles').where({ user_id: id }).delete();
      await insertRoles(transaction, id, roles);
      return {};
    });
  }

  async erase(id: string, joined?: Knex.Transaction): Promise<void> {
    await this.#change('Deleting an account', id, joined, async () => deletedColumns(id));
  }

  async importConfigured(users: readonly ConfiguredAccount[]): Promise<ReadonlyMap<string, string>> {
    return await storing('Taking over the accounts of the settings', () =>
      this.#database.transaction((transaction) => importConfigured(transaction, users, this.#clock.now())),
    );
  }

  async #one(database: Knex, key: 'id' | 'email_key', value: string): Promise<Account | null> {
    const [row] = await rowsOf<UserRowWithRoles>(database, oneBy[key], [value]);
    return row ? accountOf(row, rolesIn(row.roles)) : null;
  }

  /** A deleted account is absent: nothing brings it back. */
  async #change(
    what: string,
    id: string,
    joined: Knex.Transaction | undefined,
    columnsOf: (transaction: Knex.Transaction, before: Account) => Promise<Partial<UserRow>>,
  ): Promise<Account> {
    return await this.#inTransaction(what, joined, async (transaction) => {
      // Of two changes at once the second waits here, so that it takes nothing back that the first has written.
      await transaction<UserRow>('users').where({ id }).forUpdate().first('id');
      const before = await this.#one(transaction, 'id', id);
      if (!before || before.status === 'deleted') throw new RepondeurError('not-found', 'There is no such account.');
      const columns = await columnsOf(transaction, before);
      await transaction<UserRow>('users')
        .where({ id })
        .update({ ...columns, updated_at: this.#clock.now().toISOString() })
        .catch((error) => {
          // The address is the only value of theirs that must be unique; a look beforehand would miss who takes it at this moment.
          throw isDuplicate(error) ? emailTaken() : error;
        });
      return (await this.#one(transaction, 'id', id)) as Account;
    });
  }

  async #inTransaction<T>(what: string, joined: Knex.Transaction | undefined, work: (transaction: Knex.Transaction) => Promise<T>): Promise<T> {
    return await storing(what, () => (joined ? work(joined) : this.#database.transaction(work)));
  }
}

const oneBy = {
  id: `select users.*, ${rolesColumn('users.id')} from users where id = ?`,
  email_key: `select users.*, ${rolesColumn('users.id')} from users where email_key = ?`,
};

const withRoles = (database: Knex) => database('users').select('users.*', database.raw(rolesColumn('users.id')));

async function insertRoles(transaction: Knex.Transaction, id: string, roles: readonly Role[]): Promise<void> {
  const rows = [...new Set(roles)].map((role) => ({ user_id: id, role }));
  if (rows.length > 0) await transaction<RoleRow>('user_roles').insert(rows);
}

const emailTaken = () => new RepondeurError('conflict', 'There is an account with this e-mail address already.');
