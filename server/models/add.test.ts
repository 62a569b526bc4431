import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { sentences, writeFrames } from '../ai/speech-to-text/contract.suite.ts';
import { findEars } from '../ai/speech-to-text/model-directories.ts';
import { voskSettings } from '../ai/speech-to-text/providers/vosk/settings.ts';
import { VoskSpeechToText } from '../ai/speech-to-text/providers/vosk/vosk.ts';
import { isCode, RepondeurError } from '../core/errors.ts';
import { silentLogger } from '../core/logger.ts';
import { ggufBytes, publishGguf, publishVoice, publishVosk, qwenCard, voiceConfig } from '../testing/catalogues.ts';
import { espeak } from '../testing/espeak.ts';
import { Publisher } from '../testing/publisher.ts';
import { rehearsalModel } from '../testing/rehearsal-ear.ts';
import { until } from '../testing/until.ts';
import { zipOf, zipOfFolder } from '../testing/zip.ts';
import { type AddOptions, addModel } from './add.ts';
import type { LicenceNotice, ModelKind, Offer, Progress } from './contract.ts';
import { installedModels } from './install/record.ts';
import { listAvailable } from './list.ts';

const smallFrench = 'vosk-model-small-fr-0.22';

interface Setting {
  publisher: Publisher;
  directory: string;
}

async function setting(t: ExecutionContext): Promise<Setting> {
  const publisher = new Publisher();
  await publisher.start();
  const parent = await mkdtemp(join(tmpdir(), 'repondeur-models-'));
  t.teardown(() => publisher.stop());
  t.teardown(() => rm(parent, { recursive: true, force: true }));
  return { publisher, directory: join(parent, 'models') };
}

async function only(catalogue: string, kind: ModelKind): Promise<Offer> {
  const { offers, faults } = await listAvailable({ kinds: [kind], catalogues: [catalogue] });
  if (faults[0] || offers.length !== 1) throw faults[0] ?? new Error(`${offers.length} offers`);
  return offers[0]!;
}

const tinyModel = (word = 'one') => zipOf([{ name: `${smallFrench}/am/final.mdl`, content: `a model, version ${word}` }]);

async function tinyOffer({ publisher }: Setting, word?: string): Promise<Offer> {
  return await only(publishVosk(publisher, smallFrench, await tinyModel(word)), 'speech');
}

const archivePath = `/vosk/models/${smallFrench}.zip`;
const quick = { download: { retryPauseMs: 1, maxAttempts: 2 } };
const modelText = ({ directory }: Setting) => readFile(join(directory, smallFrench, 'am/final.mdl'), 'utf8');

/** Nothing that anybody would take for a model. */
async function nothingUsed(t: ExecutionContext, { directory }: Setting): Promise<void> {
  t.deepEqual((await findEars(directory)).live, {});
  t.deepEqual((await installedModels(directory)).models, []);
}

test('an ear that was fetched is found by its language and hears through the real engine; made for rehearsals, it says that it is not for people', async (t) => {
  const at = await setting(t);
  const archive = await zipOfFolder(await rehearsalModel('fr'), smallFrench);
  const phases: Progress['phase'][] = [];
  const notices: LicenceNotice[] = [];
  const installed = await addModel(await only(publishVosk(at.publisher, smallFrench, archive), 'speech'), {
    directory: at.directory,
    onProgress: ({ phase, bytesDone, bytesTotal }) => {
      t.true(bytesDone <= bytesTotal);
      if (phases.at(-1) !== phase) phases.push(phase);
    },
    onLicence: (notice) => void notices.push(notice),
  });
  t.deepEqual(phases, ['download', 'verify', 'unpack', 'install']);
  t.like(notices[0], { name: smallFrench, licence: 'Apache-2.0', cardUrl: 'https://alphacephei.com/vosk/models' });
  t.like(installed.record, { kind: 'speech', languages: ['fr'], licence: 'Apache-2.0' });
  t.deepEqual(await readdir(at.directory), [smallFrench], 'nothing is left over');

  const { live: models } = await findEars(at.directory);
  t.is(models.fr, installed.path);
  const ear = new VoskSpeechToText(voskSettings.parse({ models, finishDeadlineMs: 30_000, maxBacklogMs: 60_000 }), silentLogger);
  t.teardown(() => ear.stop());
  await ear.start();
  t.deepEqual(ear.capabilities().languages, { fr: { model: smallFrench, forPeople: false } });
  const call = await ear.open({ language: 'fr', signal: new AbortController().signal });
  writeFrames(call, await espeak(sentences.fr[0], 'fr'));
  t.is((await call.finish()).text, sentences.fr[0]);
});

test('a language model comes with its card, whose licence is shown before the large file is fetched, and recorded', async (t) => {
  const at = await setting(t);
  const bytes = ggufBytes(50_000);
  const offer = await only(publishGguf(at.publisher, 'small-q4_0.gguf', bytes), 'language-model');
  const fetchedBefore: string[] = [];
  const { path, record } = await addModel(offer, {
    directory: at.directory,
    onLicence: ({ licence, card }) => {
      t.is(licence, 'apache-2.0');
      t.is(card, qwenCard);
      fetchedBefore.push(...at.publisher.requests.map((request) => request.path));
    },
  });
  t.false(fetchedBefore.some((requested) => requested.endsWith('.gguf')));
  t.is(record.licence, 'apache-2.0');
  t.true((await readFile(join(path, 'small-q4_0.gguf'))).equals(bytes));
  t.deepEqual((await readdir(path)).sort(), ['README.md', 'installed.json', 'small-q4_0.gguf']);
});

test('whoever does not want the licence ends it before the large file is fetched', async (t) => {
  const at = await setting(t);
  const offer = await only(publishGguf(at.publisher, 'small-q4_0.gguf', ggufBytes()), 'language-model');
  const no = new RepondeurError('aborted', 'not wanted');
  t.is(await t.throwsAsync(addModel(offer, { directory: at.directory, onLicence: () => Promise.reject(no) })), no);
  t.false(at.publisher.requests.some(({ path }) => path.endsWith('.gguf')));
});

test('a voice comes with its configuration and its card', async (t) => {
  const at = await setting(t);
  const { path, record } = await addModel(await only(publishVoice(at.publisher), 'voice'), { directory: at.directory });
  t.deepEqual((await readdir(path)).sort(), ['MODEL_CARD', 'fr_FR-siwis-medium.onnx', 'fr_FR-siwis-medium.onnx.json', 'installed.json']);
  t.like(record, { licence: 'CC BY 4.0', card: 'MODEL_CARD', languages: ['fr'] });
});

test('a voice that speaks another language than its list says is refused', async (t) => {
  const at = await setting(t);
  const offer = await only(publishVoice(at.publisher, 'fr_FR-siwis-medium', Buffer.from('x'), voiceConfig('en_GB', 'en-gb')), 'voice');
  const error = await t.throwsAsync(addModel(offer, { directory: at.directory }));
  t.regex(error.message, /speaks en, not fr/);
  await nothingUsed(t, at);
});

for (const [what, content] of [
  ['an error page', Buffer.from('<html>sorry</html>'.padEnd(4096))],
  ['an old format', Buffer.concat([Buffer.from('GGUF'), Buffer.from([1, 0, 0, 0]), Buffer.alloc(100, 1)])],
  ['no weights', Buffer.concat([Buffer.from('GGUF'), Buffer.from([3, 0, 0, 0]), Buffer.alloc(100)])],
] as const) {
  test(`a language model that is ${what} is refused, whatever its digest says`, async (t) => {
    const at = await setting(t);
    const error = await t.throwsAsync(
      addModel(await only(publishGguf(at.publisher, 'x-q4_0.gguf', content), 'language-model'), { directory: at.directory }),
    );
    t.true(isCode(error, 'bad-input'));
    t.regex(error.message, /x-q4_0\.gguf cannot be used/);
    await nothingUsed(t, at);
  });
}

test('a file with a wrong digest is thrown away, and the next attempt begins anew', async (t) => {
  const at = await setting(t);
  const offer = await tinyOffer(at);
  const good = at.publisher.files.get(archivePath)!.body;
  const bad = Buffer.from(good);
  bad[40] = (bad[40] ?? 0) ^ 1;
  at.publisher.publish(archivePath, bad);
  const error = await t.throwsAsync(addModel(offer, { directory: at.directory }));
  t.true(isCode(error, 'bad-input'));
  t.regex(error.message, /\.zip is damaged: its md5 is [0-9a-f]{32} instead of [0-9a-f]{32}/);
  await nothingUsed(t, at);
  at.publisher.publish(archivePath, good);
  await addModel(offer, { directory: at.directory });
  t.regex(await modelText(at), /one/);
});

test('an archive without a model in it is refused', async (t) => {
  const at = await setting(t);
  const archive = await zipOf([{ name: 'readme.txt', content: 'nothing here' }]);
  const error = await t.throwsAsync(addModel(await only(publishVosk(at.publisher, smallFrench, archive), 'speech'), { directory: at.directory }));
  t.regex(error.message, /no Vosk model.*vosk-model-small-fr-0\.22\.zip/);
  await nothingUsed(t, at);
});

test('an engine that would refuse the model is asked before it takes its place', async (t) => {
  const at = await setting(t);
  const inspect = () => Promise.reject(new RepondeurError('bad-settings', 'HCLG.fst is missing'));
  t.regex((await t.throwsAsync(addModel(await tinyOffer(at), { directory: at.directory, inspect }))).message, /HCLG/);
  await nothingUsed(t, at);
});

test('a new version takes the place of the old one only when it is whole', async (t) => {
  const at = await setting(t);
  await addModel(await tinyOffer(at, 'one'), { directory: at.directory });
  const second = await tinyOffer(at, 'two');
  const inspect = async () => {
    t.regex(await modelText(at), /one/, 'the old one is used until the end');
    throw new RepondeurError('bad-settings', 'not this one');
  };
  await t.throwsAsync(addModel(second, { directory: at.directory, inspect }));
  t.regex(await modelText(at), /one/);
  await addModel(second, { directory: at.directory });
  t.regex(await modelText(at), /two/);
  t.deepEqual(await readdir(at.directory), [smallFrench]);
});

test('a crash between the old and the new model brings the old one back', async (t) => {
  const at = await setting(t);
  const previous = join(at.directory, '.incoming', smallFrench, 'previous', 'am');
  await mkdir(previous, { recursive: true });
  await writeFile(join(previous, 'final.mdl'), 'the old one');
  const offer = await tinyOffer(at);
  at.publisher.files.delete(archivePath);
  t.true(isCode(await t.throwsAsync(addModel(offer, { directory: at.directory })), 'not-found'));
  t.is(await modelText(at), 'the old one');
});

test('an add that is interrupted leaves nothing that is used, and goes on where it was', async (t) => {
  const at = await setting(t);
  const archive = await zipOf([
    { name: `${smallFrench}/am/final.mdl`, content: Buffer.from(Array.from({ length: 300_000 }, () => Math.random() * 256)) },
  ]);
  const offer = await only(publishVosk(at.publisher, smallFrench, archive), 'speech');
  at.publisher.files.get(archivePath)!.mishaps = [{ stallAfter: 100_000 }];
  const stop = new AbortController();
  const reason = new RepondeurError('aborted', 'asked to end');
  let had = 0;
  const adding = addModel(offer, { directory: at.directory, signal: stop.signal, onProgress: ({ bytesDone }) => (had = bytesDone) });
  await until('the first part', () => had === 100_000);
  stop.abort(reason);
  t.is(await t.throwsAsync(adding), reason);
  await nothingUsed(t, at);
  // Room for the rest of 300 kB, what they unpack to and the margin; not for all 300 kB once more.
  await addModel(offer, { directory: at.directory, freeBytes: async () => 32 * 1024 * 1024 + 200_000 + 510_000 + 50_000 });
  t.is(at.publisher.requests.at(-1)?.range, 'bytes=100000-');
  t.deepEqual(await readdir(at.directory), [smallFrench]);
});

for (const phase of ['verify', 'unpack', 'install'] as const) {
  test(`interrupted at "${phase}" it leaves nothing that is used`, async (t) => {
    const at = await setting(t);
    const stop = new AbortController();
    const reason = new RepondeurError('aborted', 'asked to end');
    const onProgress = (progress: Progress) => void (progress.phase === phase && stop.abort(reason));
    t.is(await t.throwsAsync(addModel(await tinyOffer(at), { directory: at.directory, signal: stop.signal, onProgress })), reason);
    await nothingUsed(t, at);
  });
}

test('two commands on the same model do not get in each other’s way', async (t) => {
  const at = await setting(t);
  const offer = await tinyOffer(at);
  const second = Promise.withResolvers<Error>();
  const inspect = async () => {
    second.resolve(await t.throwsAsync(addModel(offer, { directory: at.directory })));
  };
  await addModel(offer, { directory: at.directory, inspect });
  const refused = await second.promise;
  t.true(isCode(refused, 'unavailable'));
  t.regex(refused.message, /being changed by another command/);
  t.regex(await modelText(at), /one/);
});

test('too little disk space is said before anything is fetched, with what is needed and what there is', async (t) => {
  const at = await setting(t);
  const offer = await tinyOffer(at);
  const freeBytes = () => Promise.resolve(1_000_000);
  const error = await t.throwsAsync(addModel(offer, { directory: at.directory, freeBytes }));
  t.true(isCode(error, 'storage-failed'));
  t.regex(error.message, /not enough disk space.*34 MB of margin.*1 MB free/);
  t.false(at.publisher.requests.some(({ path }) => path === archivePath));
});

test('a server that breaks off again and again is given up with a way out; the model that was there stays', async (t) => {
  const at = await setting(t);
  await addModel(await tinyOffer(at, 'one'), { directory: at.directory });
  const offer = await tinyOffer(at, 'two');
  at.publisher.files.get(archivePath)!.mishaps = Array.from({ length: 5 }, () => ({ status: 502 }));
  const options: AddOptions = { directory: at.directory, ...quick };
  t.true(isCode(await t.throwsAsync(addModel(offer, options)), 'unavailable'));
  t.regex(await modelText(at), /one/);
});
