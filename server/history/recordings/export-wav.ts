import { open, rm } from 'node:fs/promises';
import { type ByteSource, piecesOf } from '../../core/byte-source.ts';

/** Writes a recording as a plain WAV, for its owner alone, and closes it. Rejects with the system's own error, also when the file is there already; a part of it never stays. */
export async function exportWav(sound: ByteSource, path: string): Promise<void> {
  try {
    const file = await open(path, 'wx', 0o600);
    try {
      for await (const piece of piecesOf(sound)) await file.writeFile(piece);
    } catch (error) {
      await rm(path, { force: true });
      throw error;
    } finally {
      await file.close();
    }
  } finally {
    await sound.close();
  }
}
