import { join, resolve } from 'node:path';
import { visitKeys } from './document-walk.ts';
import type { SettingsDocument } from './schema.ts';

export interface Places {
  /** What relative paths in the document start from: the folder of the settings file. */
  folder: string;
  /** What "~/" stands for. */
  home: string;
  runsAsRoot: boolean;
}

/** Makes every path of the document absolute and fills in those that follow from data_dir, in place. */
export function fillPaths(document: SettingsDocument, places: Places): void {
  document.data_dir ??= places.runsAsRoot ? '/var/lib/repondeur' : join(places.home, '.local/share/repondeur');
  document.database ??= {};
  document.speech_to_text ??= {};
  document.text_to_speech ??= {};
  visitKeys(document, ({ meta, table, name }) => {
    const value = table[name];
    if (!meta.path) return;
    if (Array.isArray(value)) table[name] = value.map((item) => placed(item, places));
    else table[name] = placed(value, places);
  });
  // A data_dir that is no text is a fault of its own; what follows from it must not be reported as missing.
  const dataDir = typeof document.data_dir === 'string' ? document.data_dir : places.folder;
  setDefault(document.database, 'file', join(dataDir, 'repondeur.sqlite'));
  setDefault(document.database, 'master_key_file', join(dataDir, 'master.key'));
  setDefault(document.speech_to_text, 'models_dir', join(dataDir, 'models'));
  setDefault(document.text_to_speech, 'voices_dir', join(dataDir, 'voices'));
}

/** What is no text is a fault that the schema tells. */
function placed(value: unknown, places: Places): unknown {
  return typeof value === 'string' && value.trim() !== '' ? absolute(value.trim(), places) : value;
}

export function absolute(path: string, { home, folder }: Places): string {
  return path === '~' || path.startsWith('~/') ? join(home, path.slice(1)) : resolve(folder, path);
}

function setDefault(section: unknown, key: string, value: string): void {
  if (typeof section === 'object' && section !== null && !Array.isArray(section)) (section as Record<string, unknown>)[key] ??= value;
}
