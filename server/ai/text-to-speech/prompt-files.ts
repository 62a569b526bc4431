import { createHash } from 'node:crypto';
import { mkdir, readdir, readFile, rename, rm, stat, utimes, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { bytesOfPcm, type Pcm, pcmOfBytes } from '../../core/audio-frame.ts';
import { asError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';

export interface PromptFilesOptions {
  directory: string;
  /** Of all files; those unused for longest go first. Default 64 MiB, 35 minutes of speech. */
  maxBytes?: number;
  logger: Logger;
}

const ending = '.pcm';
const digestBytes = 32;

/**
 * Sound of fixed prompts on disk, so that a slow voice makes each only once: 16 kHz s16 mono after the SHA-256 of it, in a file named by the digest of
 * what the sound depends on. A file that was damaged is made again; a disk that fails costs time, never a prompt.
 */
export class PromptFiles {
  readonly #directory: string;
  readonly #maxBytes: number;
  readonly #logger: Logger;

  constructor({ directory, maxBytes = 64 * 1024 * 1024, logger }: PromptFilesOptions) {
    this.#directory = directory;
    this.#maxBytes = maxBytes;
    this.#logger = logger;
  }

  /** The sound filed under this fingerprint, else what `make` gives, which is filed. Rejects only as `make` does. */
  async soundOf(fingerprint: string, make: () => Promise<Pcm>): Promise<Pcm> {
    const path = join(this.#directory, `${digestOf(fingerprint).toString('hex')}${ending}`);
    const kept = await this.#read(path);
    if (kept) return kept;
    const pcm = await make();
    try {
      await this.#write(path, pcm);
      await this.#tidy();
    } catch (error) {
      this.#logger.warn({ error: asError(error).message }, 'the sound of a prompt could not be kept on disk');
    }
    return pcm;
  }

  async #read(path: string): Promise<Pcm | undefined> {
    try {
      const bytes = await readFile(path);
      const sound = bytes.subarray(digestBytes);
      if (sound.length === 0 || !digestOf(sound).equals(bytes.subarray(0, digestBytes))) {
        this.#logger.warn({ path }, 'the kept sound of a prompt is damaged and is made again');
        return undefined;
      }
      const now = new Date();
      await utimes(path, now, now);
      return pcmOfBytes(sound);
    } catch (error) {
      if ((error as NodeJS.ErrnoException).code !== 'ENOENT') {
        this.#logger.warn({ error: asError(error).message }, 'the kept sound of a prompt cannot be read and is made again');
      }
      return undefined;
    }
  }

  /** In one rename: a service that is stopped meanwhile leaves no half of a prompt under its name. */
  async #write(path: string, pcm: Pcm): Promise<void> {
    if (pcm.length === 0) return;
    const sound = bytesOfPcm(pcm);
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const unfinished = `${path}.${process.pid}.unfinished`;
    try {
      await writeFile(unfinished, Buffer.concat([digestOf(sound), sound]), { mode: 0o600 });
      await rename(unfinished, path);
    } catch (error) {
      // A disk that is full must not fill up with halves.
      await rm(unfinished, { force: true });
      throw error;
    }
  }

  async #tidy(): Promise<void> {
    const names = await readdir(this.#directory);
    const own = names.filter((name) => name.endsWith(ending) || name.endsWith('.unfinished')).map((name) => join(this.#directory, name));
    const files = await Promise.all(own.map(async (path) => ({ path, ...(await sizeAndUse(path)) })));
    let bytes = files.reduce((sum, file) => sum + file.bytes, 0);
    for (const { path, bytes: size } of files.sort((a, b) => a.usedMs - b.usedMs)) {
      if (bytes <= this.#maxBytes) return;
      await rm(path, { force: true });
      bytes -= size;
    }
  }
}

async function sizeAndUse(path: string): Promise<{ bytes: number; usedMs: number }> {
  // Another prompt may have been filed, or tidied away, meanwhile.
  const found = await stat(path).catch(() => undefined);
  return { bytes: found?.size ?? 0, usedMs: found?.mtimeMs ?? 0 };
}

function digestOf(content: string | Uint8Array): Buffer {
  return createHash('sha256').update(content).digest();
}
