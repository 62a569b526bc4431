import { cp, lstat, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { findEars } from '../ai/speech-to-text/model-directories.ts';
import { readModelDirectory } from '../ai/speech-to-text/providers/vosk/model-directory.ts';
import { isCode } from '../core/errors.ts';
import { ggufBytes, voiceCard, voiceConfig } from '../testing/catalogues.ts';
import { rehearsalModel } from '../testing/rehearsal-ear.ts';
import { zipOfFolder } from '../testing/zip.ts';
import { checkModels } from './check.ts';
import type { Progress } from './contract.ts';
import { type ImportOptions, importModel } from './import.ts';
import { installedModels } from './install/record.ts';

interface Setting {
  directory: string;
  /** Where the user's own files are. */
  disk: string;
  bring: (options: Pick<ImportOptions, 'file'> & Partial<ImportOptions>) => ReturnType<typeof importModel>;
}

async function setting(t: ExecutionContext): Promise<Setting> {
  const parent = await mkdtemp(join(tmpdir(), 'repondeur-import-'));
  t.teardown(() => rm(parent, { recursive: true, force: true }));
  const [directory, disk] = [join(parent, 'models'), join(parent, 'disk')];
  await mkdir(disk);
  return { directory, disk, bring: (options) => importModel({ directory, kinds: ['speech', 'language-model'], ...options }) };
}

async function zipOnDisk({ disk }: Setting, name: string): Promise<string> {
  const path = join(disk, `${name}.zip`);
  await writeFile(path, await zipOfFolder(await rehearsalModel('fr'), name));
  return path;
}

test('a zip of its publisher keeps its name, and is found by its language', async (t) => {
  const at = await setting(t);
  const { record } = await at.bring({ file: await zipOnDisk(at, 'vosk-model-small-fr-0.22'), language: 'fr' });
  t.is((await findEars(at.directory)).live.fr, join(at.directory, 'vosk-model-small-fr-0.22'));
  t.like(record, { kind: 'speech', languages: ['fr'], quality: 'imported', fetched: [], licence: 'not stated' });
  t.deepEqual(await readdir(at.directory), ['vosk-model-small-fr-0.22']);
});

test('a zip of another name takes the name of its language, so that it is found', async (t) => {
  const at = await setting(t);
  await at.bring({ file: await zipOnDisk(at, 'my-own-ear'), language: 'fr', licence: 'ours' });
  const { models } = await installedModels(at.directory);
  t.like(models[0]?.record, { name: 'fr', licence: 'ours' });
  t.false((await readModelDirectory((await findEars(at.directory)).live.fr!)).forPeople);
});

test('a folder is copied; the original stays as it is', async (t) => {
  const at = await setting(t);
  const file = join(at.disk, 'unpacked');
  await cp(await rehearsalModel('en'), file, { recursive: true });
  const before = (await readdir(file, { recursive: true })).sort();
  await at.bring({ file, language: 'en' });
  t.deepEqual((await readdir(file, { recursive: true })).sort(), before);
  t.truthy((await findEars(at.directory)).live.en);
});

test('a folder that was put there by hand is recorded by importing it in its place', async (t) => {
  const at = await setting(t);
  await cp(await rehearsalModel('en'), join(at.directory, 'en'), { recursive: true });
  t.is((await checkModels({ directory: at.directory, command: 'models' }))[0]?.state, 'unknown');
  await at.bring({ file: join(at.directory, 'en'), language: 'en' });
  t.deepEqual(
    (await checkModels({ directory: at.directory, command: 'models' })).map(({ name, state }) => [name, state]),
    [['en', 'ok']],
  );
});

test('a language model is one file', async (t) => {
  const at = await setting(t);
  const file = join(at.disk, 'tiny.gguf');
  await writeFile(file, ggufBytes());
  const { path, record } = await at.bring({ file });
  t.is(path, join(at.directory, 'tiny'));
  t.like(record, { kind: 'language-model', languages: [] });
  t.true((await readFile(join(path, 'tiny.gguf'))).equals(ggufBytes()));
});

test('the copy of a large file tells how far it is, and ends when nobody wants it any more', async (t) => {
  const at = await setting(t);
  const file = join(at.disk, 'large.gguf');
  const bytes = Buffer.concat([ggufBytes(), Buffer.alloc(5_000_000)]);
  await writeFile(file, bytes);
  const stop = new AbortController();
  const reason = new Error('asked to end');
  const seen: Progress[] = [];
  const onProgress = (progress: Progress) => {
    seen.push(progress);
    stop.abort(reason);
  };
  t.is(await t.throwsAsync(at.bring({ file, onProgress, signal: stop.signal })), reason);
  t.like(seen[0], { phase: 'unpack', bytesTotal: bytes.length });
  t.true(seen.at(-1)!.bytesDone < bytes.length);
  t.deepEqual(await readdir(at.directory), []);
});

test('a link to a model is as good as the model', async (t) => {
  const at = await setting(t);
  const blob = join(at.disk, 'blob');
  await writeFile(blob, ggufBytes());
  await symlink(blob, join(at.disk, 'tiny.gguf'));
  await symlink(await rehearsalModel('fr'), join(at.disk, 'ear'));
  await symlink(await zipOnDisk(at, 'packed'), join(at.disk, 'vosk-model-fr.zip'));
  for (const file of ['tiny.gguf', 'ear', 'vosk-model-fr.zip']) await at.bring({ file: join(at.disk, file), language: 'fr' });
  t.true((await checkModels({ directory: at.directory, command: 'models' })).every(({ state }) => state === 'ok'));
  t.is((await lstat(join(at.directory, 'tiny', 'tiny.gguf'))).size, ggufBytes().length);
});

test('a voice among the models is shown the right way', async (t) => {
  const at = await setting(t);
  const file = join(at.disk, 'fr_FR-siwis-medium.onnx');
  await writeFile(file, 'weights');
  t.regex((await t.throwsAsync(at.bring({ file }))).message, /is a Piper voice .*: bin\/repondeur voices add takes it/);
});

test('a voice is taken with the files beside it', async (t) => {
  const at = await setting(t);
  const file = join(at.disk, 'en_GB-alba-medium.onnx');
  await writeFile(file, 'weights');
  const error = await t.throwsAsync(at.bring({ file, kinds: ['voice'] }));
  t.regex(error.message, /alba-medium\.onnx\.json cannot be used: it is missing/);
  await writeFile(`${file}.json`, voiceConfig('en_GB', 'en-gb'));
  await writeFile(join(at.disk, 'MODEL_CARD'), voiceCard);
  const { record } = await at.bring({ file, kinds: ['voice'] });
  t.like(record, { kind: 'voice', name: 'en_GB-alba-medium', languages: ['en'], licence: 'CC BY 4.0' });
  t.regex((await t.throwsAsync(at.bring({ file, kinds: ['voice'], language: 'fr' }))).message, /speaks en, not fr/);
});

for (const [what, prepare, options, said] of [
  ['is not there', async (disk: string) => join(disk, 'nothing.zip'), {}, /nothing\.zip is not there/],
  ['is of another kind', async (disk: string) => put(join(disk, 'model.tar.gz')), {}, /give a \.zip, \.gguf or \.onnx/],
  ['holds no model', async (disk: string) => disk, {}, /no Vosk model/],
  ['is no zip inside', async (disk: string) => put(join(disk, 'model.zip')), {}, /model\.zip cannot be used/],
  ['does not say its language', async () => rehearsalModel('fr'), {}, /give --language fr/],
  ['would be called by a path', async () => rehearsalModel('fr'), { name: '../fr', language: 'fr' }, /cannot be a model's name/],
  ['has links', withLink, { language: 'fr' }, /is a link or a device/],
] as const) {
  test(`what ${what} is refused, and nothing is left`, async (t) => {
    const at = await setting(t);
    const file = await prepare(at.disk);
    const error = await t.throwsAsync(at.bring({ file, ...options }));
    t.true(isCode(error, 'bad-input') || isCode(error, 'not-found'), String(error));
    t.regex(error.message, said);
    t.deepEqual(await readdir(at.directory).catch(() => []), []);
  });
}

async function put(path: string): Promise<string> {
  await writeFile(path, 'something else');
  return path;
}

async function withLink(disk: string): Promise<string> {
  const folder = join(disk, 'linked');
  await cp(await rehearsalModel('fr'), folder, { recursive: true });
  await symlink('/etc/passwd', join(folder, 'link'));
  return folder;
}
