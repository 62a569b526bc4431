import { randomBytes } from 'node:crypto';
import { f32Tensor, type GgufTensor, writeGguf } from './gguf-writer.ts';
import { architecture, type Dimensions, Vocabulary } from './vocabulary.ts';

/** The dimensions of small models that people use: Qwen2.5 0.5B and Llama 3.2 1B. */
export const realDimensions = {
  '0.5B': { width: 896, layers: 24, feedForward: 4864, heads: 14, keyValueHeads: 2, contextTokens: 4096, tokens: 151_936 },
  '1B': { width: 2048, layers: 16, feedForward: 8192, heads: 32, keyValueHeads: 8, contextTokens: 4096, tokens: 128_256 },
} satisfies Record<string, Dimensions & { tokens: number }>;

/** Q4_0: blocks of 32 weights in 18 bytes, of which the first two are the scale. */
const block = { weights: 32, bytes: 18, ggmlType: 2, fileType: 2 };
/** 2^-10 as binary16: keeps random weights from overflowing. */
const scale = 0x1400;

/** Writes a model of real dimensions with random weights in Q4_0, to measure speed by; what it says means nothing. */
export function writeRandomModel(path: string, size: keyof typeof realDimensions): { bytes: number } {
  const dimensions = realDimensions[size];
  const { width, layers, feedForward, heads, keyValueHeads, tokens } = dimensions;
  const vocabulary = new Vocabulary();
  for (let n = vocabulary.size; n < tokens; n++) vocabulary.piece(` w${n}`);
  const pool = randomBytes(block.bytes * 40_000);
  for (let at = 0; at < pool.length; at += block.bytes) pool.writeUInt16LE(scale, at);
  const random = (name: string, columns: number, rows: number): GgufTensor => {
    const byteLength = ((columns * rows) / block.weights) * block.bytes;
    const bytes = () => {
      const filled = Buffer.alloc(byteLength);
      for (let at = 0; at < byteLength; at += pool.length) pool.copy(filled, at);
      return filled;
    };
    return { name, dimensions: [columns, rows], type: block.ggmlType, byteLength, bytes };
  };
  const norm = (name: string) => f32Tensor(name, [width], new Float32Array(width).fill(1));
  const keyWidth = (width / heads) * keyValueHeads;
  const tensors = [random('token_embd.weight', width, vocabulary.size), norm('output_norm.weight')];
  for (let layer = 0; layer < layers; layer++) {
    const name = (part: string) => `blk.${layer}.${part}.weight`;
    tensors.push(
      norm(name('attn_norm')),
      random(name('attn_q'), width, width),
      random(name('attn_k'), width, keyWidth),
      random(name('attn_v'), width, keyWidth),
      random(name('attn_output'), width, width),
      norm(name('ffn_norm')),
      random(name('ffn_gate'), width, feedForward),
      random(name('ffn_up'), width, feedForward),
      random(name('ffn_down'), feedForward, width),
    );
  }
  return { bytes: writeGguf(path, architecture(`random ${size}`, dimensions, block.fileType, vocabulary), tensors) };
}
