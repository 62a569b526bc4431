import { copyFile, mkdir, rename } from 'node:fs/promises';
import { extname, join } from 'node:path';

/**
 * Keeps what came of a demo after its own folder is gone: a copy of each file in `directory` under the given name, in the place of that of the demo before.
 * Gives the new paths.
 */
export async function keepResults<Key extends string>(
  directory: string,
  name: string,
  files: Record<Key, string | undefined>,
): Promise<Partial<Record<Key, string>>> {
  await mkdir(directory, { recursive: true });
  const kept: Partial<Record<Key, string>> = {};
  for (const key of Object.keys(files) as Key[]) {
    const from = files[key];
    if (from === undefined) continue;
    const path = join(directory, `${name}${extname(from)}`);
    const unfinished = `${path}.${process.pid}`;
    await copyFile(from, unfinished);
    await rename(unfinished, path);
    kept[key] = path;
  }
  return kept;
}
