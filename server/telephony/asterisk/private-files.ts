import { chmod, chown, mkdir, rename, writeFile } from 'node:fs/promises';
import type { Account } from './account.ts';

/** A directory that only its owner can enter; one that exists is brought to that state. */
export async function makePrivateDirectory(path: string, owner: Account | undefined): Promise<void> {
  await mkdir(path, { recursive: true, mode: 0o700 });
  await chmod(path, 0o700);
  if (owner) await chown(path, owner.uid, owner.gid);
}

/** A file that only its owner can read; whoever reads it sees the old content or the new one, whole. */
export async function writePrivateFile(path: string, content: string | Buffer, owner: Account | undefined): Promise<void> {
  const unfinished = `${path}.${process.pid}.new`;
  await writeFile(unfinished, content, { mode: 0o600 });
  await chmod(unfinished, 0o600);
  if (owner) await chown(unfinished, owner.uid, owner.gid);
  await rename(unfinished, path);
}
