import bcrypt from 'bcrypt';
import { CredentialStore } from '../../server/auth/stores/credential-store.ts';
import { RepondeurError } from '../../server/core/errors.ts';
import { silentLogger } from '../../server/core/logger.ts';
import { openDatabase } from '../../server/database/open.ts';
import type { Settings } from '../../server/settings/schema.ts';
import { AccountStore } from '../../server/users/account-store.ts';

/** Of all of them. */
export const password = 'five quiet horses by the sea';

export interface Person {
  userId: string;
  email: string;
}

/** Writes accounts that can sign in into the database of a running server; the first is an administrator. */
export async function makePeople({ database: { client, file }, auth }: Settings, count: number): Promise<[Person, ...Person[]]> {
  const database = await openDatabase({ client, file, logger: silentLogger });
  try {
    const accounts = new AccountStore(database);
    const credentials = new CredentialStore(database);
    const hash = await bcrypt.hash(password, auth.bcryptCost);
    const people = await database.transaction(async (transaction) => {
      const made: Person[] = [];
      for (let index = 0; index < count; index++) {
        const email = `person-${index}@example.org`;
        const roles = index === 0 ? (['user', 'admin'] as const) : (['user'] as const);
        const { id } = await accounts.create({ name: `Élodie Martin-${index}`, email, roles }, transaction);
        await credentials.setPassword(id, hash, new Date(), transaction);
        await credentials.setVerified(id, new Date(), transaction);
        made.push({ userId: id, email });
      }
      return made;
    });
    return people as [Person, ...Person[]];
  } finally {
    await database.destroy();
  }
}

/** An access token, as any client gets it. */
export async function signIn(httpUrl: string, email: string, headers: Record<string, string> = {}): Promise<string> {
  const response = await fetch(`${httpUrl}/api/v1/auth/login`, {
    method: 'POST',
    headers: { 'Content-Type': 'application/json', ...headers },
    body: JSON.stringify({ email, password }),
  });
  if (!response.ok) throw new RepondeurError('unavailable', `signing in is answered by ${response.status}`);
  return ((await response.json()) as { accessToken: string }).accessToken;
}
