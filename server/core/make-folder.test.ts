import { mkdtemp, rm, stat, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { RepondeurError } from './errors.ts';
import { makeFolder } from './make-folder.ts';

async function place(t: ExecutionContext): Promise<string> {
  const folder = await mkdtemp(join(tmpdir(), 'repondeur-folder-'));
  t.teardown(() => rm(folder, { recursive: true }));
  return folder;
}

test('makes the folder and those above it, with the mode, by several at once', async (t) => {
  const path = join(await place(t), 'a/b/c');
  await Promise.all([1, 2, 3].map(() => makeFolder(path, 0o711)));
  t.is((await stat(path)).mode & 0o777, 0o711);
  await makeFolder(path);
});

test('many at once below the same folders, which are not there yet, do not get in the way of each other', async (t) => {
  for (let round = 0; round < 30; round++) {
    const folder = await place(t);
    await Promise.all(Array.from({ length: 8 }, (_, n) => makeFolder(join(folder, 'a/b', n % 2 ? 'c' : 'd'))));
  }
  t.pass();
});

test('a link to a folder is one', async (t) => {
  const folder = await place(t);
  await symlink(folder, join(folder, 'link'));
  await t.notThrowsAsync(makeFolder(join(folder, 'link')));
});

const refused = test.macro(async (t, path: string) => {
  const error = await t.throwsAsync<RepondeurError>(makeFolder(path));
  t.is(error?.code, 'storage-failed');
  t.true(error?.message.includes(path) && error.message.includes('may write'), error?.message);
});

test('a file system that takes no folders is an error at once', refused, '/proc/nope');
test('so it is further down', refused, '/proc/nope/deeper/still');

test('a file in the way is an error', async (t) => {
  const folder = await place(t);
  await writeFile(join(folder, 'file'), '');
  await t.throwsAsync(makeFolder(join(folder, 'file')), { message: /EEXIST/ });
  await t.throwsAsync(makeFolder(join(folder, 'file/below')), { message: /ENOTDIR/ });
});
