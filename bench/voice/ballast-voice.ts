import { writeFile } from 'node:fs/promises';
import { makeRehearsalVoice } from '../../server/ai/text-to-speech/providers/piper/rehearsal-voice/make-voice.ts';
import { OnnxGraph } from '../../server/ai/text-to-speech/providers/piper/rehearsal-voice/onnx-writer.ts';

/** Of Piper's medium voices (piper_train, quality "medium"): 22,050 Hz, one frame of the decoder for 256 samples. */
const channels = 192;
const firstChannels = 256;
const upsampling = [
  { rate: 8, kernel: 16 },
  { rate: 8, kernel: 16 },
  { rate: 4, kernel: 8 },
];
const blocks = [
  { kernel: 3, dilations: [1, 2] },
  { kernel: 5, dilations: [2, 6] },
  { kernel: 7, dilations: [3, 12] },
];
/** Frames that the duration predictor of a real voice gives a phoneme, pads among them, in the middle. */
const framesPerId = 4;

/**
 * A voice with Piper's signature whose decoder has the dimensions of a medium one (HiFi-GAN, which dominates what a voice costs) and random weights: the
 * cost of a real voice without its sound. Each id becomes four frames.
 */
export async function makeBallastVoice(path: string): Promise<string> {
  await makeRehearsalVoice(path, { language: 'fr' });
  await writeFile(path, decoder());
  return path;
}

function decoder(): Buffer {
  const g = new OnnxGraph();
  let count = 0;
  const name = (kind: string) => `${kind}${count++}`;
  const weights = (dims: readonly number[]) => {
    const size = dims.reduce((product, dim) => product * dim, 1);
    const scale = Math.sqrt(3 / (size / dims[0]!));
    return g.constant(
      name('w'),
      'float',
      dims,
      Float32Array.from({ length: size }, () => (Math.random() * 2 - 1) * scale),
    );
  };
  const conv = (input: string, from: number, to: number, kernel: number, dilation = 1) => {
    const padding = BigInt((dilation * (kernel - 1)) / 2);
    return g.node('Conv', [input, weights([to, from, kernel]), weights([to])], name('conv'), {
      dilations: [BigInt(dilation)],
      kernel_shape: [BigInt(kernel)],
      pads: [padding, padding],
      strides: [1n],
    });
  };
  const leaky = (input: string) => g.node('LeakyRelu', [input], name('leaky'), { alpha: 0.1 });
  const add = (a: string, b: string) => g.node('Add', [a, b], name('sum'));

  let x = conv(frames(g), channels, firstChannels, 7);
  let width = firstChannels;
  for (const { rate, kernel } of upsampling) {
    const padding = BigInt((kernel - rate) / 2);
    x = g.node('ConvTranspose', [leaky(x), weights([width, width / 2, kernel]), weights([width / 2])], name('up'), {
      kernel_shape: [BigInt(kernel)],
      strides: [BigInt(rate)],
      pads: [padding, padding],
    });
    width /= 2;
    const sums = blocks.map((block) => block.dilations.reduce((y, dilation) => add(conv(leaky(y), width, width, block.kernel, dilation), y), x));
    x = sums.reduce(add);
  }
  g.node('Tanh', [conv(leaky(x), width, 1, 7)], 'sound');
  g.constant('shape', 'int64', [4], [1, 1, 1, -1]);
  g.node('Reshape', ['sound', 'shape'], 'output');
  return g.encode(
    [
      { name: 'input', type: 'int64', dims: ['batch_size', 'phonemes'] },
      { name: 'input_lengths', type: 'int64', dims: ['batch_size'] },
      { name: 'scales', type: 'float', dims: [3] },
    ],
    [{ name: 'output', type: 'float', dims: ['batch_size', 1, 1, 'time'] }],
  );
}

/** From ids to [1, channels, ids × framesPerId]: an embedding of each id, repeated; the scales and the length are used for nothing but used. */
function frames(g: OnnxGraph): string {
  const table = Float32Array.from({ length: 256 * channels }, () => Math.random() - 0.5);
  g.constant('embedding', 'float', [256, channels], table);
  g.constant('zero', 'float', [], [0]);
  g.constant('repeats', 'float', [3], [1, 1, framesPerId]);
  g.constant('noRegion', 'float', [0], []);
  g.node('Gather', ['embedding', 'input'], 'embedded');
  g.node('Transpose', ['embedded'], 'columns', { perm: [0n, 2n, 1n] });
  g.node('Resize', ['columns', 'noRegion', 'repeats'], 'repeated');
  g.node('ReduceSum', ['scales'], 'scaleSum', { keepdims: 0n });
  g.node('Cast', ['input_lengths'], 'lengths', { to: 1n });
  g.node('Mul', ['lengths', 'scaleSum'], 'unused');
  g.node('Mul', ['unused', 'zero'], 'nothing');
  return g.node('Add', ['repeated', 'nothing'], 'frames');
}
