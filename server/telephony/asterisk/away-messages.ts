import { mkdir, readFile, rename } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { decodeWav, encodeWav } from '../../audio/wav-file.ts';
import { parseWavHeader } from '../../audio/wav-header.ts';
import { asError, isCode } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import { type AwayFiles, endOfAwayCall, isPlainFile, listAwayFiles, readAwayCall, removeAwayFiles } from './away-files.ts';
import { writePrivateFile } from './private-files.ts';

/** What a caller left while the server was away. */
export interface AwayMessage {
  /** The unique id of the caller's channel: the same message has the same id however often it is handed in. */
  switchCallId: string;
  /** As the network gave it; null when it is withheld. */
  from: string | null;
  /** The dialled number as the trunk gave it. */
  to: string;
  startedAt: Date;
  endedAt: Date;
  /** A WAV file, 16 kHz mono, of the caller alone. It is removed once it is stored: copy or move it. */
  path: string;
  durationMs: number;
}

export interface AwayImportOptions {
  /** {@link WrittenConfiguration.awaySpoolDirectory}. */
  spoolDirectory: string;
  /** Resolves when the message is safe. It may be handed the same message again after a crash, and must then keep one. */
  store(message: AwayMessage): Promise<void>;
  logger: Logger;
  signal?: AbortSignal;
  now?: () => number;
}

export interface AwayImport {
  stored: number;
  /** Callers who said nothing. */
  empty: number;
  /** Those that cannot be read; kept in `rejected/` of the spool. */
  rejected: number;
  /** Those that the caller is still speaking into. */
  unfinished: number;
}

/** Longer than the longest recording (away.longestMessageS) with its prompts. */
const abandonedAfterMs = 300_000;
const shortestMs = 1000;
/** Below −44 dBFS throughout, nobody spoke: Record leaves one second of the silence that ended it. */
const quietestPeak = 200;

/**
 * Hands over each message that callers left in the dialplan's voicemail, the oldest first, and removes it once it is stored. A message that cannot be stored stays
 * for the next time; the others are still handed over, then the first error is thrown. Nothing is handed over twice, except after a crash between both.
 */
export async function importAwayMessages(options: AwayImportOptions): Promise<AwayImport> {
  const { spoolDirectory, signal, logger, now = Date.now } = options;
  const result: AwayImport = { stored: 0, empty: 0, rejected: 0, unfinished: 0 };
  let failure: Error | undefined;
  for (const files of await listAwayFiles(spoolDirectory)) {
    signal?.throwIfAborted();
    try {
      result[await importOne(files, now(), options)]++;
    } catch (thrown) {
      failure ??= asError(thrown);
    }
  }
  if (result.stored > 0) logger.info({ ...result }, 'brought in messages that were left while the server was away');
  if (failure) throw failure;
  return result;
}

async function importOne(files: AwayFiles, nowMs: number, { store, logger, spoolDirectory }: AwayImportOptions): Promise<keyof AwayImport> {
  const endedAt = await endOfAwayCall(files, nowMs, abandonedAfterMs);
  if (!endedAt) return 'unfinished';
  let message: AwayMessage | undefined;
  try {
    message = await readMessage(files, endedAt);
  } catch (thrown) {
    if (!isCode(thrown, 'bad-input')) throw thrown;
    logger.warn({ switchCallId: files.id, err: thrown }, 'a message that was left while the server was away cannot be read; it is kept in rejected/');
    await reject(files, spoolDirectory);
    return 'rejected';
  }
  if (message) await store(message);
  await removeAwayFiles(files);
  return message ? 'stored' : 'empty';
}

/** Undefined when nobody spoke. Throws 'bad-input' for what the dialplan did not write. */
async function readMessage(files: AwayFiles, endedAt: Date): Promise<AwayMessage | undefined> {
  if (!(await isPlainFile(files.sound))) return undefined;
  const bytes = await readFile(files.sound);
  const sound = decodeWav(bytes);
  const call = await readAwayCall(files);
  if (sound.durationMs < shortestMs || sound.pcm.every((sample) => Math.abs(sample) < quietestPeak)) return undefined;
  // An Asterisk that was killed leaves the length in the header at 0: other programs would play nothing.
  if (parseWavHeader(bytes)?.dataBytes !== sound.pcm.byteLength) await writePrivateFile(files.sound, encodeWav(sound.pcm, sound), undefined);
  return { switchCallId: files.id, ...call, endedAt, path: files.sound, durationMs: Math.round(sound.durationMs) };
}

async function reject(files: AwayFiles, spoolDirectory: string): Promise<void> {
  const rejected = join(spoolDirectory, 'rejected');
  await mkdir(rejected, { recursive: true, mode: 0o700 });
  for (const path of [files.sound, files.call, files.done]) {
    await rename(path, join(rejected, basename(path))).catch((error: NodeJS.ErrnoException) => {
      if (error.code !== 'ENOENT') throw error;
    });
  }
}
