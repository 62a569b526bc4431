import { randomBytes } from 'node:crypto';
import type { Knex } from 'knex';
import { Secret, TOTP } from 'otpauth';
import type { Clock } from '../../core/clock.ts';
import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';
import type { UserKeys } from '../../database/secrets/user-keys.ts';
import { hashOf } from '../tokens/secret-text.ts';

interface TotpRow {
  user_id: string;
  sealed: string;
  confirmed_at: string | null;
  last_step: number;
}

const place = (userId: string) => `totp_secrets.sealed:${userId}`;
const periodSeconds = 30;
const recoveryCodeCount = 10;

export interface Taken {
  method: 'totp' | 'recovery-code';
}

/** Time-based codes (RFC 6238: SHA-1, six digits, 30 s, as every app has them) and codes for the day the phone is lost. */
export class SecondFactors {
  readonly #options: { database: Database; keys: UserKeys; clock: Clock };

  constructor(options: { database: Database; keys: UserKeys; clock: Clock }) {
    this.#options = options;
  }

  async isOn(userId: string): Promise<boolean> {
    const row = await storing('Reading a second factor', () => this.#rows().where({ user_id: userId }).whereNotNull('confirmed_at').first('user_id'));
    return row !== undefined;
  }

  /** A new secret, which counts once a code has confirmed it. Null when there is one that counts. */
  async begin(userId: string, label: string): Promise<{ secret: string; otpauthUri: string } | null> {
    const { database, keys } = this.#options;
    const secret = new Secret({ size: 20 }).base32;
    const sealed = (await keys.cipherOf(userId)).seal(secret, place(userId));
    return await storing('Making a second factor', () =>
      database.transaction(async (transaction) => {
        await transaction<TotpRow>('totp_secrets').where({ user_id: userId, confirmed_at: null }).delete();
        const row = { user_id: userId, sealed, confirmed_at: null, last_step: 0 };
        const made = await transaction<TotpRow>('totp_secrets').insert(row).onConflict('user_id').ignore().returning('user_id');
        return made.length === 0 ? null : { secret, otpauthUri: totpOf(secret, label).toString() };
      }),
    );
  }

  /** Recovery codes, shown this once, when the code is of the new secret; else null. */
  async confirm(userId: string, code: string): Promise<string[] | null> {
    if ((await this.#takeTotp(userId, code, false)) !== 'taken') return null;
    const { clock } = this.#options;
    await storing('Confirming a second factor', () => this.#rows().where({ user_id: userId }).update({ confirmed_at: clock.now().toISOString() }));
    return await this.newRecoveryCodes(userId);
  }

  /** In the place of those there were. */
  async newRecoveryCodes(userId: string): Promise<string[]> {
    const codes = Array.from({ length: recoveryCodeCount }, newRecoveryCode);
    await storing('Making recovery codes', () =>
      this.#options.database.transaction(async (transaction) => {
        await transaction('recovery_codes').where({ user_id: userId }).delete();
        await transaction('recovery_codes').insert(codes.map((code) => ({ user_id: userId, code_hash: hashOf(plainCode(code)) })));
      }),
    );
    return codes;
  }

  /** Takes a code of the app or a recovery code, each once; null when it is neither, 'reused' when it is one of the app that was used already. */
  async take(userId: string, code: string): Promise<Taken | 'reused' | null> {
    if (/^\d{3} ?\d{3}$/.test(code.trim())) {
      const state = await this.#takeTotp(userId, code, true);
      if (state === 'wrong') return null;
      return state === 'taken' ? { method: 'totp' } : 'reused';
    }
    const { database } = this.#options;
    const gone = await storing('Taking a recovery code', () =>
      database('recovery_codes')
        .where({ user_id: userId, code_hash: hashOf(plainCode(code)) })
        .delete(),
    );
    return gone === 0 ? null : { method: 'recovery-code' };
  }

  /** False when there was none. */
  async remove(userId: string, joined?: Knex.Transaction): Promise<boolean> {
    const work = async (transaction: Knex.Transaction) => {
      await transaction('recovery_codes').where({ user_id: userId }).delete();
      return (await transaction('totp_secrets').where({ user_id: userId }).delete()) > 0;
    };
    return await storing('Removing a second factor', () => (joined ? work(joined) : this.#options.database.transaction(work)));
  }

  async #takeTotp(userId: string, code: string, confirmed: boolean): Promise<'taken' | 'reused' | 'wrong'> {
    const { keys, clock } = this.#options;
    const row = await storing('Reading a second factor', () => this.#rows().where({ user_id: userId }).first());
    if (!row || (row.confirmed_at !== null) !== confirmed) return 'wrong';
    const secret = (await keys.cipherOf(userId)).open(row.sealed, place(userId));
    if (secret === null) return 'wrong';
    const nowMs = clock.now().getTime();
    // One step before and after, for clocks that differ (RFC 6238, section 5.2).
    const delta = totpOf(secret, '').validate({ token: code.replaceAll(/\s/g, ''), timestamp: nowMs, window: 1 });
    if (delta === null) return 'wrong';
    const step = Math.floor(nowMs / 1000 / periodSeconds) + delta;
    return await storing('Taking a code', async () => {
      const taken = await this.#rows().where({ user_id: userId }).where('last_step', '<', step).update({ last_step: step });
      return taken === 1 ? 'taken' : 'reused';
    });
  }

  #rows() {
    return this.#options.database<TotpRow>('totp_secrets');
  }
}

const totpOf = (secret: string, label: string) =>
  new TOTP({ issuer: 'Répondeur', label, secret: Secret.fromBase32(secret), algorithm: 'SHA1', digits: 6, period: periodSeconds });

/** 80 bits in sixteen characters, none of which is read as another: no I, L, O, U (Crockford's base 32). */
function newRecoveryCode(): string {
  const digits = [...randomBytes(16)].map((byte) => '0123456789ABCDEFGHJKMNPQRSTVWXYZ'[byte & 31]).join('');
  return (digits.match(/.{4}/g) as string[]).join('-');
}

const plainCode = (code: string) => code.toUpperCase().replaceAll(/[^0-9A-Z]/g, '');
