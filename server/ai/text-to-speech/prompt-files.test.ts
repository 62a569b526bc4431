import { mkdir, mkdtemp, readdir, readFile, rm, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { Pcm } from '../../core/audio-frame.ts';
import { silentLogger } from '../../core/logger.ts';
import { FakeTextToSpeech } from './fake.ts';
import { PromptCache } from './prompt-cache.ts';
import { PromptFiles } from './prompt-files.ts';

const sound = Int16Array.from({ length: 1000 }, (_, at) => at * 7 - 3000);
const fileBytes = sound.byteLength + 32;

async function prompts(t: ExecutionContext, maxBytes?: number) {
  const directory = join(await mkdtemp(join(tmpdir(), 'repondeur-prompts-')), 'prompts');
  t.teardown(() => rm(join(directory, '..'), { recursive: true, force: true }));
  let made = 0;
  const make = async (): Promise<Pcm> => {
    made++;
    return sound;
  };
  const files = new PromptFiles({ directory, maxBytes, logger: silentLogger });
  return { directory, files, make, made: () => made, paths: async () => (await readdir(directory)).map((name) => join(directory, name)) };
}

test('a prompt is made once, and again for another fingerprint', async (t) => {
  const { files, make, made, directory } = await prompts(t);
  t.deepEqual(await files.soundOf('a', make), sound);
  t.deepEqual(await files.soundOf('a', make), sound);
  t.deepEqual(await new PromptFiles({ directory, logger: silentLogger }).soundOf('a', make), sound);
  t.is(made(), 1);
  await files.soundOf('b', make);
  t.is(made(), 2);
});

for (const [name, spoil] of [
  ['cut short', (bytes: Buffer) => bytes.subarray(0, bytes.length - 100)],
  ['changed in one bit', (bytes: Buffer) => bytes.map((byte, at) => (at === 500 ? byte ^ 1 : byte))],
  ['empty', () => Buffer.alloc(0)],
] as const) {
  test(`a file that is ${name} is made again`, async (t) => {
    const { files, make, made, paths } = await prompts(t);
    await files.soundOf('a', make);
    const [path] = await paths();
    await writeFile(path!, spoil(await readFile(path!)));
    t.deepEqual(await files.soundOf('a', make), sound);
    t.deepEqual(await files.soundOf('a', make), sound);
    t.is(made(), 2);
  });
}

test('when there are too many, those unused for longest go, and what an interrupted start left', async (t) => {
  const { files, make, made, directory, paths } = await prompts(t, fileBytes * 2);
  await files.soundOf('a', make);
  const old = new Date(Date.now() - 60_000);
  for (const path of await paths()) await utimes(path, old, old);
  await writeFile(join(directory, 'x.pcm.1.unfinished'), 'half');
  await utimes(join(directory, 'x.pcm.1.unfinished'), new Date(0), new Date(0));
  await files.soundOf('b', make);
  await files.soundOf('a', make);
  for (const path of await paths()) if (made() === 2) await utimes(path, old, old);
  await files.soundOf('a', make);
  await files.soundOf('c', make);
  t.is((await paths()).length, 2);
  t.is(made(), 3);
  await files.soundOf('a', make);
  t.is(made(), 3, 'the one in use has stayed');
});

test('a disk that cannot be written to costs no prompt', async (t) => {
  const { make } = await prompts(t);
  t.deepEqual(await new PromptFiles({ directory: '/dev/null/prompts', logger: silentLogger }).soundOf('a', make), sound);
});

test('a prompt that cannot be put in its place leaves no half of it', async (t) => {
  const { directory, make } = await prompts(t);
  const files = new PromptFiles({ directory, logger: silentLogger });
  await files.soundOf('a', make);
  const [name] = await readdir(directory);
  await rm(join(directory, name!));
  await mkdir(join(directory, name!));
  t.deepEqual(await files.soundOf('a', make), sound);
  t.deepEqual(await readdir(directory), [name]);
});

test('a prompt that cannot be made is not filed', async (t) => {
  const { files, make, made } = await prompts(t);
  await t.throwsAsync(
    files.soundOf('a', () => Promise.reject(new Error('no voice'))),
    { message: 'no voice' },
  );
  await files.soundOf('a', make);
  t.is(made(), 1);
});

test('the prompts of a voice with fingerprints outlive a restart, those of others are made anew', async (t) => {
  const { directory } = await prompts(t);
  class SlowVoice extends FakeTextToSpeech {
    fingerprint({ text }: { text: string }) {
      return `slow ${text}`;
    }
  }
  const spokenBy = async (voice: FakeTextToSpeech) => {
    await voice.start();
    const cache = new PromptCache(voice, { files: new PromptFiles({ directory, logger: silentLogger }) });
    await cache.prepare({ text: 'Bonjour.', language: 'fr' });
    t.true(cache.isReady({ text: 'Bonjour.', language: 'fr' }));
    return voice.spoken.length;
  };
  t.deepEqual([await spokenBy(new SlowVoice()), await spokenBy(new SlowVoice()), await spokenBy(new FakeTextToSpeech())], [1, 0, 1]);
});
