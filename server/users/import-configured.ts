import { createHash } from 'node:crypto';
import type { Knex } from 'knex';
import type { ConfiguredAccount } from './accounts.ts';
import { emailKey, namedColumns, type UserRow } from './rows.ts';

/**
 * The people of the settings become accounts, without a password. What the settings say is taken over when it is new: a profile that its owner has
 * changed stays as it is until somebody changes the settings. An address that registered by itself first keeps its account: resolves with the ids of those,
 * by the ids of the settings. Until an address is verified somebody else may have registered with it.
 */
export async function importConfigured(transaction: Knex.Transaction, users: readonly ConfiguredAccount[], now: Date): Promise<Map<string, string>> {
  const others = new Map<string, string>();
  for (const user of users) {
    const at = now.toISOString();
    const digest = digestOf(user);
    const columns = {
      ...namedColumns(user.name, user.email),
      language: user.language,
      time_zone: user.timeZone,
      settings_digest: digest,
      updated_at: at,
    };
    const row: UserRow = { id: user.id, status: 'active', created_at: at, ...columns };
    const made = await transaction<UserRow>('users').insert(row).onConflict().ignore().returning('id');
    if (made.length > 0) await transaction('user_roles').insert({ user_id: user.id, role: 'user' });
    else await takeOver(transaction, user, columns, digest);
    const other = await verifiedOther(transaction, user);
    if (other) others.set(user.id, other);
  }
  return others;
}

/** Undefined where the user has the account of his own id, or none. Who was deleted, comes back and shows that the address is his, has his calls again. */
async function verifiedOther(transaction: Knex.Transaction, { id, email }: ConfiguredAccount): Promise<string | undefined> {
  if (await transaction('users').where({ id }).whereNot({ status: 'deleted' }).first('id')) return undefined;
  const query = transaction('users')
    .join('credentials', 'credentials.user_id', 'users.id')
    .where({ email_key: emailKey(email) });
  return (await query.whereNotNull('email_verified_at').first('users.id'))?.id;
}

async function takeOver(transaction: Knex.Transaction, user: ConfiguredAccount, columns: Partial<UserRow>, digest: string): Promise<void> {
  const before = await transaction<UserRow>('users').where({ id: user.id }).first();
  if (!before || before.status === 'deleted' || before.settings_digest === digest) return;
  const other = await transaction<UserRow>('users')
    .where({ email_key: emailKey(user.email) })
    .whereNot({ id: user.id })
    .first('id');
  if (other) return;
  await transaction<UserRow>('users').where({ id: user.id }).update(columns);
}

function digestOf({ name, email, language, timeZone }: ConfiguredAccount): string {
  return createHash('sha256')
    .update(JSON.stringify([name, email, language, timeZone]))
    .digest('base64url');
}
