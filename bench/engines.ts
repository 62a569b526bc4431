import { execFileSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { findLibrary } from '../server/ai/speech-to-text/providers/vosk/library-path.ts';
import { type Handle, type LibVosk, loadLibVosk } from '../server/ai/speech-to-text/providers/vosk/libvosk.ts';
import { voskSettings } from '../server/ai/speech-to-text/providers/vosk/settings.ts';
import { VoskSpeechToText } from '../server/ai/speech-to-text/providers/vosk/vosk.ts';
import { EspeakTextToSpeech } from '../server/ai/text-to-speech/providers/espeak/espeak.ts';
import { espeakSettings } from '../server/ai/text-to-speech/providers/espeak/settings.ts';
import { Resampler } from '../server/audio/resampler.ts';
import { loadVoiceActivity } from '../server/audio/voice-activity.ts';
import { concatPcm, frameMs, msOfSamples, type Pcm, sampleRateHz, samplesPerFrame } from '../server/core/audio-frame.ts';
import { silentLogger } from '../server/core/logger.ts';
import { espeak } from '../server/testing/espeak.ts';
import { rehearsalModel } from '../server/testing/rehearsal-ear.ts';

/**
 * What the engines cost on this machine: `node bench/engines.ts [--seconds 10] [--streams 1,10,20] [--batch 60,100]`.
 * The sound is the rehearsal's; with a real model only the recogniser's own share grows.
 */
const { values } = parseArgs({
  options: {
    seconds: { type: 'string', default: '10' },
    streams: { type: 'string', default: '1,10,20' },
    batch: { type: 'string', default: '60' },
  },
});
const seconds = Number(values.seconds);
/** Kernel ticks of /proc/<pid>/stat in a second. */
const ticksPerSecond = Number(execFileSync('getconf', ['CLK_TCK'], { encoding: 'utf8' }));

function say(line: string): void {
  process.stdout.write(`${line}\n`);
}

function percentile(values: number[], share: number): string {
  const sorted = values.toSorted((a, b) => a - b);
  return (sorted[Math.floor((sorted.length - 1) * share)] ?? Number.NaN).toFixed(1);
}

function cpuSecondsOf(pid: number): number {
  const fields = readFileSync(`/proc/${pid}/stat`, 'utf8').split(') ')[1]!.split(' ');
  return (Number(fields[11]) + Number(fields[12])) / ticksPerSecond;
}

async function caller(): Promise<Pcm> {
  const sentences = [
    "bonjour, j'ai une fuite d'eau dans ma cuisine",
    'je voudrais un devis pour une salle de bain',
    'mon numéro est le zéro six, douze',
  ];
  const pause = new Int16Array(sampleRateHz);
  return concatPcm((await Promise.all(sentences.map((text) => espeak(text, 'fr')))).flatMap((sound) => [sound, pause]));
}

/** Sound of a frame from any place of a sound that repeats. */
function frameOf(sound: Pcm, frame: number): Pcm {
  const at = (frame * samplesPerFrame) % (sound.length - samplesPerFrame);
  return sound.subarray(at, at + samplesPerFrame);
}

async function benchSpeechToText(sound: Pcm, streams: number, batchMs: number): Promise<void> {
  const engine = new VoskSpeechToText(voskSettings.parse({ models: { fr: await rehearsalModel('fr') }, batchMs }), silentLogger);
  await engine.start();
  const pid = engine.pid('fr')!;
  const partialMs: number[] = [];
  const finishMs: number[] = [];
  const lateMs: number[] = [];
  const call = new AbortController();
  const loop = monitorEventLoopDelay({ resolution: 5 });
  loop.enable();
  const childBefore = cpuSecondsOf(pid);
  const ownBefore = process.cpuUsage();
  const beganMs = performance.now();
  await Promise.all(
    Array.from({ length: streams }, async (_, n) => {
      let handedMs = 0;
      const stream = await engine.open({ language: 'fr', signal: call.signal, onPartial: () => partialMs.push(performance.now() - handedMs) });
      const startMs = performance.now() + Math.random() * frameMs;
      for (let frame = 0; frame < (seconds * 1000) / frameMs; frame++) {
        const dueMs = startMs + frame * frameMs;
        await new Promise((resolve) => setTimeout(resolve, Math.max(0, dueMs - performance.now())));
        lateMs.push(performance.now() - dueMs);
        handedMs = performance.now();
        stream.write(frameOf(sound, frame + n * 71));
        // Every 5 s, each stream at another time.
        if ((frame + n * 12) % 250 === 249) {
          const askedMs = performance.now();
          await stream.finish();
          finishMs.push(performance.now() - askedMs);
        }
      }
    }),
  );
  const wallSeconds = (performance.now() - beganMs) / 1000;
  const own = process.cpuUsage(ownBefore);
  const child = ((cpuSecondsOf(pid) - childBefore) / wallSeconds) * 100;
  loop.disable();
  call.abort();
  await engine.stop();
  const parent = (own.user + own.system) / 1e4 / wallSeconds;
  say(
    `vosk ${streams} streams, batches of ${batchMs} ms: child ${child.toFixed(1)} % of a core, server ${parent.toFixed(1)} %; ` +
      `partial after its frame p50 ${percentile(partialMs, 0.5)} p95 ${percentile(partialMs, 0.95)} ms (${partialMs.length}), ` +
      `final p50 ${percentile(finishMs, 0.5)} p95 ${percentile(finishMs, 0.95)} ms, ` +
      `server loop p99 ${(loop.percentile(99) / 1e6).toFixed(1)} ms, frame late p99 ${percentile(lateMs, 0.99)} ms`,
  );
}

/** The library alone, in this process and as fast as it goes. */
async function benchBareVosk(library: LibVosk, model: Handle, sound: Pcm, batchMs: number): Promise<void> {
  const recognizer = library.newRecognizer(model, sampleRateHz);
  const samples = (sampleRateHz * batchMs) / 1000;
  const before = process.cpuUsage();
  let heardMs = 0;
  for (let at = 0; at + samples <= sound.length; at += samples) {
    if ((await library.accept(recognizer, sound.slice(at, at + samples))) === 0) await library.partialResult(recognizer);
    heardMs += batchMs;
  }
  await library.finalResult(recognizer);
  const used = process.cpuUsage(before);
  await library.free(recognizer);
  say(`vosk alone, batches of ${batchMs} ms: ${((used.user + used.system) / 10 / heardMs).toFixed(2)} % of a core for each stream`);
}

async function benchVoice(): Promise<void> {
  const voice = new EspeakTextToSpeech(espeakSettings.parse({}), silentLogger);
  await voice.start();
  const firstMs: number[] = [];
  const wholeMs: number[] = [];
  let soundMs = 0;
  for (let n = 0; n < 40; n++) {
    const beganMs = performance.now();
    let first = true;
    for await (const pcm of voice.speak({
      text: 'À quel numéro peut-on vous rappeler, s’il vous plaît ? Je le note tout de suite.',
      language: 'fr',
    })) {
      if (first) firstMs.push(performance.now() - beganMs);
      first = false;
      soundMs += msOfSamples(pcm.length);
    }
    wholeMs.push(performance.now() - beganMs);
  }
  await voice.stop();
  say(
    `espeak: first sound p50 ${percentile(firstMs, 0.5)} p95 ${percentile(firstMs, 0.95)} ms, ` +
      `a whole sentence of ${(soundMs / 40).toFixed(0)} ms p50 ${percentile(wholeMs, 0.5)} p95 ${percentile(wholeMs, 0.95)} ms`,
  );
}

async function benchSound(sound: Pcm): Promise<void> {
  const activity = (await loadVoiceActivity()).open();
  const frames = Math.floor(sound.length / samplesPerFrame);
  let beganMs = performance.now();
  for (let round = 0; round < 20; round++)
    for (let n = 0; n < frames; n++) activity.next(sound.subarray(n * samplesPerFrame, (n + 1) * samplesPerFrame));
  say(`voice detection: ${(((performance.now() - beganMs) * 1000) / frames / 20).toFixed(1)} µs a frame`);
  activity.close();
  const resampler = new Resampler(22_050, sampleRateHz);
  beganMs = performance.now();
  for (let round = 0; round < 20; round++) resampler.push(sound);
  say(`resampling 22050 to 16000: ${((performance.now() - beganMs) / ((20 * sound.length) / 22_050)).toFixed(2)} ms for a second of sound`);
}

const sound = await caller();
await benchSound(sound);
await benchVoice();
const library = loadLibVosk(findLibrary(undefined, process));
const model = await library.loadModel(await rehearsalModel('fr'));
for (const batchMs of values.batch.split(',').map(Number)) {
  await benchBareVosk(library, model, sound, batchMs);
  for (const streams of values.streams.split(',').map(Number)) await benchSpeechToText(sound, streams, batchMs);
}
