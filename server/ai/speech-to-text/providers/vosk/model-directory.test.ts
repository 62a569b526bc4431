import { cp, mkdtemp, rename, rm, truncate, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { isCode } from '../../../../core/errors.ts';
import { rehearsalModel } from '../../../../testing/rehearsal-ear.ts';
import { readModelDirectory } from './model-directory.ts';

/** A copy of the rehearsal ear, to be spoilt. */
async function copyOfModel(t: ExecutionContext): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'repondeur-model-'));
  t.teardown(() => rm(directory, { recursive: true, force: true }));
  await cp(await rehearsalModel('fr'), join(directory, 'model'), { recursive: true });
  return join(directory, 'model');
}

async function faultOf(t: ExecutionContext, path: string): Promise<string> {
  const error = await t.throwsAsync(readModelDirectory(path));
  t.true(isCode(error, 'bad-settings'), String(error));
  t.regex(error!.message, /unpack the model again, or configure another directory/);
  return error!.message;
}

test('the rehearsal ear is a whole model, and not one for people', async (t) => {
  const path = await copyOfModel(t);
  t.deepEqual(await readModelDirectory(path), { path, name: 'model', sampleRateHz: 16_000, grammar: true, forPeople: false });
});

test('a model without rehearsal.json is for people', async (t) => {
  const path = await copyOfModel(t);
  await rm(join(path, 'rehearsal.json'));
  t.true((await readModelDirectory(path)).forPeople);
});

const files = ['am/final.mdl', 'conf/mfcc.conf', 'conf/model.conf', 'graph/HCLr.fst', 'graph/Gr.fst', 'graph/words.txt', 'graph/disambig_tid.int'];
for (const file of files) {
  test(`${file}, missing or cut to nothing, is named`, async (t) => {
    const path = await copyOfModel(t);
    await truncate(join(path, file), 0);
    t.true((await faultOf(t, path)).includes(`${file} is empty`));
    await rm(join(path, file));
    t.true((await faultOf(t, path)).includes(`${file} is missing`));
  });
}

for (const file of ['am/final.mdl', 'graph/HCLr.fst']) {
  test(`${file} with something else in it is named`, async (t) => {
    const path = await copyOfModel(t);
    await writeFile(join(path, file), '<html>404 Not Found</html>');
    t.true((await faultOf(t, path)).includes(`${file} is damaged`));
  });
}

test('a directory that is none, or holds no model, is named', async (t) => {
  t.true((await faultOf(t, '/nowhere/model')).startsWith('the speech model /nowhere/model cannot be used: it is not a directory'));
  t.true((await faultOf(t, tmpdir())).includes('am/final.mdl is missing'));
});

test('a graph composed beforehand is a model that ignores grammars', async (t) => {
  const path = await copyOfModel(t);
  await rename(join(path, 'graph/HCLr.fst'), join(path, 'graph/HCLG.fst'));
  t.false((await readModelDirectory(path)).grammar);
});

test('the flat layout of the first models is known', async (t) => {
  const path = await copyOfModel(t);
  for (const [from, to] of [
    ['am/final.mdl', 'final.mdl'],
    ['conf/mfcc.conf', 'mfcc.conf'],
  ] as const)
    await rename(join(path, from), join(path, to));
  for (const file of ['HCLr.fst', 'Gr.fst', 'words.txt', 'disambig_tid.int']) await rename(join(path, 'graph', file), join(path, file));
  t.is((await readModelDirectory(path)).sampleRateHz, 16_000);
});

test('the sample rate is the one of the features, 16 kHz when they do not say', async (t) => {
  const path = await copyOfModel(t);
  await writeFile(join(path, 'conf/mfcc.conf'), '--use-energy=false\n--sample-frequency=8000\n');
  t.is((await readModelDirectory(path)).sampleRateHz, 8000);
  await writeFile(join(path, 'conf/mfcc.conf'), '--use-energy=false\n');
  t.is((await readModelDirectory(path)).sampleRateHz, 16_000);
  for (const rate of ['many', '4000', '96000', '16000.5']) {
    await writeFile(join(path, 'conf/mfcc.conf'), `--sample-frequency=${rate}\n`);
    t.true((await faultOf(t, path)).includes(`conf/mfcc.conf states the sample rate ${rate}`));
  }
});
