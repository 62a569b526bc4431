import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { peakDbfs, rmsDbfs } from '../../../../audio/level.ts';
import { msOfSamples } from '../../../../core/audio-frame.ts';
import { isCode } from '../../../../core/errors.ts';
import { silentLogger } from '../../../../core/logger.ts';
import { until } from '../../../../testing/until.ts';
import { collect } from '../../contract.suite.ts';
import { SpeechBroken } from '../../speech-broken.ts';
import { PiperTextToSpeech } from './piper.ts';
import { makeRehearsalVoice, type RehearsalVoiceOptions } from './rehearsal-voice/make-voice.ts';
import { OnnxGraph } from './rehearsal-voice/onnx-writer.ts';
import { type PiperSettings, piperSettings } from './settings.ts';

async function directory(t: ExecutionContext): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'repondeur-piper-'));
  t.teardown(() => rm(made, { recursive: true, force: true }));
  return made;
}

async function voiceFile(t: ExecutionContext, options: Partial<RehearsalVoiceOptions> = {}): Promise<string> {
  return makeRehearsalVoice(join(await directory(t), 'fr_FR-rehearsal.onnx'), { language: 'fr', ...options });
}

async function started(t: ExecutionContext, settings: Partial<PiperSettings> = {}): Promise<PiperTextToSpeech> {
  const voices = settings.voices ?? (settings.voicesDir ? {} : { fr: await voiceFile(t) });
  const voice = new PiperTextToSpeech(piperSettings.parse({ ...settings, voices }), silentLogger);
  t.teardown(() => voice.stop());
  await voice.start();
  return voice;
}

const say = (voice: PiperTextToSpeech, text: string) => collect(voice.speak({ text, language: 'fr' }));
const sentence = 'Bonjour, vous êtes bien chez Martin Plomberie. Que puis-je faire pour vous ?';

test.serial('speech is brought to about -3 dBFS, and the volume setting moves it from there', async (t) => {
  const path = await voiceFile(t);
  const [normal, soft] = [await started(t, { voices: { fr: path } }), await started(t, { voices: { fr: path }, volumeDb: -12 })];
  const [loud, quiet] = [await say(normal, sentence), await say(soft, sentence)];
  t.true(Math.abs(peakDbfs(loud) + 3) < 1.5, `${peakDbfs(loud)} dBFS`);
  t.true(Math.abs(rmsDbfs(loud) - rmsDbfs(quiet) - 12) < 1, `${rmsDbfs(loud) - rmsDbfs(quiet)} dB`);
});

test.serial('twice the speed is half the time', async (t) => {
  const path = await voiceFile(t);
  const settings = { voices: { fr: path }, sentencePauseMs: 0 };
  const [normal, fast] = [await say(await started(t, settings), sentence), await say(await started(t, { ...settings, speed: 2 }), sentence)];
  t.true(Math.abs(normal.length / fast.length - 2) < 0.02, `${normal.length / fast.length}`);
});

test.serial('a voice of any sample rate speaks as long, and clauses follow each other without a gap or a lost sample', async (t) => {
  const lengths: number[] = [];
  for (const sampleRateHz of [16_000, 22_050, 44_100]) {
    const voice = await started(t, { voices: { fr: await voiceFile(t, { sampleRateHz }) } });
    lengths.push(msOfSamples((await say(voice, sentence)).length));
  }
  for (const length of lengths) t.true(Math.abs(length - lengths[0]!) < 15, lengths.join());
});

test.serial('the pause stands between sentences, not between clauses and not at the end', async (t) => {
  const path = await voiceFile(t, { sampleRateHz: 16_000 });
  const [without, withPause] = [
    await started(t, { voices: { fr: path }, sentencePauseMs: 0 }),
    await started(t, { voices: { fr: path }, sentencePauseMs: 1000 }),
  ];
  const added = async (text: string) => msOfSamples((await say(withPause, text)).length - (await say(without, text)).length);
  t.is(await added('Une phrase, deux propositions.'), 0);
  t.is(await added('Une phrase. Une autre phrase. Une troisième.'), 2000);
});

test.serial('a speaker is chosen by name or number; one that is not there is named with those that are', async (t) => {
  const path = await voiceFile(t, { speakers: ['anne', 'paul'] });
  const spoken = async (fr?: string) =>
    say(await started(t, { voices: { fr: path }, speakers: fr === undefined ? {} : { fr }, noiseScale: 0 }), 'oui');
  const [first, anne, paul, second] = [await spoken(), await spoken('anne'), await spoken('paul'), await spoken('1')];
  t.deepEqual(first, anne);
  t.deepEqual(paul, second);
  t.notDeepEqual(anne, paul);
  const error = await t.throwsAsync(spoken('marie'));
  t.true(isCode(error, 'bad-settings'));
  t.regex(error.message, /no speaker "marie": choose one of anne, paul/);
});

test.serial('an engine that is killed breaks the speech off with the text that is left, and is back for the next', async (t) => {
  const voice = await started(t, { sentencePauseMs: 0 });
  const speech = voice.speak({ text: `${sentence} ${sentence} ${sentence} ${sentence} Fin.`, language: 'fr' });
  t.false((await speech.next()).done);
  process.kill(voice.pid('fr')!, 'SIGKILL');
  const error = await t.throwsAsync(collect(speech), { instanceOf: SpeechBroken });
  t.true(isCode(error, 'engine-failed') && error.retryable);
  t.regex(error.unspoken, /^\S.*Fin\.$/s);
  t.true(error.unspoken.length < sentence.length * 4 + 8, error.unspoken);
  await until('the voice is back', () => voice.health().ready);
  t.true((await say(voice, 'oui')).length > 0);
});

test.serial('a clause that takes too long is given up', async (t) => {
  const voice = await started(t, { clauseDeadlineMs: 1500 });
  process.kill(voice.pid('fr')!, 'SIGSTOP');
  const error = await t.throwsAsync(say(voice, sentence), { instanceOf: SpeechBroken });
  t.true(isCode(error, 'engine-failed') && error.retryable);
  t.is(error.unspoken, sentence);
  process.kill(voice.pid('fr')!, 'SIGCONT');
});

test.serial('voices are found in their directory by the language at the head of their name', async (t) => {
  const voicesDir = await directory(t);
  await mkdir(join(voicesDir, 'french'));
  await makeRehearsalVoice(join(voicesDir, 'french', 'fr_FR-b-low.onnx'), { language: 'fr' });
  await makeRehearsalVoice(join(voicesDir, 'de_DE-a-low.onnx'), { language: 'en' });
  await makeRehearsalVoice(join(voicesDir, '.unfinished', 'en_GB-a-low.onnx'), { language: 'en' });
  const voice = await started(t, { voicesDir });
  t.true((await say(voice, 'oui')).length > 0);
  t.is(voice.pid('en'), undefined);
});

test.serial('the fingerprint is the same for the same voice and settings, and another for each difference', async (t) => {
  const path = await voiceFile(t);
  const request = { text: 'oui', language: 'fr' } as const;
  const of = async (settings: Partial<PiperSettings>, text = 'oui') => (await started(t, settings)).fingerprint({ ...request, text });
  const one = await of({ voices: { fr: path } });
  t.truthy(one);
  t.is(await of({ voices: { fr: path }, threads: 2 }), one);
  const others = [
    await of({ voices: { fr: path }, speed: 1.1 }),
    await of({ voices: { fr: path } }, 'non'),
    await of({ voices: { fr: await voiceFile(t, { sampleRateHz: 8000 }) } }),
  ];
  t.is(new Set([one, ...others]).size, 4);
});

const unusable = test.macro({
  exec: async (t, spoil: (path: string) => Promise<unknown>, expected: RegExp) => {
    const path = await voiceFile(t);
    await spoil(path);
    const voice = new PiperTextToSpeech(piperSettings.parse({ voices: { fr: path } }), silentLogger);
    t.teardown(() => voice.stop());
    const error = await t.throwsAsync(voice.start());
    t.true(isCode(error, 'bad-settings'), error.message);
    t.true(error.message.includes(path), error.message);
    t.regex(error.message, expected);
    t.deepEqual(voice.health(), { ready: false, reason: error.message });
  },
  title: (name) => `a voice file that cannot be used is named at the start: ${name}`,
});

async function edit(path: string, change: (json: Record<string, unknown>) => void): Promise<void> {
  const json = JSON.parse(await readFile(`${path}.json`, 'utf8'));
  change(json);
  await writeFile(`${path}.json`, JSON.stringify(json));
}

const again = /Download both files of the voice again/;
test.serial('missing', unusable, (path) => rm(path), /ENOENT.*again/);
test.serial('its description is missing', unusable, (path) => rm(`${path}.json`), /each \.onnx file needs its \.onnx\.json/);
test.serial('empty', unusable, (path) => writeFile(path, ''), /0 bytes.*again/);
test.serial('a web page', unusable, (path) => writeFile(path, `<html>${' '.repeat(5000)}`), /no ONNX file.*again/);
test.serial('cut short', unusable, async (path) => writeFile(path, (await readFile(path)).subarray(0, 3000)), again);
test.serial('garbage after its first bytes', unusable, async (path) => writeFile(path, (await readFile(path)).fill(0xa5, 40)), again);
test.serial('its description is no JSON', unusable, (path) => writeFile(`${path}.json`, '{"audio":'), again);
test.serial('its description lacks the sample rate', unusable, (path) => edit(path, (json) => void (json.audio = {})), /audio\.sample_rate/);
test.serial(
  'its phonemes lack the pad',
  unusable,
  (path) => edit(path, (json) => void delete (json.phoneme_id_map as Record<string, unknown>)._),
  /lacks "_"/,
);
test.serial(
  'a number beyond its table',
  unusable,
  (path) => edit(path, (json) => void ((json.phoneme_id_map as Record<string, unknown>).a = [999])),
  /num_symbols/,
);
test.serial('phonemes that are letters', unusable, (path) => edit(path, (json) => void (json.phoneme_type = 'text')), /espeak phonemes/);
test.serial(
  'another language',
  unusable,
  (path) => edit(path, (json) => void (json.language = { family: 'de' })),
  /speaks "de", not "fr": choose a voice whose name begins with "fr_"/,
);
test.serial(
  'the description of a voice with several speakers',
  unusable,
  (path) => edit(path, (json) => void (json.num_speakers = 2)),
  /input_lengths, scales, sid/,
);
test.serial('another network', unusable, (path) => otherNetwork(path), /Choose a voice of Piper/);

async function otherNetwork(path: string): Promise<void> {
  const graph = new OnnxGraph();
  graph.constant('weights', 'float', [1000], new Float32Array(1000));
  graph.node('Add', ['x', 'weights'], 'y');
  await writeFile(path, graph.encode([{ name: 'x', type: 'float', dims: [1000] }], [{ name: 'y', type: 'float', dims: [1000] }]));
}

test.serial('an empty voices directory is named with what belongs there', async (t) => {
  const voicesDir = await directory(t);
  const error = await t.throwsAsync(started(t, { voicesDir }));
  t.true(isCode(error, 'bad-settings'));
  t.true(error.message.startsWith(`there is no voice in ${voicesDir}: bin/repondeur voices add`), error.message);
});
