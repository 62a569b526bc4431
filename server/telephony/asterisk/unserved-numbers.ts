import { mkdir, readdir, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { dialledForms } from './configuration-numbers.ts';
import type { WrittenConfiguration } from './configuration-options.ts';

/**
 * Tells the dialplan (context [away] of dialplan/extensions.conf) whose callers hear the neutral announcement while the server is away: an empty file in
 * spool/unserved for each form of each number, or one named `any` where every number is his. Numbers are in E.164. Rejects with the fault of the file system.
 */
export async function writeUnservedNumbers(
  { directory }: Pick<WrittenConfiguration, 'directory'>,
  numbers: readonly string[] | 'any',
): Promise<void> {
  const folder = join(directory, 'spool', 'unserved');
  const wanted = numbers === 'any' ? ['any'] : numbers.flatMap(dialledForms);
  await mkdir(folder, { recursive: true, mode: 0o700 });
  const there = await readdir(folder);
  for (const name of there.filter((one) => !wanted.includes(one))) await rm(join(folder, name), { force: true });
  for (const name of wanted.filter((one) => !there.includes(one))) await writeFile(join(folder, name), '', { mode: 0o600 });
}
