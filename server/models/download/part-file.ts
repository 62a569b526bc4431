import { readFile, rm, stat, writeFile } from 'node:fs/promises';
import { z } from 'zod';
import type { OfferedFile } from '../contract.ts';

const noteForm = z.object({ url: z.string(), bytes: z.int(), hex: z.string(), validator: z.string().nullable() });

/** A download, perhaps not whole: the bytes so far, and beside them a note of what they are a part of. */
export class PartFile {
  readonly path: string;
  readonly #file: OfferedFile;

  constructor(path: string, file: OfferedFile) {
    this.path = path;
    this.#file = file;
  }

  /** How much is there of this very file, and the validator (RFC 9110, section 13.1.5) the server gave for it. Nothing of another one is kept. */
  async state(): Promise<{ bytes: number; validator: string | null }> {
    const size = await sizeOf(this.path);
    const note = noteForm.safeParse(await readNote(this.#notePath));
    const { url, bytes, digest } = this.#file;
    if (note.success && size <= bytes && note.data.url === url && note.data.bytes === bytes && note.data.hex === digest.hex) {
      return { bytes: size, validator: note.data.validator };
    }
    await this.forget();
    return { bytes: 0, validator: null };
  }

  async note(validator: string | null): Promise<void> {
    const { url, bytes, digest } = this.#file;
    await writeFile(this.#notePath, JSON.stringify({ url, bytes, hex: digest.hex, validator }));
  }

  async forget(): Promise<void> {
    for (const path of [this.path, this.#notePath]) await rm(path, { force: true });
  }

  get #notePath(): string {
    return `${this.path}.json`;
  }
}

async function sizeOf(path: string): Promise<number> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return 0;
    throw error;
  }
}

/** A note that is missing or cut short is no note. */
async function readNote(path: string): Promise<unknown> {
  try {
    return JSON.parse(await readFile(path, 'utf8'));
  } catch (error) {
    if (error instanceof SyntaxError || (error as NodeJS.ErrnoException).code === 'ENOENT') return undefined;
    throw error;
  }
}
