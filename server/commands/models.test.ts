import { appendFile, mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import test, { type ExecutionContext } from 'ava';
import { isCode, RepondeurError } from '../core/errors.ts';
import type { InstalledRecord } from '../models/contract.ts';
import { ggufBytes, publishGguf, publishVoice, publishVosk } from '../testing/catalogues.ts';
import { Publisher } from '../testing/publisher.ts';
import { rehearsalModel } from '../testing/rehearsal-ear.ts';
import { scriptedMind } from '../testing/scripted-mind.ts';
import { until } from '../testing/until.ts';
import { zipOfFolder } from '../testing/zip.ts';
import type { CommandContext } from './context.ts';
import { openShelf } from './models/shelf.ts';
import { add, check, list, remove } from './models.ts';

interface Setting {
  publisher: Publisher;
  data: string;
  context: CommandContext;
  /** What was written since it was asked last. */
  out: () => string;
  err: () => string;
}

async function setting(t: ExecutionContext, more = '', isTTY = false): Promise<Setting> {
  const publisher = new Publisher();
  await publisher.start();
  const parent = await mkdtemp(join(tmpdir(), 'repondeur-models-command-'));
  t.teardown(() => publisher.stop());
  t.teardown(() => rm(parent, { recursive: true, force: true }));
  const data = join(parent, 'data');
  const settingsPath = join(parent, 'repondeur.toml');
  await writeFile(settingsPath, `data_dir = "${data}"\n${more}\n[[users]]\nname = "Durand"\nemail = "durand@example.org"\n`);
  const [stdout, stderr] = [new PassThrough({ encoding: 'utf8' }), Object.assign(new PassThrough({ encoding: 'utf8' }), { isTTY })];
  const places = { projectDirectory: parent, cacheDirectory: parent, settingsPath, settingsNamed: true };
  const context = { places, env: {}, stdin: new PassThrough(), stdout, stderr, signal: new AbortController().signal };
  return { publisher, data, context, out: () => stdout.read() ?? '', err: () => stderr.read() ?? '' };
}

const ear = 'vosk-model-small-fr-0.22';
const publishedEar = async ({ publisher }: Setting) => publishVosk(publisher, ear, await zipOfFolder(await rehearsalModel('fr'), ear));

test('list shows what there is, what it costs, and what is recommended', async (t) => {
  const at = await setting(t);
  t.is(await list('models', { catalogue: [await publishedEar(at), publishGguf(at.publisher, 'tiny-q4_0.gguf', ggufBytes())] }, at.context), 0);
  const out = at.out();
  t.regex(out, new RegExp(`On this machine \\(${at.data}/models\\):\n  nothing yet`));
  t.regex(out, /\* +vosk-model-small-fr-0\.22 +fr +speech +small +[\d.]+ kB +[\d.]+ MB +300 MB +3 % of a core a call +Apache-2\.0/);
  t.regex(out, /tiny-q4_0 +fr en +language-model +q4_0 .* core s a reply +in its card/);
});

test('list as JSON is one document', async (t) => {
  const at = await setting(t);
  await list('voices', { catalogue: [publishVoice(at.publisher)], json: true }, at.context);
  const { available, installed, machine, faults } = JSON.parse(at.out());
  t.like(available[0], { name: 'fr_FR-siwis-medium', recommended: true, installed: false });
  t.true(available[0].costs.memoryBytes > 0 && machine.cores > 0);
  t.deepEqual([installed, faults], [[], []]);
});

test('list says that a publisher cannot be reached, and shows what is here', async (t) => {
  const at = await setting(t);
  await mkdir(join(at.data, 'models', 'fr'), { recursive: true });
  t.is(await list('models', { catalogue: [`${at.publisher.url}/nothing`] }, at.context), 1);
  t.regex(at.out(), /fr +put there by hand/);
  t.regex(at.err(), /nothing cannot be read: it answers 404/);
});

test('what is closed to this language is left out', async (t) => {
  const at = await setting(t);
  await list('voices', { catalogue: [publishVoice(at.publisher)], language: 'en' }, at.context);
  t.notRegex(at.out(), /siwis/);
});

test('a voice is added by name: licence, card and progress are shown; then it is listed, checked and removed', async (t) => {
  const at = await setting(t);
  const catalogue = [publishVoice(at.publisher)];
  t.is(await add('voices', 'fr_FR-siwis-medium', { catalogue }, at.context), 0);
  t.regex(at.out(), new RegExp(`fr_FR-siwis-medium is in ${at.data}/voices/fr_FR-siwis-medium`));
  const said = at.err();
  t.regex(said, /licence CC BY 4\.0\n {2}\| # Model card for siwis/);
  t.regex(said, /downloading 100 % of/);
  t.is(await list('voices', { installed: true }, at.context), 0);
  t.regex(at.out(), /fr_FR-siwis-medium +fr +voice .*CC BY 4\.0/);
  t.is(await check('voices', undefined, {}, at.context), 0);
  t.regex(at.out(), /^ok +fr_FR-siwis-medium\n$/);
  await writeFile(join(at.data, 'voices/fr_FR-siwis-medium/fr_FR-siwis-medium.onnx'), 'other weight');
  t.is(await check('voices', undefined, {}, at.context), 1);
  t.regex(at.out(), /^damaged +fr_FR-siwis-medium\n +.*onnx has been changed.*\n +→ bin\/repondeur voices add fr_FR-siwis-medium puts/);
  t.is(await remove('voices', 'fr_FR-siwis-medium', {}, at.context), 0);
  t.deepEqual(await readdir(join(at.data, 'voices')), []);
});

test('on a terminal the progress is a bar that redraws itself', async (t) => {
  const at = await setting(t, '', true);
  await add('voices', undefined, { language: 'fr', catalogue: [publishVoice(at.publisher)] }, at.context);
  t.true(at.err().includes('\r\x1b[Kdownloading [########################] 100 % of'));
});

test('the recommended one of a language, or one of a size, is added without its name', async (t) => {
  const at = await setting(t);
  const catalogue = [publishVoice(at.publisher)];
  t.is(await add('voices', undefined, { language: 'fr', size: 'medium', catalogue }, at.context), 0);
  const error = await t.throwsAsync(add('voices', undefined, { language: 'fr', size: 'huge', catalogue }, at.context));
  t.regex(error.message, /nothing fits for fr in size huge: sizes are medium/);
  t.regex((await t.throwsAsync(add('voices', undefined, { catalogue }, at.context))).message, /say which/);
});

test('a name that is not offered is answered with names that are', async (t) => {
  const at = await setting(t);
  const error = await t.throwsAsync(add('voices', 'siwis', { catalogue: [publishVoice(at.publisher)] }, at.context));
  t.true(isCode(error, 'not-found'));
  t.regex(error.message, /did you mean fr_FR-siwis-medium\?/);
});

test('the rehearsal ear is refused for people, from a publisher and from a file', async (t) => {
  const at = await setting(t);
  const fetched = await t.throwsAsync(add('models', ear, { catalogue: [await publishedEar(at)] }, at.context));
  t.regex(fetched.message, /is a rehearsal ear: it understands no person/);
  const brought = await t.throwsAsync(add('models', undefined, { file: await rehearsalModel('fr'), language: 'fr' }, at.context));
  t.regex(brought.message, /rehearsal ear/);
  t.deepEqual(await readdir(join(at.data, 'models')), []);
});

test('what is added but not used yet is told with what to do', async (t) => {
  const at = await setting(t);
  const voice = join(at.data, 'voices/fr_FR-siwis-medium');
  await add('voices', undefined, { language: 'fr', catalogue: [publishVoice(at.publisher)] }, at.context);
  t.regex(at.out(), /To use it, set in the settings: \[text_to_speech\] provider = "piper"\n$/);
  await add('voices', undefined, { file: join(voice, 'fr_FR-siwis-medium.onnx'), name: 'spare' }, at.context);
  t.regex(at.out(), /provider = "piper", piper_fr = ".*\/spare\/fr_FR-siwis-medium\.onnx"\n$/);
  const file = join(at.data, 'tiny.gguf');
  await writeFile(file, ggufBytes());
  await add('models', undefined, { file }, at.context);
  t.regex(at.out(), /\[language_model\] model = ".*\/models\/tiny\/tiny\.gguf", or after_call_model\n$/);
});

test('a language model that is added is used without a word in the settings, the smallest live and the largest after calls', async (t) => {
  const at = await setting(t);
  const mind = scriptedMind([{ words: ['merci'], text: 'Je vous en prie, bonne journée.' }]);
  t.teardown(() => mind.remove());
  await add('models', undefined, { file: mind.path, name: 'small' }, at.context);
  t.regex(at.out(), /The service uses it from its next start on\.\n$/);
  await add('models', undefined, { file: mind.path, name: 'twin' }, at.context);
  t.regex(at.out(), /To use it, .* model = ".*\/models\/twin\/.*\.gguf", or after_call_model/, 'two of one size: one is enough');
  await appendFile(mind.path, Buffer.alloc(1000));
  await add('models', undefined, { file: mind.path, name: 'large' }, at.context);
  t.regex(at.out(), /The service uses it from its next start on\.\n$/);
  t.regex((await t.throwsAsync(remove('models', 'large', {}, at.context))).message, /calls are summed up with it/);
});

test('what the service is set to use is said to be used', async (t) => {
  const at = await setting(t, '[text_to_speech]\nprovider = "piper"');
  await add('voices', undefined, { language: 'fr', catalogue: [publishVoice(at.publisher)] }, at.context);
  t.regex(at.out(), /The service uses it from its next start on\.\n$/);
});

test('voices are put where the settings have them', async (t) => {
  const at = await setting(t, '[text_to_speech]\nprovider = "piper"\nvoices_dir = "elsewhere"');
  await add('voices', undefined, { language: 'fr', catalogue: [publishVoice(at.publisher)] }, at.context);
  t.regex(at.out(), /is in .*\/elsewhere\/fr_FR-siwis-medium \(.*The service uses it/);
});

test('an ear of a name of its own is told how to be used', async (t) => {
  const at = await setting(t);
  const { howToUse } = await openShelf('models', at.context);
  const record = { ...recordOf('mine'), kind: 'speech' as const, languages: ['fr' as const] };
  t.regex(
    await howToUse({ path: join(at.data, 'models', 'mine'), bytes: 1, record }),
    /\[speech_to_text\] live_fr = ".*\/models\/mine", or after_call_fr/,
  );
  await mkdir(join(at.data, 'models', 'fr'), { recursive: true });
  t.is(await howToUse({ path: join(at.data, 'models', 'fr'), bytes: 1, record }), 'The service uses it from its next start on.');
});

function recordOf(name: string): InstalledRecord {
  return {
    version: 1,
    kind: 'speech',
    name,
    languages: [],
    quality: '',
    source: '',
    licence: '',
    card: null,
    installedAt: '',
    fetched: [],
    files: [],
  };
}

test('whoever interrupts a download is told that it can be gone on with', async (t) => {
  const at = await setting(t);
  const stop = new AbortController();
  const catalogue = [publishVoice(at.publisher)];
  const onnx = [...at.publisher.files].find(([path]) => path.endsWith('.onnx'))![1];
  onnx.mishaps = [{ stallAfter: 3 }];
  const adding = add('voices', undefined, { language: 'fr', catalogue }, { ...at.context, signal: stop.signal });
  await until('the licence', () => at.err().includes('licence'));
  stop.abort(new RepondeurError('aborted', 'asked to end'));
  t.true(isCode(await t.throwsAsync(adding), 'aborted'));
  t.regex(at.err(), /Interrupted\. What was downloaded is kept/);
  t.is(await add('voices', undefined, { language: 'fr', catalogue }, at.context), 0);
});

test('a folder that is none is an error in words', async (t) => {
  const at = await setting(t);
  const dir = join(at.data, '../repondeur.toml');
  for (const command of [() => list('models', { installed: true, dir }, at.context), () => check('models', undefined, { dir }, at.context)])
    t.true(isCode(await t.throwsAsync(command()), 'storage-failed'));
});

test('checking a name that is not there says so', async (t) => {
  const at = await setting(t);
  t.is(await check('models', 'nosuch', {}, at.context), 1);
  t.regex(at.out(), /"nosuch" is not in .*models list --installed/);
});

test('what the service uses is removed only with --yes: an ear or a voice by its language', async (t) => {
  const at = await setting(t, '[text_to_speech]\nprovider = "piper"');
  await mkdir(join(at.data, 'models', 'fr'), { recursive: true });
  await mkdir(join(at.data, 'models', 'en'), { recursive: true });
  t.regex((await t.throwsAsync(remove('models', 'fr', {}, at.context))).message, /callers are heard with it \(fr\)/);
  t.is(await remove('models', 'en', {}, at.context), 0, 'nobody speaks English here');
  t.is(await remove('models', 'fr', { yes: true }, at.context), 0);
  await add('voices', 'fr_FR-siwis-medium', { catalogue: [publishVoice(at.publisher)] }, at.context);
  t.regex((await t.throwsAsync(remove('voices', 'fr_FR-siwis-medium', {}, at.context))).message, /in use: callers hear it \(fr\); repeat with --yes/);
});
