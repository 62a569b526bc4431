import { mkdir } from 'node:fs/promises';
import { join } from 'node:path';
import { makeRehearsalVoice } from '../ai/text-to-speech/providers/piper/rehearsal-voice/make-voice.ts';
import { writeRehearsalMind } from './rehearsal-mind.ts';
import type { StageOptions } from './stage.ts';

/** Piper voices and a language model of the machine's own making, in a folder: all three engines load real files, without any that people made. */
export async function makeFullEngines(folder: string): Promise<Required<Pick<StageOptions, 'voices' | 'languageModel'>>> {
  await mkdir(folder, { recursive: true });
  const fr = await makeRehearsalVoice(join(folder, 'rehearsal-fr.onnx'), { language: 'fr' });
  const en = await makeRehearsalVoice(join(folder, 'rehearsal-en.onnx'), { language: 'en' });
  const languageModel = join(folder, 'rehearsal-mind.gguf');
  writeRehearsalMind(languageModel);
  return { voices: { fr, en }, languageModel };
}
