import { settingsFrom } from '../settings/load.ts';
import { ConfiguredUsers } from '../users/configured-users.ts';

/** The users of settings that a test gives; one in French by default. */
export async function testUsers(...documents: Record<string, unknown>[]): Promise<ConfiguredUsers> {
  const users = documents.length > 0 ? documents : [{}];
  const defaults = { name: 'Cabinet Durand', email: 'cabinet@example.org' };
  return new ConfiguredUsers(
    (await settingsFrom({ users: users.map((user) => ({ ...defaults, ...user })) }, { folder: '/', home: '/', runsAsRoot: true })).users,
  );
}
