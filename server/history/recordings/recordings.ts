import { rename, rm } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { type PlayableWav, playableWav } from '../../audio/playable-wav.ts';
import type { WavFormat } from '../../audio/wav-header.ts';
import { type ByteSource, openPlainFile, piecesOf } from '../../core/byte-source.ts';
import { asError, isCode, RepondeurError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import { makeFolder } from '../../core/make-folder.ts';
import { keyIdOfFile, openSealedFile } from '../../database/secrets/sealed-file/reader.ts';
import { SealedFileWriter } from '../../database/secrets/sealed-file/writer.ts';
import type { UserKeys } from '../../database/secrets/user-keys.ts';
import type { RecordingFile } from '../contract.ts';
import { RecordingWriter } from './recording-writer.ts';

export interface RecordingsOptions {
  keys: Pick<UserKeys, 'existingCipherOf'>;
  /** What new recordings are sealed with. */
  sealWith: Pick<UserKeys, 'cipherOf'>;
  logger: Logger;
}

/** `file` is to be closed. */
export interface OpenRecording extends PlayableWav {
  /** Whether its end was written. */
  complete: boolean;
}

/**
 * The sound of calls on disk: WAV files, each sealed with the key of the user it was for. Those from before there were keys are plain, and read as well. A
 * file is bound to its name: under another it does not open.
 */
export class Recordings {
  readonly #options: RecordingsOptions;

  constructor(options: RecordingsOptions) {
    this.#options = options;
  }

  /** Begins one; the path must be free. Rejects with 'storage-failed'. */
  async create(path: string, userId: string, format: WavFormat): Promise<RecordingWriter> {
    const sink = await this.#sealedFile(path, path, userId);
    const writer = new RecordingWriter({ path, sink, ...format });
    await writer.begin();
    return writer;
  }

  /** Null when it is gone, or the key that it was sealed with. Rejects with 'storage-failed' when it was changed, with 'bad-input' when it is no sound. */
  async open(path: string, userId: string): Promise<OpenRecording | null> {
    const source = await this.#open(path, userId);
    if (source && !source.complete) this.#options.logger.warn({ path }, 'a recording has no end: its process died, or a part was cut off');
    return source && (await playable(source, path));
  }

  /** As `open`, of what a process that died may have left: what can be read of it. Null also when that is nothing. */
  async salvage(path: string, userId: string): Promise<OpenRecording | null> {
    try {
      const source = await this.#open(path, userId, true);
      const sound = source && (await playable(source, path));
      if (!sound || sound.durationMs > 0) return sound;
      await sound.file.close();
    } catch (error) {
      this.#options.logger.warn({ err: asError(error), path }, 'the recording that an earlier process left cannot be read');
    }
    return null;
  }

  /** The recording that a process that died has left, with an end put to it; undefined when there is none that can be read. */
  async recover(path: string | null, userId: string): Promise<RecordingFile | undefined> {
    const sound = path === null ? null : await this.salvage(path, userId);
    if (path === null || !sound) return undefined;
    try {
      if (!sound.complete) await this.#rewrite(path, userId, sound.file);
    } catch (error) {
      this.#options.logger.warn({ err: asError(error), path }, 'no end could be put to the recording of a call that broke off; it is kept as it is');
    } finally {
      await sound.file.close();
    }
    const { durationMs, sampleRateHz, channels } = sound;
    return { path, durationMs: Math.round(durationMs), sampleRateHz, channels };
  }

  /** Takes over a plain WAV, which stays. Rejects with 'storage-failed', or as {@link playableWav} does. */
  async take(from: string, path: string, userId: string): Promise<RecordingFile> {
    const sound = await playable(await openPlainFile(from), from);
    try {
      await this.#write(path, path, userId, sound.file);
      const { durationMs, sampleRateHz, channels } = sound;
      return { path, durationMs: Math.round(durationMs), sampleRateHz, channels };
    } finally {
      await sound.file.close();
    }
  }

  async #rewrite(path: string, userId: string, file: ByteSource): Promise<void> {
    const unfinished = `${path}.unfinished`;
    await rm(unfinished, { force: true });
    await this.#write(unfinished, path, userId, file);
    await rename(unfinished, path);
  }

  /** A part of a file is no recording: it is removed when not all can be written. */
  async #write(path: string, name: string, userId: string, file: ByteSource): Promise<void> {
    const writer = await this.#sealedFile(path, name, userId);
    try {
      for await (const piece of piecesOf(file)) await writer.append(piece);
      await writer.finish();
    } catch (cause) {
      await writer.abandon();
      await rm(path, { force: true });
      throw storageFailed(path, cause);
    }
  }

  async #sealedFile(path: string, name: string, userId: string): Promise<SealedFileWriter> {
    const cipher = await this.#options.sealWith.cipherOf(userId);
    const writer = new SealedFileWriter({ path, cipher, place: placeOf(name) });
    try {
      await makeFolder(dirname(path), 0o700);
      await writer.open();
      return writer;
    } catch (cause) {
      throw storageFailed(path, cause);
    }
  }

  async #open(path: string, userId: string, salvage = false): Promise<(ByteSource & { complete: boolean }) | null> {
    try {
      const plain = await openIfPlain(path);
      if (plain) return plain;
      const cipher = await this.#options.keys.existingCipherOf(userId);
      return cipher ? await openSealedFile(path, { cipher, place: placeOf(path), salvage }) : null;
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code === 'ENOENT' || isCode(error, 'not-found')) return null;
      throw error;
    }
  }
}

/** Undefined for one that is sealed. */
async function openIfPlain(path: string): Promise<(ByteSource & { complete: boolean }) | undefined> {
  const file = await openPlainFile(path);
  const plain = await keyIdOfFile(file).then(
    (keyId) => keyId === undefined,
    async (error) => {
      await file.close();
      throw error;
    },
  );
  if (plain) return { ...file, complete: true };
  await file.close();
}

async function playable(source: ByteSource & { complete?: boolean }, path: string): Promise<OpenRecording> {
  try {
    return { ...(await playableWav(source)), complete: source.complete ?? true };
  } catch (error) {
    await source.close();
    if (isCode(error, 'bad-input')) throw new RepondeurError('bad-input', `${path}: ${error.message}`, { cause: error });
    throw error;
  }
}

/** The file may move with its folder. */
const placeOf = (path: string) => `recordings:${basename(path)}`;

function storageFailed(path: string, cause: unknown): RepondeurError {
  return new RepondeurError('storage-failed', `the recording ${path} cannot be written: ${asError(cause).message}`, { cause });
}
