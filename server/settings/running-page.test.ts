import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { loadSettings } from './load.ts';

test('the first settings that docs/running.md shows are settings that a start accepts', async (t) => {
  const page = await readFile(new URL('../../docs/running.md', import.meta.url), 'utf8');
  const toml = /```toml\n([\s\S]*?)```/.exec(page)?.[1] ?? '';
  const folder = await mkdtemp(join(tmpdir(), 'repondeur-page-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const path = join(folder, 'repondeur.toml');
  await writeFile(path, toml, { mode: 0o600 });
  for (const [, name] of toml.matchAll(/password_file = "(.*)"/g))
    await writeFile(join(folder, name as string), 'long-enough-secret\n', { mode: 0o600 });
  const settings = await loadSettings({ path, env: { HOME: folder }, warn: (warning) => t.fail(warning) });
  t.like(settings, { dataDir: '/srv/repondeur/data', smtp: { port: 587 } });
  t.is(settings.trunks[0]?.register, true);
  t.is(settings.phones[0]?.name, 'desk');
});
