import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { keepResults } from './demo-results.ts';

test('results outlive the demo, those of the demo before make room', async (t) => {
  const folder = await mkdtemp(join(tmpdir(), 'repondeur-results-'));
  t.teardown(() => rm(folder, { recursive: true }));
  const kept = join(folder, 'kept');
  for (const content of ['first', 'second']) {
    await writeFile(join(folder, 'a.wav'), content);
    t.deepEqual(await keepResults(kept, 'call', { recording: join(folder, 'a.wav'), email: undefined }), { recording: join(kept, 'call.wav') });
  }
  t.deepEqual(await readdir(kept), ['call.wav']);
  t.is(await readFile(join(kept, 'call.wav'), 'utf8'), 'second');
});
