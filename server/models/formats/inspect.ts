import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { RepondeurError } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import { type ModelKind, modelKinds } from '../contract.ts';
import { isLanguageModel, needLanguageModel } from './gguf.ts';
import { isVoice, needVoice } from './piper.ts';
import { isSpeechModel } from './speech.ts';

const kinds: Record<ModelKind, { is: (folder: string) => Promise<boolean>; what: string; command: string }> = {
  speech: { is: isSpeechModel, what: 'Vosk model (am/final.mdl)', command: 'models' },
  'language-model': { is: isLanguageModel, what: 'language model (.gguf)', command: 'models' },
  voice: { is: isVoice, what: 'Piper voice (.onnx with .onnx.json)', command: 'voices' },
};

/** A deeper look that belongs to the engine, given by the composition. Rejects with what is wrong. */
export type Inspect = (kind: ModelKind, folder: string) => Promise<void>;

/** The folder that holds the model itself: the given one, or the one inside it that an archive wraps it in. Rejects with 'bad-input' when there is none. */
export async function modelRoot(folder: string, wanted: readonly ModelKind[], from: string): Promise<{ root: string; kind: ModelKind }> {
  const inside = (await readdir(folder, { withFileTypes: true })).filter((entry) => entry.isDirectory()).map(({ name }) => join(folder, name));
  for (const root of [folder, ...inside]) {
    for (const kind of wanted) if (await kinds[kind].is(root)) return { root, kind };
  }
  const what = wanted.map((kind) => kinds[kind].what).join(' and no ');
  for (const kind of modelKinds) {
    if (!wanted.includes(kind) && (await kinds[kind].is(folder)))
      throw new RepondeurError('bad-input', `${from} is a ${kinds[kind].what}: bin/repondeur ${kinds[kind].command} add takes it`);
  }
  throw new RepondeurError('bad-input', `there is no ${what} in ${from}: check that it is the right one`);
}

/** Whether the files are what they are said to be; the language, where they state it. */
export async function inspectFormat(kind: ModelKind, folder: string, languages: readonly Language[]): Promise<readonly Language[]> {
  if (kind === 'language-model') await needLanguageModel(folder);
  if (kind !== 'voice') return languages;
  const spoken = await needVoice(folder);
  if (languages.length > 0 && !languages.includes(spoken)) {
    throw new RepondeurError(
      'bad-input',
      `the voice speaks ${spoken}, not ${languages.join(' or ')}: take another voice, or add it for --language ${spoken}`,
    );
  }
  return [spoken];
}
