import { existsSync } from 'node:fs';
import { fileURLToPath } from 'node:url';
import { RepondeurError } from '../../../../core/errors.ts';

/** The machine, as `process.platform` and `process.arch` name it. */
export interface Machine {
  platform: string;
  arch: string;
}

/** Where libvosk is: the configured path, or the library inside the npm package. Throws 'engine-missing' when there is none for this machine. */
export function findLibrary(configured: string | undefined, { platform, arch }: Machine): string {
  if (configured !== undefined) {
    if (existsSync(configured)) return configured;
    throw new RepondeurError('engine-missing', `there is no libvosk at ${configured}: correct libraryPath, or leave it out on x86-64`);
  }
  if (platform === 'linux' && arch === 'x64') {
    const packaged = fileURLToPath(new URL('lib/linux-x86_64/libvosk.so', import.meta.resolve('vosk/package.json')));
    if (existsSync(packaged)) return packaged;
    throw new RepondeurError('engine-missing', `the npm package vosk has lost its library ${packaged}: run npm ci again`);
  }
  const wayOut = 'set libraryPath to a libvosk.so for this machine (the Python wheel of vosk holds one)';
  throw new RepondeurError('engine-missing', `the npm package vosk has no library for ${platform} on ${arch}: ${wayOut}`);
}
