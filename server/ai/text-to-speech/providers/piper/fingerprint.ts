import { createHash } from 'node:crypto';
import { createReadStream } from 'node:fs';
import { pipeline } from 'node:stream/promises';
import type { Language } from '../../../../core/language.ts';
import type { PiperSettings } from './settings.ts';

/** To be raised when the same text, voice and settings come to sound otherwise. */
const version = 1;

/** What the sound of a text depends on besides the text: both files of the voice and the settings that are heard. */
export async function fingerprintOfVoice(path: string, language: Language, settings: PiperSettings): Promise<string> {
  const { speed, volumeDb, noiseScale, noiseW, sentencePauseMs, speakers } = settings;
  const hash = createHash('sha256');
  for (const file of [path, `${path}.json`]) await pipeline(createReadStream(file), hash, { end: false });
  hash.update(JSON.stringify([version, language, speed, volumeDb, noiseScale, noiseW, sentencePauseMs, speakers[language]]));
  return `piper ${hash.digest('hex')}`;
}
