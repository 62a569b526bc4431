import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { SettingsError } from './faults.ts';
import { loadSettings } from './load.ts';
import { settingsReference } from './reference.ts';
import { createSettingsFile, settingsTemplate } from './template.ts';

async function settingsPath(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'repondeur-template-'));
  t.teardown(() => rm(folder, { recursive: true }));
  return join(folder, 'config', 'repondeur.toml');
}

test('the template as it is written lacks nothing but a user', async (t) => {
  const path = await settingsPath(t);
  t.true(await createSettingsFile(path));
  t.is((await stat(path)).mode & 0o777, 0o600);
  const error = await t.throwsAsync<SettingsError>(loadSettings({ path, env: {} }), { instanceOf: SettingsError });
  t.deepEqual(
    error?.faults.map(({ key }) => key),
    ['users'],
  );
});

test('the template with every key uncommented lacks nothing but passwords', async (t) => {
  const path = await settingsPath(t);
  await createSettingsFile(path);
  const uncommented = settingsTemplate().replaceAll(/^#(?=[a-z[])/gm, '');
  await writeFile(path, uncommented);
  const error = await t.throwsAsync<SettingsError>(loadSettings({ path, env: {} }), { instanceOf: SettingsError });
  t.deepEqual(
    error?.faults.map(({ key }) => key),
    [
      'trunks[0].password',
      'phones[0].password',
      'smtp.password',
      'hotword.access_key',
      'http.metrics_token',
      'oidc[0].client_secret',
      'stripe.secret_key',
      'stripe.webhook_secret',
      'database.password',
    ],
  );
  await writeFile(
    path,
    uncommented.replaceAll(/(password|metrics_token|access_key|client_secret|secret_key|webhook_secret) = ""/g, '$1 = "correct horse battery"'),
  );
  t.is((await loadSettings({ path, env: {} })).trunks[0]?.name, 'provider');
});

test('a settings file that exists is never overwritten', async (t) => {
  const path = await settingsPath(t);
  await createSettingsFile(path);
  await writeFile(path, 'mine');
  t.false(await createSettingsFile(path));
  t.is(await readFile(path, 'utf8'), 'mine');
});

test('docs/settings.md is what the schema says: run server/settings/write-reference.ts after a change', async (t) => {
  t.is(await readFile(new URL('../../docs/settings.md', import.meta.url), 'utf8'), settingsReference());
});
