import { mkdir, rename, writeFile } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { Language } from '../../../../../core/language.ts';
import { rehearsalGraph } from './graph.ts';
import { phonemeSounds } from './phonemes.ts';

export interface RehearsalVoiceOptions {
  language: Language;
  /** Default 22050, as most of Piper's voices. */
  sampleRateHz?: number;
  /** Default 1. */
  speakers?: readonly string[];
}

const locales: Record<Language, { code: string; espeak: string }> = { fr: { code: 'fr_FR', espeak: 'fr' }, en: { code: 'en_GB', espeak: 'en-gb' } };

/**
 * Makes a voice of a few kB in the form of Piper's, two files: it buzzes more than it speaks, but takes the whole way of a real one. For tests, and for
 * rehearsals on machines where no voice is installed.
 */
export async function makeRehearsalVoice(path: string, { language, sampleRateHz = 22_050, speakers = [] }: RehearsalVoiceOptions): Promise<string> {
  const { code, espeak } = locales[language];
  const description = {
    audio: { sample_rate: sampleRateHz, quality: 'rehearsal' },
    espeak: { voice: espeak },
    language: { code, family: language },
    inference: { noise_scale: 0.667, length_scale: 1, noise_w: 0.8 },
    phoneme_type: 'espeak',
    phoneme_map: {},
    phoneme_id_map: Object.fromEntries(phonemeSounds.map(({ symbol }, id) => [symbol, [id]])),
    num_symbols: phonemeSounds.length,
    num_speakers: Math.max(1, speakers.length),
    speaker_id_map: Object.fromEntries(speakers.map((name, id) => [name, id])),
    piper_version: '1.0.0',
  };
  await mkdir(dirname(path), { recursive: true });
  await replace(`${path}.json`, JSON.stringify(description, null, 2));
  await replace(path, rehearsalGraph(sampleRateHz, Math.max(1, speakers.length)));
  return path;
}

/** Two rehearsals may make the same voice at once. */
async function replace(path: string, content: string | Buffer): Promise<void> {
  const unfinished = `${path}.${process.pid}.${Math.random().toString(36).slice(2)}`;
  await writeFile(unfinished, content);
  await rename(unfinished, path);
}
