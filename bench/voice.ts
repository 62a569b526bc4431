import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { monitorEventLoopDelay } from 'node:perf_hooks';
import { parseArgs } from 'node:util';
import { InferenceSession, Tensor } from 'onnxruntime-node';
import { clauses } from '../server/ai/text-to-speech/providers/piper/clauses.ts';
import { phonemeIds } from '../server/ai/text-to-speech/providers/piper/phoneme-ids.ts';
import { Phonemizer } from '../server/ai/text-to-speech/providers/piper/phonemizer.ts';
import { PiperTextToSpeech } from '../server/ai/text-to-speech/providers/piper/piper.ts';
import { makeRehearsalVoice } from '../server/ai/text-to-speech/providers/piper/rehearsal-voice/make-voice.ts';
import { piperSettings } from '../server/ai/text-to-speech/providers/piper/settings.ts';
import { readVoice } from '../server/ai/text-to-speech/providers/piper/voice-file.ts';
import { msOfSamples } from '../server/core/audio-frame.ts';
import { silentLogger } from '../server/core/logger.ts';
import { makeBallastVoice } from './voice/ballast-voice.ts';

/**
 * What a Piper voice costs in the product beside onnxruntime alone on the same clauses, in turn, in one run:
 * `node bench/voice.ts [--rounds 8] [--voice fr_FR-….onnx]`. Without a voice: the rehearsal's tiny one, and one with random weights that computes as much as
 * a voice of medium size does.
 */
const { values } = parseArgs({ options: { rounds: { type: 'string', default: '8' }, voice: { type: 'string' } } });
const rounds = Number(values.rounds);
const text = 'Bonjour, vous êtes bien au cabinet du docteur Martin. Je suis votre assistant vocal, à quel numéro peut-on vous rappeler ?';

const say = (line: string) => process.stdout.write(`${line}\n`);
const median = (numbers: number[]) => numbers.toSorted((a, b) => a - b)[Math.floor(numbers.length / 2)] ?? Number.NaN;
const worst = (numbers: number[]) => Math.max(...numbers);

interface Round {
  firstMs: number;
  wholeMs: number;
  soundMs: number;
}

/** onnxruntime in this process, with phonemes made beforehand: no process, no resampling. */
async function bare(path: string): Promise<{ round(): Promise<Round>; close(): Promise<void> }> {
  const voice = await readVoice(path, 'fr');
  const phonemizer = new Phonemizer('espeak-ng', voice.espeakVoice);
  const ids: number[][] = [];
  for (const { phrases } of clauses(text)) {
    const spoken = await Promise.all(phrases.map(async ({ words, mark }) => `${await phonemizer.phonemes(words)}${mark}`));
    ids.push(phonemeIds(spoken.join(' '), voice.phonemeIdMap));
  }
  phonemizer.stop();
  const session = await InferenceSession.create(path, { intraOpNumThreads: 1, interOpNumThreads: 1 });
  return {
    async round() {
      const beganMs = performance.now();
      let firstMs = 0;
      let samples = 0;
      for (const clause of ids) {
        const { output } = await session.run({
          input: new Tensor('int64', BigInt64Array.from(clause, BigInt), [1, clause.length]),
          input_lengths: new Tensor('int64', BigInt64Array.of(BigInt(clause.length)), [1]),
          scales: new Tensor('float32', Float32Array.of(voice.noiseScale, voice.lengthScale, voice.noiseW), [3]),
        });
        firstMs ||= performance.now() - beganMs;
        samples += output!.data.length;
      }
      return { firstMs, wholeMs: performance.now() - beganMs, soundMs: (samples * 1000) / voice.sampleRateHz };
    },
    close: () => session.release(),
  };
}

async function product(path: string) {
  const voice = new PiperTextToSpeech(piperSettings.parse({ voices: { fr: path }, clauseDeadlineMs: 60_000 }), silentLogger);
  await voice.start();
  return {
    async round(): Promise<Round> {
      const beganMs = performance.now();
      let firstMs = 0;
      let samples = 0;
      for await (const pcm of voice.speak({ text, language: 'fr' })) {
        firstMs ||= performance.now() - beganMs;
        samples += pcm.length;
      }
      return { firstMs, wholeMs: performance.now() - beganMs, soundMs: msOfSamples(samples) };
    },
    close: () => voice.stop(),
  };
}

async function compare(name: string, path: string): Promise<void> {
  const [alone, ours] = [await bare(path), await product(path)];
  await alone.round();
  await ours.round();
  const pairs: { alone: Round; ours: Round }[] = [];
  const loopMs: number[] = [];
  for (let n = 0; n < rounds; n++) {
    const aloneRound = await alone.round();
    await new Promise((resolve) => setTimeout(resolve, 20));
    // Only while the product speaks, and each round anew: onnxruntime alone blocks this process, which is why it has one of its own in the product.
    const loop = monitorEventLoopDelay({ resolution: 2 });
    loop.enable();
    const oursRound = await ours.round();
    loop.disable();
    loopMs.push(loop.percentile(99) / 1e6);
    pairs.push({ alone: aloneRound, ours: oursRound });
  }
  await alone.close();
  await ours.close();
  const rtf = ({ wholeMs, soundMs }: Round) => wholeMs / soundMs;
  say(`${name}: ${(pairs[0]!.ours.soundMs / 1000).toFixed(1)} s of speech in ${clauses(text).length} clauses`);
  say(
    `  first sample after the first clause: ${median(pairs.map(({ ours }) => ours.firstMs)).toFixed(1)} ms (worst ${worst(pairs.map(({ ours }) => ours.firstMs)).toFixed(1)}), ` +
      `onnxruntime alone ${median(pairs.map(({ alone }) => alone.firstMs)).toFixed(1)} ms`,
  );
  say(
    `  real-time factor: ${median(pairs.map(({ ours }) => rtf(ours))).toFixed(3)}, onnxruntime alone ${median(pairs.map(({ alone }) => rtf(alone))).toFixed(3)}, ` +
      `ratio ${median(pairs.map(({ ours, alone }) => rtf(ours) / rtf(alone))).toFixed(2)}; server loop p99 ${median(loopMs).toFixed(1)} ms`,
  );
}

if (values.voice) {
  await compare(values.voice, values.voice);
} else {
  const directory = await mkdtemp(join(tmpdir(), 'repondeur-bench-voice-'));
  try {
    await compare('rehearsal voice', await makeRehearsalVoice(join(directory, 'fr_FR-rehearsal.onnx'), { language: 'fr' }));
    await compare('medium size, random weights', await makeBallastVoice(join(directory, 'fr_FR-ballast-medium.onnx')));
  } finally {
    await rm(directory, { recursive: true, force: true });
  }
}
