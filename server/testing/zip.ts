import { readdirSync } from 'node:fs';
import { readFile } from 'node:fs/promises';
import { join, relative } from 'node:path';
import { buffer } from 'node:stream/consumers';
import { ZipFile } from 'yazl';

export interface ZipEntry {
  name: string;
  content: Buffer | string;
  /** Unix mode; a symbolic link is 0o120777. */
  mode?: number;
}

/** The bytes of a zip archive of these entries. */
export async function zipOf(entries: readonly ZipEntry[]): Promise<Buffer> {
  const zip = new ZipFile();
  for (const { name, content, mode } of entries) zip.addBuffer(Buffer.from(content), name, { ...(mode !== undefined && { mode }) });
  zip.end();
  return await buffer(zip.outputStream);
}

/** The bytes of a zip archive that unpacks to a folder of the given name, as Vosk's publisher packs models. */
export async function zipOfFolder(folder: string, name: string): Promise<Buffer> {
  const files = readdirSync(folder, { withFileTypes: true, recursive: true }).filter((entry) => entry.isFile());
  const paths = files.map((entry) => join(entry.parentPath, entry.name));
  return await zipOf(await Promise.all(paths.map(async (path) => ({ name: `${name}/${relative(folder, path)}`, content: await readFile(path) }))));
}
