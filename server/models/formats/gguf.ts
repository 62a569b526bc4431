import { open, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RepondeurError } from '../../core/errors.ts';

export async function isLanguageModel(folder: string): Promise<boolean> {
  return (await readdir(folder)).some((name) => /\.gguf$/i.test(name));
}

/** The first 24 bytes of a GGUF file: magic, version, number of tensors, number of keys (github.com/ggml-org/ggml/blob/master/docs/gguf.md). Rejects with 'bad-input' for anything else. */
export async function needLanguageModel(folder: string): Promise<void> {
  const files = (await readdir(folder)).filter((name) => /\.gguf$/i.test(name));
  const [file] = files;
  if (file === undefined || files.length > 1) {
    throw new RepondeurError('bad-input', `${folder} has ${files.length} .gguf files instead of one: name the file itself with --file`);
  }
  const handle = await open(join(folder, file));
  try {
    const { buffer, bytesRead } = await handle.read(Buffer.alloc(24), 0, 24, 0);
    if (bytesRead < 24 || buffer.toString('latin1', 0, 4) !== 'GGUF') throw notUsable(file, 'it is no GGUF file');
    const version = buffer.readUInt32LE(4);
    if (version < 2 || version > 3) throw notUsable(file, `its GGUF version is ${version}, 2 or 3 is understood`);
    if (buffer.readBigUInt64LE(8) === 0n) throw notUsable(file, 'it has no weights');
  } finally {
    await handle.close();
  }
}

function notUsable(file: string, why: string): RepondeurError {
  return new RepondeurError('bad-input', `${file} cannot be used: ${why}; take another file`);
}
