import type { Language } from '../core/language.ts';
import { hosts } from '../rehearsal/stage.ts';
import { homeOf } from '../settings/home.ts';
import { settingsFrom } from '../settings/load.ts';
import type { Settings } from '../settings/schema.ts';

/** What the service would use before it is set up: the defaults, and people of the rehearsal. */
export function defaultSettings(projectDirectory: string, env: NodeJS.ProcessEnv): Promise<Settings> {
  const users = Object.entries(hosts).map(([language, { name, email, number }]) => ({ name, email, numbers: [number], language }));
  return settingsFrom({ users }, { folder: projectDirectory, home: homeOf(env), runsAsRoot: process.getuid?.() === 0 });
}

export function languagesOf({ users }: Settings): Language[] {
  return [...new Set(users.map(({ language }) => language))];
}
