import { settingsAct } from '../admin/config/system-config.ts';
import { asError, RepondeurError } from '../core/errors.ts';
import { type PreparedChange, prepareChange, readSettings } from '../settings/change.ts';
import { SettingsError } from '../settings/faults.ts';
import { loadSettings } from '../settings/load.ts';
import { meantBy } from '../settings/overrides.ts';
import { nearest } from '../settings/spelling.ts';
import { tomlValue } from '../settings/toml-value.ts';
import type { Setting } from '../settings/view.ts';
import type { CommandContext } from './context.ts';
import { settingsAreThere } from './settings-file.ts';
import { withAccountsOf } from './with-accounts.ts';

/** `config get`: one key or all; secrets are never shown. */
export async function getConfig(key: string | undefined, { json }: { json?: boolean }, context: CommandContext): Promise<number> {
  const settings = await settingsHere(context);
  const wanted = key === undefined ? settings : [found(settings, key)];
  for (const setting of wanted) {
    if (json) context.stdout.write(`${JSON.stringify({ key: setting.key, value: setting.value ?? null, source: setting.source })}\n`);
    else context.stdout.write(key === undefined ? `${setting.key} = ${shown(setting)}\n` : `${shown(setting)}\n`);
  }
  return 0;
}

/**
 * `config set`: one key in the file, checked as a start would. A text needs no quotes; lists are written as in TOML. The value of a secret is read from
 * standard input when it is left out, so that it stays out of the shell's history.
 */
export async function setConfig(
  key: string,
  value: string | undefined,
  { default: reset }: { default?: boolean },
  context: CommandContext,
): Promise<number> {
  const { places, env, stdout, stderr } = context;
  const setting = found(await settingsHere(context), key);
  if (!reset && value === undefined && !setting.meta.secret)
    throw new RepondeurError('bad-input', `What shall ${key} be? ${setting.meta.expected ?? ''}; --default takes it back.`);
  const given = value ?? (reset ? undefined : await lineFrom(context.stdin));
  const prepared = await prepareChange({ path: places.settingsPath, env }, { [key]: given === undefined ? null : meantBy(given, setting.path) });
  try {
    await record(prepared, context);
  } catch (error) {
    // The database may be what has to be set.
    stderr.write(`This is not in the audit log: ${asError(error).message}\n`);
  }
  await prepared.commit();
  stdout.write(`${key} is set in ${places.settingsPath}. A running service takes it over when it is started again.\n`);
  return 0;
}

/** `config check`: 0 when a start would accept the settings, with what works but is unwise; 1 with all faults. */
export async function checkConfig({ places, env, stdout }: CommandContext): Promise<number> {
  await settingsAreThere(places);
  try {
    await loadSettings({ path: places.settingsPath, env, warn: (warning) => stdout.write(`${warning}\n`) });
    stdout.write(`${places.settingsPath} is in order.\n`);
    return 0;
  } catch (error) {
    if (!(error instanceof SettingsError)) throw error;
    stdout.write(`${error.message}\n`);
    return 1;
  }
}

/** `config explain`: what a key means, what it is now, and every way to set it. */
export async function explainConfig(key: string, context: CommandContext): Promise<number> {
  const setting = found(await settingsHere(context), key);
  const { meta, fallback, path, source, variable } = setting;
  const lines = [
    `${setting.key}: ${meta.description ?? ''}`,
    `  value    ${shown(setting)} (${variable ?? { default: 'the default', file: 'from the file', environment: '', 'secret-file': 'from a file of its own' }[source]})`,
    ...(meta.expected ? [`  expected ${meta.expected}`] : []),
    `  default  ${meta.defaultText ?? (fallback === undefined ? 'none' : tomlValue(fallback))}`,
    `  set by   bin/repondeur config set ${setting.key} …, or REPONDEUR_${path.join('__').toUpperCase()}=…${meta.secret ? `, or ${path.at(-1)}_file = "…"` : ''}`,
  ];
  context.stdout.write(`${lines.join('\n')}\n`);
  return 0;
}

async function settingsHere({ places, env }: CommandContext): Promise<Setting[]> {
  if (!(await settingsAreThere(places)))
    throw new RepondeurError('not-found', `There is no ${places.settingsPath} yet: bin/repondeur up writes one at its first start.`);
  return await readSettings({ path: places.settingsPath, env });
}

function found(settings: readonly Setting[], key: string): Setting {
  const setting = settings.find((one) => one.key === key);
  if (setting) return setting;
  const keys = settings.map((one) => one.key);
  const near = nearest(key, keys);
  throw new RepondeurError(
    'bad-input',
    `There is no setting ${JSON.stringify(key)}${near ? `: did you mean ${near}?` : '. bin/repondeur config get shows all.'}`,
  );
}

const shown = ({ meta, value, source }: Setting) => {
  if (meta.secret) return source === 'default' ? '(not set)' : '[secret]';
  return value === undefined ? '(not set)' : tomlValue(value);
};

/** With the settings that hold until now: they say where the database is. */
async function record(prepared: PreparedChange, { places, env }: CommandContext): Promise<void> {
  const settings = await loadSettings({ path: places.settingsPath, env });
  await withAccountsOf(settings, env, ({ audit }) => audit.record(settingsAct({ kind: 'command', id: 'config set' }, prepared)));
}

async function lineFrom(stdin: NodeJS.ReadableStream): Promise<string> {
  let text = '';
  for await (const part of stdin) text += part;
  const line = text.trim();
  if (line === '') throw new RepondeurError('bad-input', 'Nothing was read from standard input.');
  return line;
}
