import { EspeakTextToSpeech } from '../server/ai/text-to-speech/providers/espeak/espeak.ts';
import { espeakSettings } from '../server/ai/text-to-speech/providers/espeak/settings.ts';
import { Resampler } from '../server/audio/resampler.ts';
import { loadVoiceActivity } from '../server/audio/voice-activity.ts';
import { concatPcm, msOfSamples, type Pcm, sampleRateHz, samplesPerFrame } from '../server/core/audio-frame.ts';
import { silentLogger } from '../server/core/logger.ts';
import { quantile } from '../server/rehearsal/statistics.ts';
import { espeak } from '../server/testing/espeak.ts';

/** What espeak, voice detection and resampling cost on this machine: `node bench/engines.ts`. The recogniser: bench/speech.ts; Piper: bench/voice.ts. */
function say(line: string): void {
  process.stdout.write(`${line}\n`);
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
    `espeak: first sound p50 ${quantile(firstMs, 0.5).toFixed(1)} p95 ${quantile(firstMs, 0.95).toFixed(1)} ms, ` +
      `a whole sentence of ${(soundMs / 40).toFixed(0)} ms p50 ${quantile(wholeMs, 0.5).toFixed(1)} p95 ${quantile(wholeMs, 0.95).toFixed(1)} ms`,
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
