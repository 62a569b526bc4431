import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestFn } from 'ava';
import { peakDbfs } from '../../../../audio/level.ts';
import { isCode } from '../../../../core/errors.ts';
import { silentLogger } from '../../../../core/logger.ts';
import { isAlive } from '../../../../testing/child-processes.ts';
import { temporaryFolder } from '../../../../testing/database.ts';
import { until } from '../../../../testing/until.ts';
import { collect, textToSpeechContract } from '../../contract.suite.ts';
import { EspeakTextToSpeech } from './espeak.ts';
import { type EspeakSettings, espeakSettings } from './settings.ts';

const defaults = espeakSettings.parse({});

function espeak(settings: Partial<EspeakSettings> = {}): EspeakTextToSpeech {
  return new EspeakTextToSpeech({ ...defaults, ...settings }, silentLogger);
}

// One after the other: each starts processes of its own, and has deadlines.
textToSpeechContract(test.serial as TestFn, (voices) =>
  espeak({ voices: Object.fromEntries(voices.map((language) => [language, defaults.voices[language]])), maxAtOnce: 4 }),
);

/** A program in espeak-ng's place: answers the trial word as espeak-ng does, then behaves as the script says. */
async function impostor(t: { teardown(fn: () => Promise<void>): void }, script: string): Promise<string> {
  const directory = await mkdtemp(join(tmpdir(), 'repondeur-espeak-'));
  t.teardown(() => rm(directory, { recursive: true, force: true }));
  const program = join(directory, 'voice');
  await writeFile(program, `#!/bin/sh\ntext=$(cat)\nif [ "$text" = a ]; then echo a | espeak-ng --stdout --stdin; exit; fi\n${script}\n`);
  await chmod(program, 0o755);
  return program;
}

async function started(t: { teardown(fn: () => Promise<void>): void }, settings: Partial<EspeakSettings> = {}): Promise<EspeakTextToSpeech> {
  const voice = espeak(settings);
  await voice.start();
  t.teardown(() => voice.stop());
  return voice;
}

test.serial('speech peaks at about -3 dBFS: loud enough for a telephone, nothing cut', async (t) => {
  const voice = await started(t);
  const french = 'Bonjour, vous êtes bien chez Martin Plomberie. Oh là là, ah oui, à gauche. À quel numéro peut-on vous rappeler ?';
  const english = 'Hello, this is Martin plumbing. Oh my, are you all right, ah. What number can we call you back on?';
  for (const [language, text] of [
    ['fr', french],
    ['en', english],
  ] as const) {
    const peak = peakDbfs(await collect(voice.speak({ text, language })));
    t.true(peak < -2 && peak > -6, `${language}: ${peak} dBFS`);
  }
});

test.serial('a program that is not installed is named, with the way out', async (t) => {
  const voice = espeak({ program: '/nowhere/espeak-ng' });
  const error = await t.throwsAsync(voice.start());
  t.true(isCode(error, 'engine-missing'));
  t.regex(error.message, /\/nowhere\/espeak-ng is not on this machine: install it .*apt-get install espeak-ng/);
  t.deepEqual(voice.health(), { ready: false, reason: error.message });
});

test.serial('a voice that espeak-ng does not know is named at the start', async (t) => {
  const error = await t.throwsAsync(espeak({ voices: { fr: 'klingon-of-nowhere' } }).start());
  t.true(isCode(error, 'bad-settings'));
  t.regex(error.message, /"klingon-of-nowhere"/);
});

test.serial('text is never an option, a command or phonemes of the program', async (t) => {
  const voice = await started(t);
  const say = async (text: string) => (await collect(voice.speak({ text, language: 'en' }))).length;
  t.true((await say('--version')) > 0);
  t.is(await say('\u0001300s'.replace('\u0001', ' ')), await say('\u0001300s'));
  t.is(await say('[h@l]]'), await say('[[h@l]]'));
  t.true((await say('a \ud800 lone half of a character \u0000 and a zero')) > 0);
});

test.serial('accents reach the voice whatever the locale is', async (t) => {
  const voice = await started(t);
  const say = async (text: string) => (await collect(voice.speak({ text, language: 'fr' }))).length;
  t.not(await say('éèàç'), await say('eeac'));
});

test.serial('a text that is too long is refused', async (t) => {
  const voice = await started(t);
  t.true(isCode(await t.throwsAsync(collect(voice.speak({ text: 'a '.repeat(3000), language: 'fr' }))), 'bad-input'));
});

test.serial('a program that never answers is ended at the deadline', async (t) => {
  const told = join(await temporaryFolder(t), 'pid');
  const voice = await started(t, { program: await impostor(t, `echo $$ > ${told}\nexec sleep 600`), deadlineMs: 8000 });
  const error = await t.throwsAsync(collect(voice.speak({ text: 'deux', language: 'fr' })));
  t.true(isCode(error, 'timeout') && error.retryable);
  const pid = Number(await readFile(told, 'utf8'));
  await until('the end of the program', () => !isAlive(pid));
});

test.serial('a program that dies, or writes something else than sound, fails as an engine', async (t) => {
  for (const script of ['kill -SEGV $$', 'echo no sound for you; exit 0', 'echo broken >&2; exit 3']) {
    const voice = await started(t, { program: await impostor(t, script) });
    t.true(isCode(await t.throwsAsync(collect(voice.speak({ text: 'deux', language: 'fr' }))), 'engine-failed'), script);
  }
});

test.serial('a listener who takes his time does not keep the program', async (t) => {
  const voice = await started(t, { maxAtOnce: 1 });
  const long = voice.speak({ text: 'un, deux, trois, quatre. '.repeat(30), language: 'fr' });
  const first = await long.next();
  t.false(first.done);
  t.true((await collect(voice.speak({ text: 'autre', language: 'fr' }))).length > 0, 'the only place is free again');
  t.true((await collect(long)).length > 16_000 * 20);
});

test.serial('a process that is killed is back for the words that it was asked for, and for the next', async (t) => {
  const voice = await started(t);
  const say = async () => (await collect(voice.speak({ text: 'bonjour', language: 'fr' }))).length;
  const length = await say();
  const killed = say();
  process.kill(voice.pid!, 'SIGKILL');
  await until('the end of the process', () => !voice.health().ready);
  t.is(await killed, length);
  t.true(voice.health().ready);
  t.is(await say(), length);
});
