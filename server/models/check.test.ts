import { appendFile, mkdir, mkdtemp, readdir, rename, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { isCode } from '../core/errors.ts';
import { ggufBytes } from '../testing/catalogues.ts';
import { checkModels } from './check.ts';
import { importModel } from './import.ts';
import { withLock } from './install/lock.ts';
import { installedModels } from './install/record.ts';
import { exists } from './install/replace.ts';
import { removeModel } from './remove.ts';

/** A directory with one model, "tiny". */
async function withTiny(t: ExecutionContext): Promise<string> {
  const parent = await mkdtemp(join(tmpdir(), 'repondeur-check-'));
  t.teardown(() => rm(parent, { recursive: true, force: true }));
  const file = join(parent, 'tiny.gguf');
  await writeFile(file, ggufBytes());
  await importModel({ directory: join(parent, 'models'), kinds: ['language-model'], file });
  return join(parent, 'models');
}

const check = (directory: string) => checkModels({ directory, command: 'models' });

test('what is as it was installed is well', async (t) => {
  t.deepEqual(await check(await withTiny(t)), [{ name: 'tiny', state: 'ok', faults: [] }]);
});

for (const [what, damage, said] of [
  [
    'a file that has been changed',
    (file: string) => writeFile(file, ggufBytes().fill(8, 100, 101)),
    'tiny.gguf has been changed since it was installed',
  ],
  ['a file that has grown', (file: string) => appendFile(file, 'x'), 'tiny.gguf has 4097 bytes instead of 4096'],
  ['a file that is gone', (file: string) => rm(file), 'tiny.gguf is missing'],
] as const) {
  test(`${what} is named with the way out`, async (t) => {
    const directory = await withTiny(t);
    await damage(join(directory, 'tiny', 'tiny.gguf'));
    const [result] = await check(directory);
    t.like(result, { state: 'damaged', faults: [said] });
    t.regex(result?.wayOut ?? '', /models add --file .*tiny\.gguf --name tiny puts a whole one/);
  });
}

test('a model that was recorded where it lay is not mended with itself', async (t) => {
  const directory = await withTiny(t);
  const path = join(directory, 'tiny');
  await rm(join(path, 'installed.json'));
  const [unknown] = await check(directory);
  t.is(unknown?.wayOut, `bin/repondeur models add --file ${path} records it`);
  await importModel({ directory, kinds: ['language-model'], file: path });
  await appendFile(join(path, 'tiny.gguf'), 'x');
  const [damaged] = await check(directory);
  t.regex(damaged?.wayOut ?? '', /models add --file PATH-OF-A-WHOLE-ONE --name tiny puts/);
});

test('a file put beside the folders is recorded by a copy', async (t) => {
  const directory = await withTiny(t);
  await writeFile(join(directory, 'loose.gguf'), ggufBytes());
  const result = (await check(directory)).find(({ name }) => name === 'loose.gguf');
  t.regex(result?.wayOut ?? '', /records it, in a folder of its own; then delete .*loose\.gguf$/);
});

test('a folder that was renamed is known by its new name', async (t) => {
  const directory = await withTiny(t);
  await rename(join(directory, 'tiny'), join(directory, 'renamed'));
  t.deepEqual(await check(directory), [{ name: 'renamed', state: 'ok', faults: [] }]);
  await removeModel({ directory, name: 'renamed' });
  t.deepEqual(await readdir(directory), []);
});

test('what another command is at work on is left alone', async (t) => {
  const directory = await withTiny(t);
  await mkdir(join(directory, '.incoming', 'begun', 'downloads'), { recursive: true });
  await withLock(directory, 'begun', async () => {
    t.like((await check(directory)).at(-1), { name: 'begun', faults: ['another command is at work on it'] });
  });
});

test('a link to nothing is removed', async (t) => {
  const directory = await withTiny(t);
  await symlink('/nowhere/at/all', join(directory, 'linked'));
  await removeModel({ directory, name: 'linked' });
  t.deepEqual(await readdir(directory), ['tiny']);
});

test('a record that is damaged is named, and hides no other model', async (t) => {
  const directory = await withTiny(t);
  await mkdir(join(directory, 'other'));
  await writeFile(join(directory, 'other', 'installed.json'), '{"version": 1');
  t.deepEqual(
    (await check(directory)).map(({ name, state }) => [name, state]),
    [
      ['tiny', 'ok'],
      ['other', 'damaged'],
    ],
  );
});

test('a download that was begun is named; half an unpacked model is cleared away', async (t) => {
  const directory = await withTiny(t);
  await mkdir(join(directory, '.incoming', 'begun', 'downloads'), { recursive: true });
  await mkdir(join(directory, '.incoming', 'half', 'unpacked', 'am'), { recursive: true });
  const results = await check(directory);
  t.like(results.at(-1), { name: 'begun', state: 'unfinished' });
  t.false(await exists(join(directory, '.incoming', 'half')));
  await removeModel({ directory, name: 'begun' });
  t.false(await exists(join(directory, '.incoming')));
});

test('an empty or missing directory has nothing to check', async (t) => {
  t.deepEqual(await check(join(tmpdir(), 'repondeur-not-there')), []);
});

test('a model is removed whole', async (t) => {
  const directory = await withTiny(t);
  await removeModel({ directory, name: 'tiny' });
  t.deepEqual(await installedModels(directory), { models: [], byHand: [], faults: [] });
});

for (const name of ['huge', '..', '.incoming', 'tiny/tiny.gguf', '']) {
  test(`removing ${JSON.stringify(name)} is refused with the names that there are`, async (t) => {
    const directory = await withTiny(t);
    const error = await t.throwsAsync(removeModel({ directory, name }));
    t.true(isCode(error, 'not-found'));
    t.regex(error.message, /there are tiny/);
    t.is((await installedModels(directory)).models.length, 1);
  });
}

test('a model in use is removed only when that is really meant', async (t) => {
  const directory = await withTiny(t);
  const usedBy = (path: string) => (path === join(directory, 'tiny') ? 'the settings name it' : undefined);
  const error = await t.throwsAsync(removeModel({ directory, name: 'tiny', usedBy }));
  t.regex(error.message, /tiny is in use: the settings name it; repeat with --yes/);
  t.is((await installedModels(directory)).models.length, 1);
  await removeModel({ directory, name: 'tiny', usedBy, evenIfUsed: true });
  t.is((await installedModels(directory)).models.length, 0);
});
