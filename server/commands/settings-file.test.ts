import { mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import test, { type ExecutionContext } from 'ava';
import { isCode, type RepondeurError } from '../core/errors.ts';
import { settingsAreThere } from './settings-file.ts';
import { up } from './up.ts';

async function placesIn(t: ExecutionContext, name: string, settingsNamed: boolean) {
  const folder = await mkdtemp(join(tmpdir(), 'repondeur-settings-file-'));
  t.teardown(() => rm(folder, { recursive: true }));
  return { folder, settingsPath: join(folder, name), settingsNamed, projectDirectory: folder, cacheDirectory: folder };
}

function contextOf(places: Awaited<ReturnType<typeof placesIn>>) {
  const stderr = new PassThrough({ encoding: 'utf8' });
  const context = { places, env: {}, stdin: new PassThrough(), stdout: new PassThrough(), stderr, signal: new AbortController().signal };
  return { context, said: () => stderr.read() ?? '' };
}

test('a file that nobody named may be missing', async (t) => {
  const places = await placesIn(t, 'repondeur.toml', false);
  t.false(await settingsAreThere(places));
  await writeFile(places.settingsPath, '');
  t.true(await settingsAreThere(places));
});

test('a slip in REPONDEUR_CONFIG writes no file and names the one that was meant', async (t) => {
  const places = await placesIn(t, 'repondour.toml', true);
  await writeFile(join(places.folder, 'repondeur.toml'), '');
  const error = await t.throwsAsync<RepondeurError>(up({}, contextOf(places).context));
  t.true(isCode(error, 'not-found'));
  t.regex(error?.message ?? '', /repondour\.toml, which is not there: did you mean repondeur\.toml\? .*--new-settings/);
  t.deepEqual(await readdir(places.folder), ['repondeur.toml']);
});

test('--new-settings writes the file that REPONDEUR_CONFIG names', async (t) => {
  const places = await placesIn(t, 'mine.toml', true);
  const { context, said } = contextOf(places);
  t.is(await up({ newSettings: true }, context), 1);
  t.true(said().includes(`Wrote ${places.settingsPath}. Fill in`));
  t.true(await settingsAreThere(places));
});
