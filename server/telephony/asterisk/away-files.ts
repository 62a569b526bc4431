import { lstat, readdir, readFile, rm } from 'node:fs/promises';
import { join } from 'node:path';
import { RepondeurError } from '../../core/errors.ts';

/**
 * What the dialplan (context [away] of dialplan/extensions.conf) leaves of one call: `<id>.call` before anything is said, `<id>.wav16` while the caller
 * speaks, `<id>.done` at the very end.
 */
export interface AwayFiles {
  id: string;
  call: string;
  sound: string;
  done: string;
}

/** The four lines of `<id>.call`. */
export interface AwayCall {
  startedAt: Date;
  from: string | null;
  to: string;
}

/** Asterisk's unique id: seconds since 1970, a dot and a counter. */
const nameOfFile = /^(\d+\.\d+)\.(?:call|wav16|done)$/;

/** Every call that left something, the oldest first. None when nobody ever called while the server was away. */
export async function listAwayFiles(spoolDirectory: string): Promise<AwayFiles[]> {
  const names = await readdir(spoolDirectory).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return [];
    throw new RepondeurError('storage-failed', `${spoolDirectory}, where messages of callers wait, cannot be read`, { cause: error });
  });
  const ids = new Set(names.map((name) => nameOfFile.exec(name)?.[1]).filter((id) => id !== undefined));
  return [...ids].sort((a, b) => Number.parseFloat(a) - Number.parseFloat(b)).map((id) => awayFiles(spoolDirectory, id));
}

function awayFiles(directory: string, id: string): AwayFiles {
  return { id, call: join(directory, `${id}.call`), sound: join(directory, `${id}.wav16`), done: join(directory, `${id}.done`) };
}

/**
 * When nothing changes any more: the time in `<id>.done`; for a call whose Asterisk was killed, the last change of its files once that is longer ago
 * than any recording takes. Undefined while the caller may still be speaking.
 */
export async function endOfAwayCall(files: AwayFiles, nowMs: number, abandonedAfterMs: number): Promise<Date | undefined> {
  const said = await readFile(files.done, 'utf8').catch(() => undefined);
  const changes = await Promise.all([files.call, files.sound, files.done].map((path) => lastChangeMs(path)));
  const lastMs = Math.max(...changes);
  if (said !== undefined) return epoch(said) ?? new Date(lastMs);
  return nowMs - lastMs > abandonedAfterMs ? new Date(lastMs) : undefined;
}

/** Throws 'bad-input' when the lines are not what the dialplan writes. */
export async function readAwayCall(files: AwayFiles): Promise<AwayCall> {
  const [started = '', from = '', to = ''] = (await readFile(files.call, 'utf8').catch(() => '')).split('\n');
  const startedAt = epoch(started);
  if (!startedAt || !/^\+?\d*$/.test(from) || !/^[+0-9a-zA-Z]+$/.test(to))
    throw new RepondeurError('bad-input', 'it is not known when, and for whom, it was');
  return { startedAt, from: from === '' ? null : from, to };
}

/** Asterisk's account owns the spool and could have put a link there: only a plain file is ever opened. */
export async function isPlainFile(path: string): Promise<boolean> {
  return lstat(path).then(
    (found) => found.isFile(),
    () => false,
  );
}

/** The sound first: what is left of an interruption is then no message any more. */
export async function removeAwayFiles(files: AwayFiles): Promise<void> {
  for (const path of [files.sound, files.call, files.done]) await rm(path, { force: true });
}

function lastChangeMs(path: string): Promise<number> {
  return lstat(path).then(
    ({ mtimeMs }) => mtimeMs,
    () => 0,
  );
}

function epoch(text: string): Date | undefined {
  return /^\d{9,11}\s*$/.test(text) ? new Date(Number(text) * 1000) : undefined;
}
