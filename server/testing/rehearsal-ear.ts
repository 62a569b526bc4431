import { execFile } from 'node:child_process';
import { createHash } from 'node:crypto';
import { mkdir, mkdtemp, readFile, rename, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { promisify } from 'node:util';
import type { Language } from '../core/language.ts';

/** The directory of the rehearsal ear's model, unpacked once for each content of its archive (models/rehearsal-<language>.tar.gz). */
export async function rehearsalModel(language: Language, cache = join(tmpdir(), 'repondeur-rehearsal')): Promise<string> {
  const archive = fileURLToPath(new URL(`../../models/rehearsal-${language}.tar.gz`, import.meta.url));
  const digest = createHash('sha256')
    .update(await readFile(archive))
    .digest('hex')
    .slice(0, 16);
  const unpacked = join(cache, `${language}-${digest}`);
  const model = join(unpacked, `rehearsal-${language}`);
  if (await exists(model)) return model;
  await mkdir(cache, { recursive: true });
  const partial = await mkdtemp(`${unpacked}-`);
  await promisify(execFile)('tar', ['-xzf', archive, '-C', partial]);
  try {
    // A rename is all or nothing: another process sees no model or a whole one.
    await rename(partial, unpacked);
  } catch (error) {
    await rm(partial, { recursive: true, force: true });
    if (!(await exists(model))) throw error;
  }
  return model;
}

async function exists(path: string): Promise<boolean> {
  return stat(path).then(
    () => true,
    () => false,
  );
}
