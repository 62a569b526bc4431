import { OnnxGraph } from './onnx-writer.ts';
import { type PhonemeSound, phonemeSounds } from './phonemes.ts';

/** The share of each formant, and the level of the whole, which leaves room below full scale. */
const formantShares = [0.6, 0.3, 0.12];
const level = 0.35;

/**
 * The voice as a graph with Piper's signature: input int64 [1, n], input_lengths [1], scales float [3] (noise, length, noise_w), sid [1] where there are
 * several speakers; output float [1, 1, 1, samples]. Each sample looks up its phoneme and sums three sines and noise, under the pulse of the voice.
 */
export function rehearsalGraph(sampleRateHz: number, speakerCount: number): Buffer {
  const g = new OnnxGraph();
  const table = (name: string, columns: number, row: (sound: PhonemeSound) => readonly number[]) =>
    g.constant(name, 'float', [phonemeSounds.length, columns], phonemeSounds.flatMap(row));
  table('formants', 3, ({ formantsHz }) => formantsHz);
  table('amplitudes', 3, ({ voicing }) => formantShares.map((share) => share * voicing));
  table('hiss', 1, ({ noise }) => [noise]);
  g.constant(
    'durations',
    'float',
    [phonemeSounds.length],
    phonemeSounds.map(({ ms }) => Math.round((ms * sampleRateHz) / 1000)),
  );
  g.constant(
    'pitches',
    'float',
    [speakerCount],
    Array.from({ length: speakerCount }, (_, speaker) => 115 + 70 * speaker),
  );
  for (const value of [0, 1, 2]) g.constant(`i${value}`, 'int64', [], [value]);
  g.constant('axis0', 'int64', [1], [0]);
  g.constant('axis1', 'int64', [1], [1]);
  g.constant('flat', 'int64', [1], [-1]);
  g.constant('shape', 'int64', [4], [1, 1, 1, -1]);
  for (const [name, value] of Object.entries({ zero: 0, one: 1, half: 0.5, breath: 0.002, level, radians: (2 * Math.PI) / sampleRateHz }))
    g.constant(name, 'float', [], [value]);

  alignment(g);
  oscillators(g);
  g.node('Gather', ['pitches', speakerCount > 1 ? 'sid' : 'axis0'], 'pitch');
  pulseAndNoise(g);
  const inputs = [
    { name: 'input', type: 'int64', dims: ['batch_size', 'phonemes'] },
    { name: 'input_lengths', type: 'int64', dims: ['batch_size'] },
    { name: 'scales', type: 'float', dims: [3] },
    ...(speakerCount > 1 ? [{ name: 'sid', type: 'int64', dims: ['batch_size'] } as const] : []),
  ] as const;
  return g.encode(inputs, [{ name: 'output', type: 'float', dims: ['batch_size', 1, 1, 'time'] }]);
}

/** From ids to the id that each sample belongs to: `idAt`. */
function alignment(g: OnnxGraph): void {
  g.node('Reshape', ['input', 'flat'], 'ids');
  g.node('Shape', ['ids'], 'idShape');
  g.node('Squeeze', ['idShape', 'axis0'], 'count');
  g.node('Range', ['i0', 'count', 'i1'], 'position');
  g.node('Less', ['position', 'input_lengths'], 'isGiven');
  g.node('Cast', ['isGiven'], 'given', { to: 1n });
  g.node('Gather', ['durations', 'ids'], 'ownDuration');
  g.node('Mul', ['ownDuration', 'given'], 'givenDuration');
  g.node('Gather', ['scales', 'i1'], 'lengthScale');
  // The rhythm does not vary, but the input is used, as in a real voice.
  g.node('Gather', ['scales', 'i2'], 'noiseW');
  g.node('Mul', ['noiseW', 'zero'], 'noVariation');
  g.node('Add', ['lengthScale', 'noVariation'], 'stretch');
  g.node('Mul', ['givenDuration', 'stretch'], 'duration');
  g.node('CumSum', ['duration', 'i0'], 'ends');
  g.node('ReduceSum', ['duration'], 'total', { keepdims: 0n });
  g.node('Add', ['total', 'one'], 'totalAndOne');
  g.node('Cast', ['totalAndOne'], 'samples', { to: 7n });
  g.node('Range', ['i0', 'samples', 'i1'], 'sampleAt');
  g.node('Cast', ['sampleAt'], 'time', { to: 1n });
  g.node('Unsqueeze', ['time', 'axis1'], 'timeColumn');
  g.node('Unsqueeze', ['ends', 'axis0'], 'endRow');
  g.node('GreaterOrEqual', ['timeColumn', 'endRow'], 'isPast');
  g.node('Cast', ['isPast'], 'past', { to: 1n });
  g.node('ReduceSum', ['past', 'axis1'], 'phonemesPast', { keepdims: 0n });
  g.node('Cast', ['count'], 'countFloat', { to: 1n });
  g.node('Sub', ['countFloat', 'one'], 'last');
  g.node('Min', ['phonemesPast', 'last'], 'phonemeAtFloat');
  g.node('Cast', ['phonemeAtFloat'], 'phonemeAt', { to: 7n });
  g.node('Gather', ['ids', 'phonemeAt'], 'idAt');
}

/** The sum of the formants: `voice`. The phase is summed up, so that it does not jump between phonemes. */
function oscillators(g: OnnxGraph): void {
  g.node('Gather', ['formants', 'idAt'], 'frequency');
  g.node('CumSum', ['frequency', 'i0'], 'turns');
  g.node('Mul', ['turns', 'radians'], 'phase');
  g.node('Sin', ['phase'], 'sines');
  g.node('Gather', ['amplitudes', 'idAt'], 'amplitude');
  g.node('Mul', ['sines', 'amplitude'], 'loudSines');
  g.node('ReduceSum', ['loudSines', 'axis1'], 'voice', { keepdims: 0n });
}

function pulseAndNoise(g: OnnxGraph): void {
  g.node('Mul', ['time', 'pitch'], 'pitchTurns');
  g.node('Mul', ['pitchTurns', 'radians'], 'pitchPhase');
  g.node('Sin', ['pitchPhase'], 'pulse');
  g.node('Add', ['pulse', 'one'], 'pulseUp');
  g.node('Mul', ['pulseUp', 'half'], 'opening');
  g.node('Mul', ['voice', 'opening'], 'voiced');
  g.node('RandomUniformLike', ['time'], 'random', { low: -1, high: 1, seed: 7 });
  g.node('Gather', ['hiss', 'idAt'], 'hissColumn');
  g.node('Squeeze', ['hissColumn', 'axis1'], 'hissAt');
  g.node('Gather', ['scales', 'i0'], 'noiseScale');
  g.node('Mul', ['noiseScale', 'breath'], 'breathing');
  g.node('Add', ['hissAt', 'breathing'], 'noisiness');
  g.node('Mul', ['random', 'noisiness'], 'noise');
  g.node('Add', ['voiced', 'noise'], 'mixed');
  g.node('Mul', ['mixed', 'level'], 'levelled');
  g.node('Reshape', ['levelled', 'shape'], 'output');
}
