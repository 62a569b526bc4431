import { homedir } from 'node:os';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';

/** Where things are on this machine; the same rules as in bin/setup/places.sh. */
export interface Places {
  /** The checkout. */
  projectDirectory: string;
  /** What bin/repondeur has prepared: the private Asterisk, the rehearsal ear. */
  cacheDirectory: string;
  settingsPath: string;
  /** Somebody named the file (REPONDEUR_CONFIG): it is then expected to be there. */
  settingsNamed: boolean;
}

export function placesOf(env: NodeJS.ProcessEnv, runsAsRoot: boolean): Places {
  const projectDirectory = fileURLToPath(new URL('..', import.meta.url));
  return {
    projectDirectory,
    cacheDirectory: cacheDirectory(env, runsAsRoot),
    settingsNamed: Boolean(env.REPONDEUR_CONFIG),
    settingsPath: env.REPONDEUR_CONFIG || join(projectDirectory, 'config', 'repondeur.toml'),
  };
}

function cacheDirectory({ REPONDEUR_CACHE, XDG_CACHE_HOME }: NodeJS.ProcessEnv, runsAsRoot: boolean): string {
  if (REPONDEUR_CACHE) return REPONDEUR_CACHE;
  if (runsAsRoot) return '/var/cache/repondeur';
  return join(XDG_CACHE_HOME || join(homedir(), '.cache'), 'repondeur');
}
