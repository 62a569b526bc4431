import { InferenceSession, Tensor } from 'onnxruntime-node';
import { clipSample } from '../../../../audio/sound.ts';
import { asError, RepondeurError } from '../../../../core/errors.ts';
import { serveEngine } from '../../../engine-host/engine-child.ts';
import type { ClauseInput, ClauseSound, PiperEngine } from './protocol.ts';

const inputs = ['input', 'input_lengths', 'scales'];

/** The child process of one voice. `run` blocks it for the whole clause: requests are answered one after the other. */
serveEngine<PiperEngine>(async ({ modelPath, threads, manySpeakers }) => {
  const startedMs = performance.now();
  const session = await load(modelPath, threads);
  checkSignature(session, modelPath, manySpeakers);
  return {
    info: { loadMs: performance.now() - startedMs },
    requests: { speak: (input) => speak(session, input) },
    messages: {},
    stop: () => session.release(),
  };
});

async function load(path: string, threads: number): Promise<InferenceSession> {
  try {
    return await InferenceSession.create(path, {
      executionProviders: ['cpu'],
      intraOpNumThreads: threads,
      interOpNumThreads: 1,
      graphOptimizationLevel: 'all',
      logSeverityLevel: 3,
    });
  } catch (cause) {
    const wayOut = 'Download both files of the voice again';
    throw new RepondeurError('bad-settings', `the voice file ${path} cannot be used: ${asError(cause).message}. ${wayOut}`, { cause });
  }
}

function checkSignature({ inputNames, outputNames }: InferenceSession, path: string, manySpeakers: boolean): void {
  const wanted = [...inputs, ...(manySpeakers ? ['sid'] : [])];
  if (outputNames.length === 1 && inputNames.toSorted().join() === wanted.toSorted().join()) return;
  const found = `its inputs are ${inputNames.join(', ')} where a Piper voice has ${wanted.join(', ')}`;
  throw new RepondeurError(
    'bad-settings',
    `the voice file ${path} cannot be used: ${found}. Choose a voice of Piper, with the .onnx.json of the same voice`,
  );
}

async function speak(session: InferenceSession, { ids, noiseScale, lengthScale, noiseW, speaker, gain }: ClauseInput): Promise<ClauseSound> {
  const startedMs = performance.now();
  const results = await session.run({
    input: new Tensor('int64', BigInt64Array.from(ids, BigInt), [1, ids.length]),
    input_lengths: new Tensor('int64', BigInt64Array.of(BigInt(ids.length)), [1]),
    scales: new Tensor('float32', Float32Array.of(noiseScale, lengthScale, noiseW), [3]),
    ...(speaker !== undefined && { sid: new Tensor('int64', BigInt64Array.of(BigInt(speaker)), [1]) }),
  });
  const { data } = results[session.outputNames[0]!]!;
  if (!(data instanceof Float32Array)) throw new RepondeurError('engine-failed', 'the voice gave something else than sound', { retryable: false });
  const pcm = new Int16Array(data.length);
  let peak = 0;
  for (let at = 0; at < data.length; at++) {
    const sample = data[at]!;
    peak = Math.max(peak, Math.abs(sample));
    // Int16Array turns what is no number into silence.
    pcm[at] = clipSample(sample * gain * 32_768);
  }
  return { pcm, peak, computeMs: performance.now() - startedMs };
}
