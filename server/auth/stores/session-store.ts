import type { Knex } from 'knex';
import type { Role } from '../../core/access.ts';
import { newId } from '../../core/ids.ts';
import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';
import { type Page, pageOf } from '../../database/page.ts';
import { rowsOf } from '../../database/rows-of.ts';
import { rolesColumn, rolesIn } from '../../users/rows.ts';
import { hashOf, newSecretText } from '../tokens/secret-text.ts';

export interface SessionTimes {
  /** A session that is not used for so long is over. */
  idleMs: number;
  /** And so is one this old. */
  longestMs: number;
  /** That a user has, those that are over included; beyond them the one that was used longest ago goes. Default 200: nobody fills the disk by signing in. */
  most?: number;
}

export type EndReason = 'signed-out' | 'ended-by-owner' | 'token-reused' | 'password-changed' | 'ended-by-administrator';

export interface NewSession {
  userId: string;
  /** The client's network, truncated: an address itself is not kept. */
  network: string;
  /** What the client calls itself. */
  agent: string;
  /** Whether two factors were shown. */
  secondFactor: boolean;
}

export interface SessionRow {
  id: string;
  user_id: string;
  network: string;
  agent: string;
  created_at: string;
  last_used_at: string;
  expires_at: string;
  ended_at: string | null;
  end_reason: EndReason | null;
  proved_at: string | null;
  second_factor_at: string | null;
}

interface RefreshRow {
  token_hash: string;
  session_id: string;
  expires_at: string;
  used_at: string | null;
}

export type Rotation =
  | { state: 'renewed'; userId: string; sessionId: string; refreshToken: string }
  /** The family has been ended. */
  | { state: 'reused'; userId: string; sessionId: string }
  | { state: 'unknown' };

export interface LiveSession {
  userId: string;
  roles: Role[];
  status: 'active' | 'suspended' | 'deleted';
  /** When he has last shown that it is he. */
  provedAt: Date | null;
  /** Whether he has shown a second factor in this session. */
  secondFactor: boolean;
}

interface LiveRow extends Pick<SessionRow, 'user_id' | 'proved_at' | 'second_factor_at'> {
  status: LiveSession['status'];
  roles: string | null;
}

const liveSession = `
  select user_id, proved_at, second_factor_at,
    (select status from users where users.id = sessions.user_id) as status,
    ${rolesColumn('sessions.user_id')}
  from sessions where id = ? and ended_at is null and expires_at > ?`;

/** Sessions, and the refresh tokens of each: a family, of which one is good at a time (RFC 9700, section 4.14.2). */
export class SessionStore {
  readonly #database: Database;
  readonly #times: SessionTimes;

  constructor(database: Database, times: SessionTimes) {
    this.#database = database;
    this.#times = times;
  }

  async open({ userId, network, agent, secondFactor }: NewSession, now: Date): Promise<{ sessionId: string; refreshToken: string }> {
    const sessionId = newId();
    return await storing('Opening a session', () =>
      this.#database.transaction(async (transaction) => {
        const at = now.toISOString();
        const row = {
          id: sessionId,
          user_id: userId,
          network,
          agent,
          created_at: at,
          last_used_at: at,
          expires_at: later(now, this.#times.longestMs),
          proved_at: at,
          second_factor_at: secondFactor ? at : null,
        };
        await transaction<SessionRow>('sessions').insert(row);
        await this.#dropBeyond(transaction, userId);
        return { sessionId, refreshToken: await this.#newToken(transaction, row, now) };
      }),
    );
  }

  /** The next token for this one. A token that was used before ends its session: one of the two who hold it has stolen it. */
  async rotate(refreshToken: string, now: Date): Promise<Rotation> {
    const token_hash = hashOf(refreshToken);
    return await storing('Renewing a session', () =>
      this.#database.transaction(async (transaction): Promise<Rotation> => {
        const token = await transaction<RefreshRow>('refresh_tokens').where({ token_hash }).first();
        const session = token && (await transaction<SessionRow>('sessions').where({ id: token.session_id }).first());
        if (!token || !session || session.ended_at) return { state: 'unknown' };
        const who = { userId: session.user_id, sessionId: session.id };
        const at = now.toISOString();
        const taken = await transaction<RefreshRow>('refresh_tokens').where({ token_hash }).whereNull('used_at').update({ used_at: at });
        if (taken === 0) {
          await transaction<SessionRow>('sessions').where({ id: session.id }).update({ ended_at: at, end_reason: 'token-reused' });
          return { state: 'reused', ...who };
        }
        if (token.expires_at <= at) return { state: 'unknown' };
        await transaction<SessionRow>('sessions').where({ id: session.id }).update({ last_used_at: at });
        return { state: 'renewed', ...who, refreshToken: await this.#newToken(transaction, session, now) };
      }),
    );
  }

  /** Who has the session now; null when it is over. One quick query: it is asked for every request. */
  async live(id: string, now: Date): Promise<LiveSession | null> {
    const [row] = await storing('Reading a session', () => rowsOf<LiveRow>(this.#database, liveSession, [id, now.toISOString()]));
    if (!row) return null;
    return {
      userId: row.user_id,
      status: row.status,
      roles: rolesIn(row.roles),
      provedAt: row.proved_at === null ? null : new Date(row.proved_at),
      secondFactor: row.second_factor_at !== null,
    };
  }

  /** Whoever has the session has shown that it is he; with a second factor, which the session keeps, or by the password alone. */
  async prove(id: string, { secondFactor }: { secondFactor: boolean }, now: Date): Promise<void> {
    const at = now.toISOString();
    await storing('Keeping a proof', () =>
      this.#database<SessionRow>('sessions')
        .where({ id })
        .update({ proved_at: at, ...(secondFactor && { second_factor_at: at }) }),
    );
  }

  /** Of all sessions of a user. */
  async forgetSecondFactor(userId: string): Promise<void> {
    await storing('Forgetting a second factor', () => this.#open(this.#database, userId).update({ second_factor_at: null }));
  }

  /** Whether somebody has signed in to the account from there in the last months. False without such an account, after the same time. */
  async knowsNetwork(emailKey: string, network: string): Promise<boolean> {
    const found = await storing('Reading the sessions', () =>
      this.#database('sessions').join('users', 'users.id', 'sessions.user_id').where({ email_key: emailKey, network }).first('sessions.id'),
    );
    return found !== undefined;
  }

  /** Those that are not over, the newest first. */
  async list(userId: string, now: Date, page: { limit: number; cursor?: string | undefined }): Promise<Page<SessionRow>> {
    const query = this.#open(this.#database, userId).where('expires_at', '>', now.toISOString());
    return await storing('Reading the sessions', () => pageOf<SessionRow>(query, page));
  }

  /** False when the user has no such session. */
  async end(userId: string, id: string, reason: EndReason, now: Date): Promise<boolean> {
    const ended = await storing('Ending a session', () =>
      this.#open(this.#database, userId).where({ id }).update({ ended_at: now.toISOString(), end_reason: reason }),
    );
    return ended > 0;
  }

  /** All of a user's, but the one that he is using. Resolves with their ids. */
  async endAll(
    userId: string,
    reason: EndReason,
    now: Date,
    { except = '', joined = this.#database }: { except?: string; joined?: Knex } = {},
  ): Promise<string[]> {
    const ended = await storing('Ending sessions', () =>
      this.#open(joined, userId).whereNot({ id: except }).update({ ended_at: now.toISOString(), end_reason: reason }).returning('id'),
    );
    return ended.map(({ id }) => id);
  }

  /**
   * Sessions that have been over for a month, with their tokens; of those that go on, tokens that are too old to be taken. One that is shown a second time is
   * known as stolen until then.
   */
  async forgetOld(now: Date): Promise<void> {
    await storing('Forgetting old tokens', () => this.#database<RefreshRow>('refresh_tokens').where('expires_at', '<=', now.toISOString()).delete());
    const month = later(now, -30 * 86_400_000);
    await storing('Forgetting old sessions', () =>
      this.#database<SessionRow>('sessions').where('ended_at', '<', month).orWhere('expires_at', '<', month).delete(),
    );
  }

  async #dropBeyond(transaction: Knex.Transaction, userId: string): Promise<void> {
    const own = transaction<SessionRow>('sessions').select('id').where({ user_id: userId });
    // What is over goes before what goes on.
    const beyond = own.orderByRaw('ended_at is null desc, last_used_at desc, id desc').offset(this.#times.most ?? 200);
    await transaction<SessionRow>('sessions').whereIn('id', beyond).delete();
  }

  #open(database: Knex, userId: string) {
    return database<SessionRow>('sessions').where({ user_id: userId }).whereNull('ended_at');
  }

  async #newToken(transaction: Knex.Transaction, session: Pick<SessionRow, 'id' | 'expires_at'>, now: Date): Promise<string> {
    const token = newSecretText();
    const idle = later(now, this.#times.idleMs);
    const expires_at = [idle, session.expires_at].sort()[0] as string;
    await transaction<RefreshRow>('refresh_tokens').insert({ token_hash: hashOf(token), session_id: session.id, expires_at });
    return token;
  }
}

const later = (now: Date, ms: number) => new Date(now.getTime() + ms).toISOString();
