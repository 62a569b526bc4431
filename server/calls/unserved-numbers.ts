import type { WrittenConfiguration } from '../telephony/asterisk/configuration-options.ts';
import { writeUnservedNumbers } from '../telephony/asterisk/unserved-numbers.ts';
import type { Users } from '../users/contract.ts';

export interface UnservedNumbersOptions {
  connection: Pick<WrittenConfiguration, 'directory'>;
  users: Pick<Users, 'all'>;
  /** As the switchboard's. */
  isServed: (userId: string) => Promise<boolean>;
}

/** Tells the switch whose callers get the neutral announcement, for when it answers by itself. */
export async function tellUnservedNumbers({ connection, users, isServed }: UnservedNumbersOptions): Promise<void> {
  await writeUnservedNumbers(connection, await unservedNumbers(users.all(), isServed));
}

/** One single user gets every number. */
async function unservedNumbers(users: ReturnType<Users['all']>, isServed: UnservedNumbersOptions['isServed']): Promise<readonly string[] | 'any'> {
  const numbers: string[] = [];
  for (const user of users) {
    if (await isServed(user.id)) continue;
    if (users.length === 1) return 'any';
    numbers.push(...user.numbers);
  }
  return numbers;
}
