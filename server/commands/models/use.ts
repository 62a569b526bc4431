import { join } from 'node:path';
import { findMinds, type MindModels } from '../../ai/language-model/registry.ts';
import { type EarModels, findEars } from '../../ai/speech-to-text/model-directories.ts';
import { findVoices } from '../../ai/text-to-speech/voice-directories.ts';
import { namedEars, namedMinds } from '../../composition/engine-settings.ts';
import { type Language, languages } from '../../core/language.ts';
import type { InstalledModel } from '../../models/contract.ts';
import type { Settings } from '../../settings/schema.ts';
import { languagesOf } from '../settings-or-defaults.ts';

/** What of the service uses what is at this path, as a sentence; undefined when nothing does. */
export async function useOf(path: string, settings: Settings): Promise<string | undefined> {
  const named = keysNaming(path, settings);
  if (named.length > 0) return `the settings name it (${named.join(', ')})`;
  const isThis = (found: Partial<Record<Language, string>>) =>
    languagesOf(settings).filter((language) => found[language] !== undefined && isIn(found[language], path));
  const { live, afterCall } = await earsOf(settings);
  const heard = isThis(live);
  if (heard.length > 0) return `callers are heard with it (${heard.join(', ')})`;
  const again = isThis(afterCall);
  if (again.length > 0) return `calls are transcribed again with it (${again.join(', ')})`;
  const minds = await mindsOf(settings);
  if (isIn(minds.live ?? '', path)) return 'the assistant thinks with it';
  if (isIn(minds.afterCall ?? '', path)) return 'calls are summed up with it';
  const spoken = isThis(await voicesInUse(settings));
  return spoken.length > 0 ? `callers hear it (${spoken.join(', ')})` : undefined;
}

/** What is still to be done until the service uses a model that has just been added, as a sentence. */
export async function howToUse({ path, record }: InstalledModel, settings: Settings): Promise<string> {
  if (await useOf(path, settings)) return 'The service uses it from its next start on.';
  const { kind, languages: spoken, files } = record;
  const file = (ending: string) => join(path, files.find((candidate) => candidate.path.endsWith(ending))?.path ?? '');
  if (kind === 'language-model') {
    const isOff = settings.languageModel.provider === 'none';
    return isOff
      ? 'To use it, take provider = "none" out of [language_model] in the settings'
      : `To use it, set in the settings: [language_model] model = "${file('.gguf')}", or after_call_model`;
  }
  const language = languages.find((one) => spoken.includes(one)) ?? 'fr';
  if (!languagesOf(settings).includes(language)) return `No user of the settings has language = "${language}" yet.`;
  if (kind === 'voice') {
    const provider = settings.textToSpeech.provider === 'piper' ? '' : 'provider = "piper", ';
    const isFound = isIn((await findVoices(settings.textToSpeech.voicesDir))[language] ?? '', path);
    const which = isFound ? '' : `piper_${language} = "${file('.onnx')}"`;
    return `To use it, set in the settings: [text_to_speech] ${provider}${which}`.replace(/, $/, '');
  }
  return `To use it, set in the settings: [speech_to_text] live_${language} = "${path}", or after_call_${language}`;
}

async function mindsOf({ languageModel, speechToText }: Settings): Promise<MindModels> {
  return languageModel.provider === 'none' ? {} : findMinds(speechToText.modelsDir, namedMinds(languageModel));
}

function earsOf({ speechToText }: Settings): Promise<EarModels> {
  return findEars(speechToText.modelsDir, namedEars(speechToText));
}

async function voicesInUse({ textToSpeech: { provider, voicesDir, piperFr, piperEn } }: Settings): Promise<Partial<Record<Language, string>>> {
  if (provider !== 'piper') return {};
  return { ...(await findVoices(voicesDir)), ...(piperFr && { fr: piperFr }), ...(piperEn && { en: piperEn }) };
}

/** The settings that hold the path, or that of a file in it. */
function keysNaming(path: string, settings: Settings): string[] {
  const walk = (value: unknown, key: string): string[] => {
    if (typeof value === 'string') return isIn(value, path) ? [key] : [];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([inner, found]) => walk(found, key ? `${key}.${inner}` : inner));
  };
  return walk(settings, '');
}

function isIn(path: string, folder: string): boolean {
  return path === folder || path.startsWith(`${folder}/`);
}
