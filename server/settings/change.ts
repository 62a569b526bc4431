import { chmod, chown, readFile, realpath, rename, rm, stat, writeFile } from 'node:fs/promises';
import { basename, dirname, join } from 'node:path';
import { asError, RepondeurError } from '../core/errors.ts';
import { editToml } from './edit-toml.ts';
import { SettingsError } from './faults.ts';
import { loadSettings } from './load.ts';
import type { Environment } from './overrides.ts';
import { nearest } from './spelling.ts';
import { parseToml } from './toml.ts';
import { type Setting, settingsOf } from './view.ts';

export interface SettingsFile {
  path: string;
  /** The environment that the server was started with. */
  env: Environment;
}

/** A key and its new value, as TOML would have it; null goes back to the default. */
export type Changes = Readonly<Record<string, unknown>>;

export interface PreparedChange {
  /** What changes, with what it was. */
  changes: { setting: Setting; value: unknown }[];
  /** Puts the new file in the place of the old one. Rejects with 'conflict' when somebody has written to the file meanwhile. */
  commit(): Promise<void>;
  discard(): Promise<void>;
}

export async function readSettings({ path, env }: SettingsFile): Promise<Setting[]> {
  return settingsOf(await readFile(path, 'utf8'), env);
}

/**
 * Writes the settings with the changes beside the file, and checks them as a start would. Rejects with a SettingsError that names all faults, 'bad-input' (no such key) or
 * 'conflict' (set by the environment or a secret file, or the file cannot be changed without touching what else is in it).
 */
export async function prepareChange(file: SettingsFile, changes: Changes): Promise<PreparedChange> {
  const path = await realpath(file.path);
  const text = await readFile(path, 'utf8');
  const { faults } = parseToml(text, file.path);
  if (faults.length > 0) throw new SettingsError(faults);
  const settings = settingsOf(text, file.env);
  const wanted = Object.entries(changes).map(([key, value]) => ({ setting: changeable(settings, key), value: value ?? undefined }));
  const changed = wanted.reduce((before, { setting, value }) => edited(before, setting, value), text);
  const next = join(dirname(path), `.${basename(path)}.new`);
  const discard = () => rm(next, { force: true });
  try {
    await writeBeside(path, next, changed);
    await loadSettings({ path: next, shown: file.path, env: file.env });
  } catch (error) {
    await discard();
    throw error;
  }
  return {
    changes: wanted,
    discard,
    async commit() {
      if ((await readFile(path, 'utf8')) !== text) {
        await discard();
        throw new RepondeurError('conflict', 'Somebody has written to the settings file meanwhile: look at it and try again.');
      }
      await rename(next, path);
    },
  };
}

function changeable(settings: readonly Setting[], key: string): Setting {
  const setting = settings.find((one) => one.key === key);
  if (!setting) {
    const near = nearest(
      key,
      settings.map((one) => one.key),
    );
    throw new RepondeurError('bad-input', `There is no setting ${JSON.stringify(key)}${near ? `: did you mean ${near}?` : '.'}`);
  }
  if (setting.source === 'environment')
    throw new RepondeurError('conflict', `${key} is set by the environment variable ${setting.variable}: change it there.`);
  if (setting.source === 'secret-file')
    throw new RepondeurError('conflict', `${key} is in a file of its own, which ${key}_file names: change it there.`);
  return setting;
}

function edited(text: string, { key, path }: Setting, value: unknown): string {
  const result = editToml(text, path, value);
  if (result === null)
    throw new RepondeurError('conflict', `${key} cannot be changed here without touching what else is in the settings file: edit the file.`);
  return result;
}

/** With the mode and the owner of the file: it holds passwords. */
async function writeBeside(path: string, next: string, text: string): Promise<void> {
  const { mode, uid, gid } = await stat(path);
  try {
    await rm(next, { force: true });
    await writeFile(next, text, { mode: 0o600, flag: 'wx', flush: true });
    if (process.getuid?.() === 0) await chown(next, uid, gid);
    await chmod(next, mode & 0o777);
  } catch (error) {
    const { code } = asError(error) as NodeJS.ErrnoException;
    throw new RepondeurError('conflict', `The settings file cannot be written (${code}): edit it by hand, or let the service write in its folder.`, {
      cause: error,
    });
  }
}
