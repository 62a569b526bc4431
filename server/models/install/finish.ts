import { open } from 'node:fs/promises';
import { join } from 'node:path';
import type { InstalledModel, InstalledRecord, OnProgress } from '../contract.ts';
import { type ModelPlaces, recordName } from './places.ts';
import { filesOf } from './record.ts';
import { clearWork, replaceWith, syncFolders } from './replace.ts';

export interface FinishOptions {
  onProgress: OnProgress;
  signal?: AbortSignal;
}

/** The last step of every way in: writes the record into the finished folder and puts it in the model's place. From the rename on it cannot be interrupted. */
export async function finish(
  folder: string,
  about: Omit<InstalledRecord, 'version' | 'files' | 'installedAt'>,
  places: ModelPlaces,
  { onProgress, signal }: FinishOptions,
): Promise<InstalledModel> {
  const files = await filesOf(folder, onProgress, signal);
  const record: InstalledRecord = { version: 1, ...about, installedAt: new Date().toISOString(), files };
  await writeSynced(join(folder, recordName), `${JSON.stringify(record, null, 2)}\n`);
  await syncFolders(folder);
  signal?.throwIfAborted();
  await replaceWith(folder, places);
  await clearWork(places);
  return { path: places.target, bytes: files.reduce((sum, { bytes }) => sum + bytes, 0), record };
}

async function writeSynced(path: string, text: string): Promise<void> {
  const file = await open(path, 'w', 0o644);
  try {
    await file.writeFile(text);
    await file.sync();
  } finally {
    await file.close();
  }
}
