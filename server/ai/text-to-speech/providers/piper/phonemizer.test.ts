import { execFile } from 'node:child_process';
import { chmod, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';
import { isCode } from '../../../../core/errors.ts';
import { childProcesses, isAlive } from '../../../../testing/child-processes.ts';
import { until } from '../../../../testing/until.ts';
import { Phonemizer } from './phonemizer.ts';

function phonemizer(t: ExecutionContext, voice: string, program = 'espeak-ng', deadlineMs?: number): Phonemizer {
  const made = new Phonemizer(program, voice, deadlineMs);
  t.teardown(() => made.stop());
  return made;
}

async function alone(text: string, voice: string): Promise<string> {
  const { stdout } = await promisify(execFile)('espeak-ng', ['-q', '--ipa', '-b', '1', '-v', voice, '--', text]);
  return stdout
    .trim()
    .split(/\s*\n\s*/)
    .join(' ');
}

test('many lines at once are answered each with its own, as the program does alone', async (t) => {
  const french = phonemizer(t, 'fr');
  const texts = ['bonjour', 'numéro 12', 'oui — non (peut-être)', '—', 'à bientôt'];
  t.deepEqual(await Promise.all(texts.map((text) => french.phonemes(text))), await Promise.all(texts.map((text) => alone(text, 'fr'))));
});

test('marks of another language are dropped', async (t) => {
  t.notRegex(await phonemizer(t, 'fr').phonemes('le week-end avec le manager'), /\(/);
});

test('a text longer than the program reads at once is read to its end', async (t) => {
  const english = phonemizer(t, 'en-gb');
  const long = await english.phonemes('one two three '.repeat(300));
  t.true(long.split('wˈɒn').length > 290, long.slice(-80));
  t.is(await english.phonemes('two'), 'tˈuː');
});

test('the word that marks the end cannot be said', async (t) => {
  const french = phonemizer(t, 'fr');
  t.is(await french.phonemes('ZQXJVZQ'), '');
  t.is(await french.phonemes('oui'), await alone('oui', 'fr'));
});

test('a program that is killed is started again, for the words that it was asked for too', async (t) => {
  const french = phonemizer(t, 'fr+m7');
  await french.phonemes('un');
  const [pid] = await childProcesses(process.pid, 'fr+m7');
  const lost = french.phonemes('deux');
  process.kill(pid!, 'SIGKILL');
  t.is(await lost, await alone('deux', 'fr'));
  t.is(await french.phonemes('trois'), await alone('trois', 'fr'));
});

test('a program that is not there is named with the way out', async (t) => {
  const error = await t.throwsAsync(phonemizer(t, 'fr', '/nowhere/espeak-ng').phonemes('un'));
  t.true(isCode(error, 'engine-missing'));
  t.regex(error.message, /\/nowhere\/espeak-ng .*apt-get install espeak-ng/);
});

test('a voice that the program does not know fails at once', async (t) => {
  const error = await t.throwsAsync(phonemizer(t, 'qqq').phonemes('un'));
  t.true(isCode(error, 'engine-failed'));
  t.regex(error.message, /voice qqq/);
});

test('a program that never answers is ended at its deadline', async (t) => {
  const directory = await mkdtemp(join(tmpdir(), 'repondeur-phonemes-'));
  t.teardown(() => rm(directory, { recursive: true, force: true }));
  const [program, told] = [join(directory, 'hung'), join(directory, 'pid')];
  await writeFile(program, `#!/bin/sh\necho $$ > ${told}\nexec sleep 600\n`);
  await chmod(program, 0o755);
  const error = await t.throwsAsync(phonemizer(t, 'fr', program, 8000).phonemes('un'));
  t.true(isCode(error, 'engine-failed') && error.retryable);
  const pid = Number(await readFile(told, 'utf8'));
  await until('the end of the program', () => !isAlive(pid));
});
