import { execFileSync } from 'node:child_process';
import test from 'ava';
import { concatPcm, type Pcm, samplesPerFrame } from '../core/audio-frame.ts';
import { isCode } from '../core/errors.ts';
import { rmsDbfs } from './level.ts';
import { Resampler } from './resampler.ts';
import { gain, mix, silence, tone } from './sound.ts';
import { loadVoiceActivity, type VoiceActivitySource } from './voice-activity.ts';
import { decodeWav } from './wav-file.ts';

const source = await loadVoiceActivity();

function speech(voice = 'fr'): Pcm {
  const wav = execFileSync('espeak-ng', ['--stdout', '-v', voice, '--stdin'], { input: 'Bonjour, je voudrais laisser un message.' });
  const { pcm, sampleRateHz } = decodeWav(wav);
  const resampler = new Resampler(sampleRateHz, 16_000);
  return concatPcm([resampler.push(pcm), resampler.flush()]);
}

/** White noise from a fixed seed (a linear congruential generator), so that each run hears the same. */
function noise(ms: number, levelDbfs: number): Pcm {
  let seed = 1;
  const white = silence(ms).map(() => {
    seed = (Math.imul(seed, 1_664_525) + 1_013_904_223) >>> 0;
    return (seed >>> 16) - 32_768;
  });
  return gain(white, levelDbfs - rmsDbfs(white));
}

/** The share of voiced frames. */
function voicedShare(from: VoiceActivitySource, pcm: Pcm): number {
  const activity = from.open();
  let voiced = 0;
  const frames = Math.floor(pcm.length / samplesPerFrame);
  for (let n = 0; n < frames; n++) voiced += Number(activity.next(pcm.subarray(n * samplesPerFrame, (n + 1) * samplesPerFrame)).voiced);
  activity.close();
  return voiced / frames;
}

test('silence, a quiet line and a noisy line are no voice', (t) => {
  t.is(voicedShare(source, silence(3000)), 0);
  t.is(voicedShare(source, noise(5000, -60)), 0);
  const share = voicedShare(source, noise(5000, -40));
  t.true(share < 0.1, `noise at -40 dBFS: ${share}`);
});

test('speech is a voice at telephone levels', (t) => {
  const said = speech();
  for (const levelDbfs of [-18, -24, -30]) {
    const share = voicedShare(source, gain(said, levelDbfs - rmsDbfs(said)));
    t.true(share > 0.5, `${levelDbfs} dBFS: ${share}`);
  }
});

test('speech is told from the noise of its line', (t) => {
  const said = gain(speech(), -24 - rmsDbfs(speech()));
  const line = noise(8000, -45);
  const call = mix(line, concatPcm([silence(3000), said]));
  const at = samplesPerFrame * 150;
  const activity = source.open();
  const voiced: boolean[] = [];
  for (let n = 0; n + samplesPerFrame <= call.length; n += samplesPerFrame) voiced.push(activity.next(call.subarray(n, n + samplesPerFrame)).voiced);
  activity.close();
  const share = (from: number, to: number) => voiced.slice(from, to).filter(Boolean).length / (to - from);
  const end = Math.floor((at + said.length) / samplesPerFrame);
  t.true(share(0, 150) < 0.05, `before: ${share(0, 150)}`);
  t.true(share(150, end) > 0.45, `during: ${share(150, end)}`);
  t.true(share(end + 10, voiced.length) < 0.1, `after: ${share(end + 10, voiced.length)}`);
});

test('people who talk behind the caller are not taken for him once he has spoken', (t) => {
  const said = gain(speech(), -24 - rmsDbfs(speech()));
  const others = ['fr+m5', 'fr+f1', 'fr+m6'].map((voice, n) => {
    const talk = speech(voice).subarray(n * 4000);
    return concatPcm([talk, talk, talk]);
  });
  const babble = mix(...others);
  const behind = gain(babble, -42 - rmsDbfs(babble));
  const activity = source.open();
  const voiced: boolean[] = [];
  const call = mix(behind, concatPcm([silence(500), said]));
  for (let n = 0; n + samplesPerFrame <= call.length; n += samplesPerFrame) voiced.push(activity.next(call.subarray(n, n + samplesPerFrame)).voiced);
  activity.close();
  const share = (from: number, to: number) => voiced.slice(from, to).filter(Boolean).length / (to - from);
  const end = Math.floor(said.length / samplesPerFrame) + 25;
  t.true(share(25, end) > 0.45, `during: ${share(25, end)}`);
  t.true(share(end + 10, voiced.length) < 0.2, `after: ${share(end + 10, voiced.length)}`);
});

test('each call has a detector of its own', (t) => {
  const quiet = source.open();
  const loud = source.open();
  const frame = tone({ frequencyHz: 440, ms: 20, peakDbfs: -6 });
  const before = quiet.next(silence(20));
  for (let n = 0; n < 50; n++) loud.next(frame);
  t.deepEqual(quiet.next(silence(20)), before);
  quiet.close();
  quiet.close();
  loud.close();
});

test('a thousand calls need no more memory than one', (t) => {
  for (let n = 0; n < 50_000; n++) source.open().close();
  t.notThrows(() => source.open().close());
});

test('a frame of another length, and one after the end, are refused', (t) => {
  const activity = source.open();
  t.true(
    isCode(
      t.throws(() => activity.next(new Int16Array(160))),
      'bad-input',
    ),
  );
  activity.close();
  t.true(
    isCode(
      t.throws(() => activity.next(new Int16Array(320))),
      'bad-input',
    ),
  );
});
