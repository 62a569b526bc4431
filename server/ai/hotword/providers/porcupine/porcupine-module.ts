import { createRequire } from 'node:module';
import { isAbsolute } from 'node:path';
import { pathToFileURL } from 'node:url';
import { asError, RepondeurError } from '../../../../core/errors.ts';

/** One listener: as class `Porcupine` of @picovoice/porcupine-node 4 (dist/types/porcupine.d.ts). */
export interface PorcupineInstance {
  /** Samples that `process` takes, no more and no less. */
  readonly frameLength: number;
  readonly sampleRate: number;
  readonly version: string;
  /** The place of the keyword that ends in this frame; -1 for none. */
  process(frame: Int16Array): number;
  release(): void;
}

export type PorcupineClass = new (
  accessKey: string,
  keywords: string[],
  sensitivities: number[],
  options?: { modelPath?: string },
) => PorcupineInstance;

/** Loads the package, which is not installed by default. Rejects with 'engine-missing' that says how to install it. */
export async function loadPorcupine(module: string): Promise<PorcupineClass> {
  try {
    const path = isAbsolute(module) ? module : createRequire(import.meta.url).resolve(module);
    const loaded = (await import(pathToFileURL(path).href)) as { Porcupine?: PorcupineClass; default?: { Porcupine?: PorcupineClass } };
    const found = loaded.Porcupine ?? loaded.default?.Porcupine;
    if (found) return found;
  } catch (cause) {
    throw new RepondeurError(
      'engine-missing',
      `Porcupine cannot be loaded from ${module} (${firstLine(asError(cause).message)}); npm install --no-save @picovoice/porcupine-node@4 installs it`,
      { cause },
    );
  }
  throw new RepondeurError('engine-missing', `${module} is not Porcupine: it has no class of that name`);
}

/** Its errors repeat the access key that they do not like: it must not reach a log. */
export function withoutKey(thrown: unknown, accessKey: string): string {
  return asError(thrown).message.replaceAll(accessKey, '[secret]').replace(/\s+/g, ' ').trim();
}

const firstLine = (text: string) => text.split('\n')[0] ?? '';
