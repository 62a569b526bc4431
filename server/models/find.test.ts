import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { ggufBytes, voiceConfig } from '../testing/catalogues.ts';
import { findModelFiles } from './find.ts';
import { importModel } from './import.ts';

test('what was added and what was put there by hand is found; what is unfinished, or of another kind, is not', async (t) => {
  const parent = await mkdtemp(join(tmpdir(), 'repondeur-find-'));
  t.teardown(() => rm(parent, { recursive: true, force: true }));
  const directory = join(parent, 'all');
  await writeFile(join(parent, 'added.gguf'), ggufBytes());
  await writeFile(join(parent, 'fr_FR-siwis-low.onnx'), 'weights');
  await writeFile(join(parent, 'fr_FR-siwis-low.onnx.json'), voiceConfig());
  await importModel({ directory, kinds: ['language-model'], file: join(parent, 'added.gguf') });
  await importModel({ directory, kinds: ['voice'], file: join(parent, 'fr_FR-siwis-low.onnx') });
  await writeFile(join(directory, 'flat.gguf'), ggufBytes());
  for (const folder of ['own', '.incoming/half']) {
    await mkdir(join(directory, folder), { recursive: true });
    await writeFile(join(directory, folder, 'inside.gguf'), ggufBytes());
  }
  t.deepEqual(await findModelFiles(directory, 'language-model'), [
    { name: 'added', path: join(directory, 'added/added.gguf'), languages: [] },
    { name: 'flat', path: join(directory, 'flat.gguf') },
    { name: 'inside', path: join(directory, 'own/inside.gguf') },
  ]);
  const [voice] = await findModelFiles(directory, 'voice');
  t.deepEqual(voice, { name: 'fr_FR-siwis-low', path: join(directory, 'fr_FR-siwis-low/fr_FR-siwis-low.onnx'), languages: ['fr'] });
  t.deepEqual(await findModelFiles(join(parent, 'nowhere'), 'voice'), []);
});
