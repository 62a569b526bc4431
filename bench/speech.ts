import { mkdtemp, rm } from 'node:fs/promises';
import { availableParallelism, tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { findLibrary } from '../server/ai/speech-to-text/providers/vosk/library-path.ts';
import { type LibVosk, loadLibVosk } from '../server/ai/speech-to-text/providers/vosk/libvosk.ts';
import { voskSettings } from '../server/ai/speech-to-text/providers/vosk/settings.ts';
import { VoskSpeechToText } from '../server/ai/speech-to-text/providers/vosk/vosk.ts';
import { concatPcm, frameMs, type Pcm, sampleRateHz, samplesOfMs, samplesPerFrame } from '../server/core/audio-frame.ts';
import { silentLogger } from '../server/core/logger.ts';
import { callerVoice } from '../server/rehearsal/caller-voice.ts';
import { quantile } from '../server/rehearsal/statistics.ts';
import { rehearsalModel } from '../server/testing/rehearsal-ear.ts';
import { makeBallastEar } from './speech/ballast-ear.ts';
import { cpuSecondsOf } from './speech/figures.ts';

/**
 * What hearing costs on this machine, in six minutes: `node bench/speech.ts [--seconds 10] [--batch 60]`. For the rehearsal ear and for one with the cost of
 * 16 million parameters: the processor time of the product's recogniser process for each second of a call, beside libvosk alone over the same
 * sound in the same portions, in real time and as fast as it goes; then more and more calls at once, in real time, until they are not heard in time any more.
 */
const { values } = parseArgs({ options: { seconds: { type: 'string', default: '10' }, batch: { type: 'string' } } });
const seconds = Number(values.seconds);
const batchMs = values.batch === undefined ? voskSettings.parse({}).batchMs : Number(values.batch);
const say = (line: string) => process.stdout.write(`${line}\n`);

/** A final text that takes longer than this makes an answer late. */
const lateFinalMs = 250;

interface Level {
  /** Processor time of the recogniser's process for a second of a call's sound. */
  share: number;
  finalP95Ms: number;
  loopP99Ms: number;
  frameLateP99Ms: number;
  droppedMs: number;
}

async function caller(): Promise<Pcm> {
  const said = ["bonjour, j'ai une fuite d'eau dans ma cuisine", 'je voudrais un devis pour une salle de bain', 'mon numéro est le zéro six, douze'];
  const sounds = await Promise.all(said.map((text) => callerVoice(text, 'fr+m3')));
  return concatPcm(sounds.flatMap((sound) => [sound, new Int16Array(samplesOfMs(800))]));
}

/** Sound of a frame from any place of a sound that repeats. */
function frameOf(sound: Pcm, frame: number): Pcm {
  const at = (frame * samplesPerFrame) % (sound.length - samplesPerFrame);
  return sound.subarray(at, at + samplesPerFrame);
}

/**
 * Processor time of libvosk alone for a second of a call's sound, with a final text every 5 s as in the calls: one call as fast as it goes, or `atOnce` in real time, in which each
 * portion finds the caches cold and wakes a thread.
 */
async function alone(library: LibVosk, modelPath: string, sound: Pcm, atOnce?: number): Promise<number> {
  const count = atOnce ?? 1;
  const model = await library.loadModel(modelPath);
  const recognizers = Array.from({ length: count }, () => library.newRecognizer(model, sampleRateHz));
  const frames = (seconds * 1000) / frameMs;
  const portion = batchMs / frameMs;
  const before = process.cpuUsage();
  const startMs = performance.now();
  for (let frame = 0; frame < frames; frame += portion) {
    if (atOnce !== undefined) await new Promise((resolve) => setTimeout(resolve, Math.max(0, startMs + frame * frameMs - performance.now())));
    await Promise.all(
      recognizers.map(async (recognizer, n) => {
        const pcm = concatPcm(Array.from({ length: portion }, (_, at) => frameOf(sound, frame + at + n * 71)));
        if ((await library.accept(recognizer, pcm)) === 0) await library.partialResult(recognizer);
        if (frame % 250 >= 250 - portion) await library.finalResult(recognizer);
      }),
    );
  }
  const { user, system } = process.cpuUsage(before);
  for (const recognizer of recognizers) await library.free(recognizer);
  return (user + system) / 1e6 / seconds / count;
}

async function calls(modelPath: string, sound: Pcm, count: number): Promise<Level> {
  let droppedMs = 0;
  const logger = { ...silentLogger, warn: (fields: object) => (droppedMs += (fields as { droppedMs?: number }).droppedMs ?? 0) };
  const engine = new VoskSpeechToText(voskSettings.parse({ models: { fr: modelPath }, batchMs, finishDeadlineMs: 30_000 }), logger);
  await engine.start();
  const pid = engine.pid('fr')!;
  const finalMs: number[] = [];
  const lateMs: number[] = [];
  const scope = new AbortController();
  const loop = monitorEventLoopDelay({ resolution: 5 });
  const streams = await Promise.all(Array.from({ length: count }, () => engine.open({ language: 'fr', signal: scope.signal })));
  loop.enable();
  const before = cpuSecondsOf(pid);
  await Promise.all(
    streams.map(async (stream, n) => {
      const startMs = performance.now() + (n * frameMs) / count;
      const finals: Promise<unknown>[] = [];
      for (let frame = 0; frame < (seconds * 1000) / frameMs; frame++) {
        const dueMs = startMs + frame * frameMs;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())));
        lateMs.push(performance.now() - dueMs);
        stream.write(frameOf(sound, frame + n * 71));
        if ((frame + n * 12) % 250 !== 249) continue;
        const askedMs = performance.now();
        finals.push(stream.finish().then(() => finalMs.push(performance.now() - askedMs)));
      }
      await Promise.all(finals);
    }),
  );
  const share = (cpuSecondsOf(pid) - before) / (seconds * count);
  loop.disable();
  await Promise.all(streams.map((stream) => stream.close()));
  scope.abort();
  await engine.stop();
  return { share, finalP95Ms: quantile(finalMs, 0.95), loopP99Ms: loop.percentile(99) / 1e6, frameLateP99Ms: quantile(lateMs, 0.99), droppedMs };
}

const sound = await caller();
const folder = await mkdtemp(join(tmpdir(), 'repondeur-bench-'));
try {
  const library = loadLibVosk(findLibrary(undefined, process));
  const models = [
    { name: 'rehearsal ear (0.26 M parameters)', path: await rehearsalModel('fr'), levels: [1, 10, 20, 40] },
    { name: 'ballast of 16 M parameters', path: await makeBallastEar(folder), levels: [1, 4, 8, 12, 16] },
  ];
  say(`${availableParallelism()} cores, portions of ${batchMs} ms, ${seconds} s of sound for each call`);
  for (const { name, path, levels } of models) {
    const fastest = await alone(library, path, sound);
    say(`${name}: libvosk alone, as fast as it goes, ${(fastest * 100).toFixed(2)} % of a core for a call`);
    for (const count of levels) {
      const inRealTime = await alone(library, path, sound, count);
      const level = await calls(path, sound, count);
      const inTime = level.finalP95Ms <= lateFinalMs && level.droppedMs === 0;
      say(
        `${name}, ${count} at once: ${(level.share * 100).toFixed(2)} % of a core for a call, ${(level.share / inRealTime).toFixed(2)} times libvosk alone in real time ` +
          `(${(inRealTime * 100).toFixed(2)} %), ${(level.share / fastest).toFixed(2)} times as fast as it goes; ` +
          `${Math.floor(1 / level.share)} calls a core; final text p95 ${level.finalP95Ms.toFixed(0)} ms, frames late p99 ${level.frameLateP99Ms.toFixed(1)} ms, ` +
          `server loop p99 ${level.loopP99Ms.toFixed(1)} ms, dropped ${level.droppedMs} ms${inTime ? '' : ': not heard in time'}`,
      );
      if (!inTime) break;
    }
  }
} finally {
  await rm(folder, { recursive: true, force: true });
}
