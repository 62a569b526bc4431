import { readModelDirectory } from '../../ai/speech-to-text/providers/vosk/model-directory.ts';
import { RepondeurError } from '../../core/errors.ts';
import type { InstalledModel, ModelKind } from '../../models/contract.ts';
import type { Inspect } from '../../models/formats/inspect.ts';
import { loadSettings } from '../../settings/load.ts';
import type { CommandContext } from '../context.ts';
import { settingsAreThere } from '../settings-file.ts';
import { defaultSettings } from '../settings-or-defaults.ts';
import { howToUse, useOf } from './use.ts';

export type ShelfName = 'models' | 'voices';

/** Where the models (or the voices) of this machine are, and what uses them. */
export interface Shelf {
  command: ShelfName;
  kinds: readonly ModelKind[];
  directory: string;
  /** What of the settings uses the model at this path, as a sentence. */
  usedBy(path: string): Promise<string | undefined>;
  /** What is still to be done until the service uses a model that was added, as a sentence. */
  howToUse(model: InstalledModel): Promise<string>;
}

const kinds: Record<ShelfName, readonly ModelKind[]> = { models: ['speech', 'language-model'], voices: ['voice'] };

/** From the settings; before there are any, where the defaults put them. */
export async function openShelf(command: ShelfName, { places, env }: CommandContext, directory?: string): Promise<Shelf> {
  const { settingsPath, projectDirectory } = places;
  const isSetUp = await settingsAreThere(places);
  const settings = isSetUp ? await loadSettings({ path: settingsPath, env }) : await defaultSettings(projectDirectory, env);
  const place = directory ?? (command === 'models' ? settings.speechToText.modelsDir : settings.textToSpeech.voicesDir);
  return {
    command,
    kinds: kinds[command],
    directory: place,
    usedBy: async (path) => (isSetUp ? await useOf(path, settings) : undefined),
    howToUse: (model) => howToUse(model, settings),
  };
}

/** What the engines themselves would refuse. The rehearsal ear is made for the machine's own callers and must never hear people. */
export const inspectForPeople: Inspect = async (kind, folder) => {
  if (kind !== 'speech') return;
  const { forPeople, name } = await readModelDirectory(folder);
  if (!forPeople)
    throw new RepondeurError('bad-input', `${name} is a rehearsal ear: it understands no person; take one of bin/repondeur models list`);
};
