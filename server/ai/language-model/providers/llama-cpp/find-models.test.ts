import { appendFileSync, copyFileSync, mkdirSync, mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { scriptedMind } from '../../../../testing/scripted-mind.ts';
import { findMinds } from './find-models.ts';

const mind = scriptedMind([{ words: ['merci'], text: 'Je vous en prie, bonne journée.' }]);
test.after.always(() => mind.remove());

/** Models of these sizes, in bytes beyond the smallest, by their path in the directory. */
function directoryOf(t: ExecutionContext, models: Record<string, number>): string {
  const directory = mkdtempSync(join(tmpdir(), 'repondeur-minds-'));
  t.teardown(() => rmSync(directory, { recursive: true }));
  for (const [path, more] of Object.entries(models)) {
    mkdirSync(join(directory, path, '..'), { recursive: true });
    copyFileSync(mind.path, join(directory, path));
    appendFileSync(join(directory, path), Buffer.alloc(more));
  }
  return directory;
}

test('a directory without models, or none at all, has none', async (t) => {
  t.deepEqual(await findMinds(directoryOf(t, {})), {});
  t.deepEqual(await findMinds('/nowhere'), {});
});

test('one model does both', async (t) => {
  const directory = directoryOf(t, { 'qwen/qwen.gguf': 0 });
  t.deepEqual(await findMinds(directory), { live: join(directory, 'qwen/qwen.gguf') });
});

test('of several the smallest is live and the largest works after calls', async (t) => {
  const directory = directoryOf(t, { 'a/large.gguf': 2000, 'b/middle.gguf': 1000, 'small.gguf': 0 });
  t.deepEqual(await findMinds(directory), { live: join(directory, 'small.gguf'), afterCall: join(directory, 'a/large.gguf') });
});

test('what the settings name is taken as it is', async (t) => {
  const directory = directoryOf(t, { 'large.gguf': 2000, 'small.gguf': 0 });
  const [large, small] = [join(directory, 'large.gguf'), join(directory, 'small.gguf')];
  t.deepEqual(await findMinds(directory, { live: large }), { live: large });
  t.deepEqual(await findMinds(directory, { afterCall: '/elsewhere.gguf' }), { live: small, afterCall: '/elsewhere.gguf' });
  t.deepEqual(await findMinds(directory, { live: small, afterCall: small }), { live: small });
});

test('what cannot talk is passed over: damaged, for embeddings, a later part, unfinished', async (t) => {
  const directory = directoryOf(t, { 'good/good.gguf': 1000, 'model-00002-of-00003.gguf': 0, '.incoming/x.gguf': 0 });
  const bytes = readFileSync(mind.path);
  writeFileSync(join(directory, 'cut.gguf'), bytes.subarray(0, 5000));
  bytes.write('qbert', bytes.indexOf('llama'));
  writeFileSync(join(directory, 'embeddings.gguf'), bytes);
  writeFileSync(join(directory, 'page.gguf'), '<html>not found</html>');
  t.deepEqual(await findMinds(directory), { live: join(directory, 'good/good.gguf') });
});
