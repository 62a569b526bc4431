import { randomBytes } from 'node:crypto';
import { link, open, readdir, readFile, rename, rm } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { asError, RepondeurError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { syncFolder } from '../../core/sync-folder.ts';
import { keyBytes } from './seal.ts';

export interface MasterKey {
  /** Names the key in the database; tells nothing of it. */
  id: string;
  key: Buffer;
}

export interface MasterKeySource {
  /** Absolute path. Made with a new key when there is none. */
  file: string;
  /** systemd's $CREDENTIALS_DIRECTORY: a credential named "repondeur-master-key" is used instead of the file. */
  credentialsDirectory?: string | undefined;
  logger: Logger;
}

export const credentialName = 'repondeur-master-key';

const unfinishedEnding = '.unfinished';

const head = `# The master key of Répondeur. With it transcripts, summaries, messages and recordings can be read;
# without it nobody can, ever. Keep a copy where no backup of the database is kept. The first key is the one in use.
`;

/**
 * The master keys, the one in use first; the others are there while a rotation is under way. At the very first start a key is made, and the log says what losing it
 * means. Rejects with 'bad-settings' when the file cannot be used, or is gone while the database holds secrets (`needed`).
 */
export async function loadMasterKeys({ file, credentialsDirectory, logger }: MasterKeySource, needed: boolean): Promise<MasterKey[]> {
  if (credentialsDirectory) {
    const credential = await read(join(credentialsDirectory, credentialName));
    if (credential !== undefined) return parse(credential, `the credential ${credentialName}`);
  }
  const text = await read(file);
  if (text !== undefined) return parse(text, file);
  if (needed)
    throw new RepondeurError(
      'bad-settings',
      `The master key ${file} is gone, and what callers said cannot be read without it. Put its copy back (database.master_key_file).`,
    );
  const made = newMasterKey();
  if (!(await putDown(file, [made], (unfinished) => placeNew(unfinished, file)))) return await loadMasterKeys({ file, logger }, needed);
  logger.warn(
    { file },
    'a master key was made; keep a copy in a safe place apart from the backups: if it is lost, all transcripts, summaries, messages and recordings are lost',
  );
  return [made];
}

export const newMasterKey = (): MasterKey => ({ id: randomBytes(6).toString('base64url'), key: randomBytes(keyBytes) });

/** In the place of those that are there, in one rename, for its owner alone. What a process that was killed had begun goes: it holds keys too. */
export async function writeMasterKeys(file: string, keys: readonly MasterKey[]): Promise<void> {
  await putDown(file, keys, async (unfinished) => {
    await rename(unfinished, file);
    return true;
  });
  const names = await readdir(dirname(file));
  const begun = names.filter((name) => name.startsWith(`${basename(file)}.`) && name.endsWith(unfinishedEnding));
  for (const name of begun) await rm(join(dirname(file), name), { force: true });
}

/** Written beside the file, then placed; when it resolves file and name survive a power cut, before anything is sealed with the keys. */
async function putDown(file: string, keys: readonly MasterKey[], place: (unfinished: string) => Promise<boolean>): Promise<boolean> {
  await makeFolder(dirname(file), 0o700);
  const unfinished = `${file}.${randomBytes(6).toString('hex')}${unfinishedEnding}`;
  try {
    const handle = await open(unfinished, 'wx', 0o600);
    try {
      await handle.writeFile(head + keys.map(({ id, key }) => `${id} ${key.toString('base64url')}\n`).join(''));
      await handle.sync();
    } finally {
      await handle.close();
    }
    const placed = await place(unfinished);
    await syncFolder(dirname(file));
    return placed;
  } finally {
    await rm(unfinished, { force: true });
  }
}

/** False when another process has made one at this moment: a key that is in use is never written over. */
async function placeNew(unfinished: string, file: string): Promise<boolean> {
  try {
    await link(unfinished, file);
    return true;
  } catch (error) {
    const { code = '' } = error as NodeJS.ErrnoException;
    if (code === 'EEXIST') return false;
    // File systems without hard links.
    if (!['EPERM', 'ENOTSUP', 'EOPNOTSUPP', 'ENOSYS'].includes(code)) throw error;
    await rename(unfinished, file);
    return true;
  }
}

async function read(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    const { code } = asError(error) as NodeJS.ErrnoException;
    if (code === 'ENOENT') return undefined;
    throw new RepondeurError('bad-settings', `The master key ${file} cannot be read (${code}). See database.master_key_file.`, { cause: error });
  }
}

function parse(text: string, where: string): MasterKey[] {
  const lines = text.split('\n').filter((line) => line.trim() !== '' && !line.startsWith('#'));
  const keys = lines.map((line) => {
    const [id = '', key = ''] = line.trim().split(/\s+/);
    return { id, key: Buffer.from(key, 'base64url') };
  });
  if (keys.length > 0 && keys.every(({ id, key }) => /^[\w-]{8}$/.test(id) && key.length === keyBytes)) return keys;
  throw new RepondeurError(
    'bad-settings',
    `${where} is no master key of Répondeur: a line is an id of 8 characters and a key of 32 bytes in base64url.`,
  );
}
