import { mkdir, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { temporaryFolder } from '../../testing/database.ts';
import { findEars } from './model-directories.ts';

const small = 'vosk-model-small-fr-0.22';
const large = 'vosk-model-fr-0.22';

/** A models directory with files of these sizes. */
async function models(t: ExecutionContext, files: Record<string, number>): Promise<string> {
  const directory = await temporaryFolder(t);
  for (const [path, bytes] of Object.entries(files)) {
    await mkdir(dirname(join(directory, path)), { recursive: true });
    await writeFile(join(directory, path), Buffer.alloc(bytes));
  }
  return directory;
}

test('of two models of a language the small one listens and the large one transcribes after the call', async (t) => {
  const directory = await models(t, { [`${large}/graph/HCLG.fst`]: 9000, [`${small}/graph/HCLr.fst`]: 300 });
  t.deepEqual(await findEars(directory), { live: { fr: join(directory, small) }, afterCall: { fr: join(directory, large) } });
});

test('sizes decide, not names', async (t) => {
  const directory = await models(t, { 'fr/graph/HCLr.fst': 9000, [`${large}/graph/HCLr.fst`]: 300 });
  t.deepEqual(await findEars(directory), { live: { fr: join(directory, large) }, afterCall: { fr: join(directory, 'fr') } });
});

test('a model whose graph takes grammars listens, even when another is smaller', async (t) => {
  const directory = await models(t, { 'fr/graph/HCLG.fst': 100, [`${small}/HCLr.fst`]: 300 });
  t.deepEqual(await findEars(directory), { live: { fr: join(directory, small) }, afterCall: {} });
});

test('a model that is alone listens, whatever it is, and nothing transcribes again', async (t) => {
  const directory = await models(t, {
    [`${large}/graph/HCLG.fst`]: 9000,
    'vosk-model-small-en-us-0.15/graph/HCLr.fst': 1,
    'vosk-model-de-0.21/x': 1,
  });
  t.deepEqual(await findEars(directory), {
    live: { fr: join(directory, large), en: join(directory, 'vosk-model-small-en-us-0.15') },
    afterCall: {},
  });
});

test('the settings name either', async (t) => {
  const directory = await models(t, { [`${large}/graph/HCLG.fst`]: 9000, [`${small}/graph/HCLr.fst`]: 300, 'fr/graph/HCLr.fst': 700 });
  const live = { fr: join(directory, 'fr') };
  t.deepEqual(await findEars(directory, { live }), { live, afterCall: { fr: join(directory, large) } });
  t.deepEqual(await findEars(directory, { afterCall: { fr: '/else/where', en: '/else/en' } }), {
    live: { fr: join(directory, small) },
    afterCall: { fr: '/else/where', en: '/else/en' },
  });
});

test('a directory that is not there holds none', async (t) => {
  t.deepEqual(await findEars('/nowhere/models'), { live: {}, afterCall: {} });
});

test('a directory that cannot be read is no empty one', async (t) => {
  const directory = await models(t, { models: 1 });
  const error = await t.throwsAsync(findEars(join(directory, 'models')));
  t.like(error, { code: 'bad-settings' });
  t.true(error?.message.includes(`${join(directory, 'models')} cannot be read (ENOTDIR)`), error?.message);
  t.true(error?.message.includes('speech_to_text.models_dir'));
});

test('an archive that was left beside a model is none', async (t) => {
  const directory = await models(t, { [`${small}.zip`]: 10, [`${large}/graph/HCLG.fst`]: 9000 });
  t.deepEqual(await findEars(directory), { live: { fr: join(directory, large) }, afterCall: {} });
});
