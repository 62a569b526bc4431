import { readdir } from 'node:fs/promises';
import { RepondeurError } from '../../core/errors.ts';
import { readTemplate } from './configuration-template.ts';

const loadLine = /^(load|require) = (\S+)$/;

/** Modules of our configuration that an installation lacks. */
export interface MissingModules {
  /** Without these no call can be taken. */
  required: string[];
  optional: string[];
}

export async function missingModules(modulesDirectory: string): Promise<MissingModules> {
  const present = new Set(await readdir(modulesDirectory));
  const wanted = (await readTemplate('modules.conf')).split('\n').flatMap((line) => {
    const [, how, module] = loadLine.exec(line) ?? [];
    return module && !present.has(module) ? [{ how, module }] : [];
  });
  const named = (kind: string) => wanted.filter(({ how }) => how === kind).map(({ module }) => module);
  return { required: named('require'), optional: named('load') };
}

/** modules.conf without the `load` lines of modules that this installation lacks. Fails with 'engine-missing' when it lacks a required one. */
export async function modulesFile(modulesDirectory: string): Promise<[string, string]> {
  const { required, optional } = await missingModules(modulesDirectory);
  if (required.length > 0)
    throw new RepondeurError(
      'engine-missing',
      `this Asterisk has no ${required.join(', ')} in ${modulesDirectory}: install Debian's asterisk-modules`,
    );
  const lines = (await readTemplate('modules.conf')).split('\n').filter((line) => !optional.includes(loadLine.exec(line)?.[2] ?? ''));
  return ['modules.conf', lines.join('\n')];
}
