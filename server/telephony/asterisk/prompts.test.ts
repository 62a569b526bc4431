import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { pcmOfBytes, samplesOfMs } from '../../core/audio-frame.ts';
import type { Language } from '../../core/language.ts';
import type { WrittenConfiguration } from './configuration-options.ts';
import { promptsAreRendered, renderPrompts } from './prompts.ts';

test('prompts are rendered in each language, once, and the apology ends with a tone', async (t) => {
  const promptsDirectory = await mkdtemp(join(tmpdir(), 'repondeur-prompts-'));
  t.teardown(() => rm(promptsDirectory, { recursive: true }));
  const configuration = { promptsDirectory } as WrittenConfiguration;
  const spoken: [Language, string][] = [];
  const speak = async (text: string, language: Language) => {
    spoken.push([language, text]);
    return new Int16Array(samplesOfMs(1000));
  };
  t.false(await promptsAreRendered(configuration));
  await renderPrompts(configuration, speak);
  t.true(await promptsAreRendered(configuration));
  t.deepEqual((await readdir(promptsDirectory)).filter((name) => name.endsWith('.sln16')).sort(), [
    'away-en.sln16',
    'away-fr.sln16',
    'thanks-en.sln16',
    'thanks-fr.sln16',
    'unserved-en.sln16',
    'unserved-fr.sln16',
  ]);
  const sound = pcmOfBytes(await readFile(join(promptsDirectory, 'away-fr.sln16')));
  t.true(sound.subarray(-samplesOfMs(100)).some((sample) => Math.abs(sample) > 5000));
  t.is(spoken.length, 6);
  await renderPrompts(configuration, speak);
  t.is(spoken.length, 6);
});

test('a voice that fails leaves no half-made set behind', async (t) => {
  const promptsDirectory = await mkdtemp(join(tmpdir(), 'repondeur-prompts-'));
  t.teardown(() => rm(promptsDirectory, { recursive: true }));
  const configuration = { promptsDirectory } as WrittenConfiguration;
  await t.throwsAsync(
    renderPrompts(configuration, () => Promise.reject(new Error('no voice'))),
    { message: 'no voice' },
  );
  t.false(await promptsAreRendered(configuration));
});
