import { readdir } from 'node:fs/promises';
import { basename, dirname } from 'node:path';
import { RepondeurError } from '../core/errors.ts';
import type { Places } from '../places.ts';
import { nearest } from '../settings/spelling.ts';
import { exists } from './doctor/exists.ts';

/** Whether the settings file is there. One that REPONDEUR_CONFIG names must be, since a slip in the name would start another service: rejects 'not-found' when it is not. */
export async function settingsAreThere({ settingsPath, settingsNamed }: Pick<Places, 'settingsPath' | 'settingsNamed'>): Promise<boolean> {
  if (await exists(settingsPath)) return true;
  if (!settingsNamed) return false;
  const meant = nearest(basename(settingsPath), await filesBeside(settingsPath));
  const wayOut = `${meant ? `did you mean ${meant}? ` : ''}bin/repondeur up --new-settings writes a new one there`;
  throw new RepondeurError('not-found', `REPONDEUR_CONFIG names ${settingsPath}, which is not there: ${wayOut}`);
}

async function filesBeside(path: string): Promise<string[]> {
  try {
    return await readdir(dirname(path));
  } catch {
    // Then there is no name to propose.
    return [];
  }
}
