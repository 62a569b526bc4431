import { readdir, readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import { RepondeurError } from '../../core/errors.ts';
import { type Language, languageOf } from '../../core/language.ts';

/** What Piper's synthesis needs of a voice's .onnx.json. */
const configForm = z.object({
  audio: z.object({ sample_rate: z.int().min(8000).max(48_000) }),
  espeak: z.object({ voice: z.string() }),
  language: z.object({ code: z.string() }).optional(),
  phoneme_id_map: z.record(z.string(), z.array(z.int())),
});

export async function isVoice(folder: string): Promise<boolean> {
  return (await readdir(folder)).some((name) => name.endsWith('.onnx'));
}

/** Checks the two files of a Piper voice and gives its language. Rejects with 'bad-input' that names the file and what is wrong with it. */
export async function needVoice(folder: string): Promise<Language> {
  const models = (await readdir(folder)).filter((name) => name.endsWith('.onnx'));
  const [model] = models;
  if (model === undefined || models.length > 1) {
    throw new RepondeurError('bad-input', `${folder} has ${models.length} .onnx files instead of one: name the file itself with --file`);
  }
  if ((await stat(join(folder, model))).size === 0) throw notUsable(model, 'it is empty');
  const config = `${model}.json`;
  const text = await readFile(join(folder, config), 'utf8').catch((cause) =>
    Promise.reject(notUsable(config, 'it is missing beside the .onnx file', cause)),
  );
  const result = configForm.safeParse(parsed(config, text));
  if (!result.success) {
    const { path, message } = result.error.issues[0]!;
    throw notUsable(config, `it is no configuration of a Piper voice: ${path.join('.') || 'the top'}: ${message}`);
  }
  const code = result.data.language?.code ?? result.data.espeak.voice;
  const language = languageOf(code);
  if (!language) throw notUsable(config, `the voice speaks ${JSON.stringify(code)}, neither French nor English`);
  return language;
}

function parsed(config: string, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch (cause) {
    throw notUsable(config, 'it is not JSON', cause);
  }
}

function notUsable(file: string, why: string, cause?: unknown): RepondeurError {
  return new RepondeurError('bad-input', `${file} cannot be used: ${why}; fetch or copy the voice again`, { cause });
}
