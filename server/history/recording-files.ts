import { isAbsolute, join, relative } from 'node:path';

/** What the name of a sealed recording ends in, where a plain one ends in ".wav". */
export const sealedEnding = '.wav.sealed';

export const recordingsFolder = (dataDir: string) => join(dataDir, 'recordings');

/** Where the recording of a call is kept: <data_dir>/recordings/2026/11/<id>.wav.sealed, by the UTC month the call began. */
export function recordingPath(dataDir: string, startedAt: Date, callId: string): string {
  const month = String(startedAt.getUTCMonth() + 1).padStart(2, '0');
  return join(recordingsFolder(dataDir), String(startedAt.getUTCFullYear()), month, `${callId}${sealedEnding}`);
}

/** The path as it is stored: relative to the data folder, so that the folder can be moved or restored elsewhere. */
export function storedPath(dataDir: string, path: string): string {
  const inside = relative(dataDir, path);
  return inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}

export function absolutePath(dataDir: string, stored: string): string {
  return isAbsolute(stored) ? stored : join(dataDir, stored);
}
