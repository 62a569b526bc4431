import { readFile } from 'node:fs/promises';
import { RepondeurError } from '../../core/errors.ts';

export interface Account {
  uid: number;
  gid: number;
}

export const defaultAccount = 'repondeur';

/**
 * The unprivileged account that Asterisk runs as. Undefined when this process is not root: Asterisk then runs as whoever runs this.
 * Fails with 'engine-missing' when the account does not exist, with 'bad-settings' when it is root's.
 */
export async function unprivilegedAccount(name: string = defaultAccount): Promise<Account | undefined> {
  if (process.getuid?.() !== 0) return undefined;
  const line = (await readFile('/etc/passwd', 'utf8')).split('\n').find((entry) => entry.startsWith(`${name}:`));
  if (!line)
    throw new RepondeurError('engine-missing', `there is no account "${name}" for Asterisk to run as: start bin/repondeur, which creates it`);
  const [, , uid, gid] = line.split(':');
  if (Number(uid) === 0) throw new RepondeurError('bad-settings', `Asterisk must not run as root: "${name}" is root's account`);
  return { uid: Number(uid), gid: Number(gid) };
}
