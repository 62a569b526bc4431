import { isAbsolute, join, relative } from 'node:path';

/** Where the recording of a call is kept: <data_dir>/recordings/2026/11/<id>.wav, by the UTC month the call began. */
export function recordingPath(dataDir: string, startedAt: Date, callId: string): string {
  const month = String(startedAt.getUTCMonth() + 1).padStart(2, '0');
  return join(dataDir, 'recordings', String(startedAt.getUTCFullYear()), month, `${callId}.wav`);
}

/** The path as it is stored: relative to the data folder, so that the folder can be moved or restored elsewhere. */
export function storedPath(dataDir: string, path: string): string {
  const inside = relative(dataDir, path);
  return inside.startsWith('..') || isAbsolute(inside) ? path : inside;
}

export function absolutePath(dataDir: string, stored: string): string {
  return isAbsolute(stored) ? stored : join(dataDir, stored);
}
