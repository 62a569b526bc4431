import { join } from 'node:path';

/** Holds whatever is not finished; findEars and people see no model in it. */
export const workFolderName = '.incoming';
export const recordName = 'installed.json';

/** Where one model is, and where it is made. All on one file system, so that a rename is all or nothing. */
export interface ModelPlaces {
  /** The model's folder. */
  target: string;
  /** Everything below is in here. */
  work: string;
  downloads: string;
  unpacked: string;
  /** The old folder while the new one takes its place. */
  previous: string;
}

export function placesFor(directory: string, name: string): ModelPlaces {
  const work = join(directory, workFolderName, name);
  return {
    target: join(directory, name),
    work,
    downloads: join(work, 'downloads'),
    unpacked: join(work, 'unpacked'),
    previous: join(work, 'previous'),
  };
}
