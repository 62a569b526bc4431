import { join } from 'node:path';
import { findEars } from '../../ai/speech-to-text/model-directories.ts';
import { readModelDirectory } from '../../ai/speech-to-text/providers/vosk/model-directory.ts';
import { RepondeurError } from '../../core/errors.ts';
import { languages } from '../../core/language.ts';
import { namedEars } from '../../engine-settings.ts';
import type { ModelKind } from '../../models/contract.ts';
import type { Inspect } from '../../models/formats/inspect.ts';
import { loadSettings } from '../../settings/load.ts';
import type { Settings } from '../../settings/schema.ts';
import type { CommandContext } from '../context.ts';
import { settingsAreThere } from '../settings-file.ts';
import { defaultSettings, languagesOf } from '../settings-or-defaults.ts';

export type ShelfName = 'models' | 'voices';

/** Where the models (or the voices) of this machine are, and what uses them. */
export interface Shelf {
  command: ShelfName;
  kinds: readonly ModelKind[];
  directory: string;
  /** What of the settings uses the model at this path, as a sentence. */
  usedBy(path: string): Promise<string | undefined>;
}

const kinds: Record<ShelfName, readonly ModelKind[]> = { models: ['speech', 'language-model'], voices: ['voice'] };

/** From the settings; before there are any, where the defaults put them. */
export async function openShelf(command: ShelfName, { places, env }: CommandContext, directory?: string): Promise<Shelf> {
  const { settingsPath, projectDirectory } = places;
  const isSetUp = await settingsAreThere(places);
  const settings = isSetUp ? await loadSettings({ path: settingsPath, env }) : await defaultSettings(projectDirectory, env);
  const place = directory ?? (command === 'models' ? settings.speechToText.modelsDir : join(settings.dataDir, 'voices'));
  return { command, kinds: kinds[command], directory: place, usedBy: async (path) => (isSetUp ? await useOf(path, command, settings) : undefined) };
}

async function useOf(path: string, command: ShelfName, settings: Settings): Promise<string | undefined> {
  const named = keysNaming(path, command === 'voices' ? 'textToSpeech' : 'languageModel', settings);
  if (named.length > 0) return `the settings name it (${named.join(', ')})`;
  if (command === 'voices') return undefined;
  const { live, afterCall } = await findEars(settings.speechToText.modelsDir, namedEars(settings.speechToText));
  const heard = languages.filter((language) => live[language] === path && languagesOf(settings).includes(language));
  if (heard.length > 0) return `callers are heard with it (${heard.join(', ')})`;
  const again = languages.filter((language) => afterCall[language] === path && languagesOf(settings).includes(language));
  return again.length > 0 ? `calls are transcribed again with it (${again.join(', ')})` : undefined;
}

/** The settings that hold the model's path, or a file in it; its bare name counts in the section of its kind only. */
function keysNaming(path: string, section: string, settings: Settings): string[] {
  const name = path.split('/').at(-1);
  const isIt = (value: string, root: string) => value === path || value.startsWith(`${path}/`) || (value === name && root === section);
  const walk = (value: unknown, key: string, root: string): string[] => {
    if (typeof value === 'string') return isIt(value, root) ? [key] : [];
    if (typeof value !== 'object' || value === null) return [];
    return Object.entries(value).flatMap(([inner, found]) => walk(found, key ? `${key}.${inner}` : inner, root || inner));
  };
  return walk(settings, '', '');
}

/** What the engines themselves would refuse. The rehearsal ear is made for the machine's own callers and must never hear people. */
export const inspectForPeople: Inspect = async (kind, folder) => {
  if (kind !== 'speech') return;
  const { forPeople, name } = await readModelDirectory(folder);
  if (!forPeople)
    throw new RepondeurError('bad-input', `${name} is a rehearsal ear: it understands no person; take one of bin/repondeur models list`);
};
