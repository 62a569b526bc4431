import { readFileSync } from 'node:fs';
import test, { type ExecutionContext } from 'ava';
import { Resampler } from '../../../../audio/resampler.ts';
import { mix } from '../../../../audio/sound.ts';
import { concatPcm, msOfSamples, type Pcm, sampleRateHz, samplesOfMs } from '../../../../core/audio-frame.ts';
import { silentLogger } from '../../../../core/logger.ts';
import { callerVoice } from '../../../../rehearsal/caller-voice.ts';
import { rehearsalModel } from '../../../../testing/rehearsal-ear.ts';
import { sentences, writeFrames } from '../../contract.suite.ts';
import type { TranscriptionStream } from '../../contract.ts';
import { voskSettings } from './settings.ts';
import { VoskSpeechToText } from './vosk.ts';

const signal = new AbortController().signal;
const voice = 'fr+m3';

/** Takes sound faster than it is heard, up to eleven minutes of it. */
async function patient(t: ExecutionContext): Promise<VoskSpeechToText> {
  const settings = { models: { fr: await rehearsalModel('fr') }, batchMs: 2000, maxBacklogMs: 660_000, finishDeadlineMs: 540_000 };
  const engine = new VoskSpeechToText(voskSettings.parse(settings), silentLogger);
  t.teardown(() => engine.stop());
  await engine.start();
  return engine;
}

function write(stream: TranscriptionStream, sound: Pcm): void {
  for (let at = 0; at < sound.length; at += samplesOfMs(2000)) stream.write(sound.subarray(at, at + samplesOfMs(2000)));
}

/** The same for the same seed. */
function noise(ms: number, peak: number, seed: number): Pcm {
  let state = seed;
  return Int16Array.from({ length: samplesOfMs(ms) }, () => {
    state = (state * 1_103_515_245 + 12_345) % 2_147_483_648;
    return Math.round((state / 1_073_741_824 - 1) * peak);
  });
}

function residentMegabytes(pid: number): number {
  return Number(/VmRSS:\s+(\d+)/.exec(readFileSync(`/proc/${pid}/status`, 'utf8'))?.[1]) / 1000;
}

test.serial('ten minutes of noise leave memory and partials bounded, and the next sentence is understood', async (t) => {
  const engine = await patient(t);
  let partials = 0;
  let longest = 0;
  const stream = await engine.open({
    language: 'fr',
    signal,
    onPartial: ({ text }) => {
      partials++;
      longest = Math.max(longest, text.length);
    },
  });
  // Speech backwards sounds like speech and says nothing.
  const backwards = (await callerVoice(sentences.fr.join(', '), voice)).toReversed();
  const babble = concatPcm(Array.from({ length: Math.ceil(samplesOfMs(60_000) / backwards.length) }, () => backwards)).subarray(
    0,
    samplesOfMs(60_000),
  );
  const minute = mix(babble, noise(60_000, 2000, 1));
  write(stream, minute);
  await stream.finish();
  const before = residentMegabytes(engine.pid('fr')!);
  for (let n = 0; n < 10; n++) write(stream, minute);
  const heard = await stream.finish();
  const grown = residentMegabytes(engine.pid('fr')!) - before;
  t.log(`${partials} partials, the longest of ${longest} letters; ${heard.words.length} words; ${grown.toFixed(0)} MB more`);
  // The noise itself is 19 MB; what waits in the queue is held twice.
  t.true(grown < 100, `${grown} MB`);
  t.true(partials <= 11 * 30 * 4);
  t.true(longest < 20_000);
  write(stream, await callerVoice(sentences.fr[0], voice));
  t.is((await stream.finish()).text, sentences.fr[0]);
});

test.serial('of a monologue of five minutes every sentence is kept', async (t) => {
  const engine = await patient(t);
  const stream = await engine.open({ language: 'fr', signal });
  const spoken = await Promise.all(sentences.fr.map((text) => callerVoice(text, voice)));
  const round = concatPcm(spoken.flatMap((sound) => [sound, new Int16Array(samplesOfMs(400))]));
  const rounds = Math.ceil(300_000 / msOfSamples(round.length));
  for (let n = 0; n < rounds; n++) write(stream, round);
  const { text, words } = await stream.finish();
  const count = (word: string) => text.split(' ').filter((other) => other === word).length;
  t.deepEqual([count('cuisine'), count('devis')], [rounds, rounds]);
  t.true(words.at(-1)!.endMs > 290_000 && words.at(-1)!.endMs <= rounds * msOfSamples(round.length));
});

for (const rateHz of [8000, 48_000]) {
  test.serial(`a source of ${rateHz} Hz is understood when it was resampled`, async (t) => {
    const engine = await patient(t);
    const [text] = sentences.fr;
    const source = new Resampler(sampleRateHz, rateHz).push(await callerVoice(text, voice));
    const resampler = new Resampler(rateHz, sampleRateHz);
    const stream = await engine.open({ language: 'fr', signal });
    // Packets of 20 ms, as a telephone sends them.
    for (let at = 0; at < source.length; at += rateHz / 50) stream.write(resampler.push(source.subarray(at, at + rateHz / 50)));
    stream.write(resampler.flush());
    t.is((await stream.finish()).text, text);
  });
}

test.serial('an expected answer is corrected in noise, and what else is said stays what it is', async (t) => {
  const engine = await patient(t);
  const stream = await engine.open({ language: 'fr', signal });
  const phrases = ['oui', 'non', "c'est bon", "oui c'est ça", 'xyzzy'];
  const hear = async (sound: Pcm, expected: readonly string[] | null) => {
    stream.reset();
    stream.expect?.(expected);
    writeFrames(stream, sound);
    return (await stream.finish()).text;
  };
  const answer = concatPcm([await callerVoice("c'est bon", voice), new Int16Array(samplesOfMs(400))]);
  const right = { alone: 0, expected: 0 };
  for (let seed = 1; seed <= 12; seed++) {
    const sound = mix(answer, noise(msOfSamples(answer.length), 3000, seed));
    if ((await hear(sound, null)) === "c'est bon") right.alone++;
    if ((await hear(sound, phrases)) === "c'est bon") right.expected++;
  }
  t.log(`${right.alone} of 12 right without, ${right.expected} with the answers that are expected`);
  t.true(right.expected > right.alone);
  for (const text of sentences.fr) t.is(await hear(await callerVoice(text, voice), phrases), text);
  t.is(await hear(await callerVoice('oui', voice), ['xyzzy']), 'oui');
});
