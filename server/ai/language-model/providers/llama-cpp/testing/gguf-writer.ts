import { closeSync, openSync, writeSync } from 'node:fs';

/** One metadata entry of a GGUF file. */
export type GgufEntry =
  | { key: string; type: 'u32' | 'i32' | 'f32'; value: number }
  | { key: string; type: 'bool'; value: boolean }
  | { key: string; type: 'string'; value: string }
  | { key: string; type: 'strings'; value: readonly string[] }
  | { key: string; type: 'i32s' | 'f32s'; value: readonly number[] };

export interface GgufTensor {
  name: string;
  /** The fastest dimension first, as ggml counts them. */
  dimensions: readonly number[];
  /** ggml's number of the format: 0 F32, 1 F16, 2 Q4_0. */
  type: number;
  byteLength: number;
  bytes(): Uint8Array;
}

/** Numbers of the value types (ggml/docs/gguf.md). */
const typeNumbers = { u32: 4, i32: 5, f32: 6, bool: 7, string: 8, array: 9 } as const;
const alignment = 32;
const aligned = (length: number) => Math.ceil(length / alignment) * alignment;

/** Writes a model file in GGUF, version 3 (https://github.com/ggml-org/ggml/blob/master/docs/gguf.md). Returns its length in bytes. */
export function writeGguf(path: string, entries: readonly GgufEntry[], tensors: readonly GgufTensor[]): number {
  const head = [Buffer.from('GGUF'), u32(3), u64(tensors.length), u64(entries.length), ...entries.map(entryBytes)];
  let offset = 0;
  for (const { name, dimensions, type, byteLength } of tensors) {
    head.push(text(name), u32(dimensions.length), ...dimensions.map(u64), u32(type), u64(offset));
    offset += aligned(byteLength);
  }
  const file = openSync(path, 'w', 0o600);
  try {
    let length = writePadded(file, Buffer.concat(head));
    for (const tensor of tensors) length += writePadded(file, tensor.bytes());
    return length;
  } finally {
    closeSync(file);
  }
}

function writePadded(file: number, bytes: Uint8Array): number {
  writeSync(file, bytes);
  const length = aligned(bytes.byteLength);
  writeSync(file, new Uint8Array(length - bytes.byteLength));
  return length;
}

function entryBytes({ key, type, value }: GgufEntry): Buffer {
  const name = text(key);
  switch (type) {
    case 'bool':
      return Buffer.concat([name, u32(typeNumbers.bool), Buffer.from([value ? 1 : 0])]);
    case 'string':
      return Buffer.concat([name, u32(typeNumbers.string), text(value)]);
    case 'strings':
      return Buffer.concat([name, u32(typeNumbers.array), u32(typeNumbers.string), u64(value.length), ...value.map(text)]);
    case 'i32s':
      return Buffer.concat([name, u32(typeNumbers.array), u32(typeNumbers.i32), u64(value.length), bytesOf(Int32Array.from(value))]);
    case 'f32s':
      return Buffer.concat([name, u32(typeNumbers.array), u32(typeNumbers.f32), u64(value.length), bytesOf(Float32Array.from(value))]);
    case 'f32':
      return Buffer.concat([name, u32(typeNumbers.f32), bytesOf(Float32Array.of(value))]);
    default:
      return Buffer.concat([name, u32(typeNumbers[type]), bytesOf(Int32Array.of(value))]);
  }
}

function u32(value: number): Buffer {
  const bytes = Buffer.alloc(4);
  bytes.writeUInt32LE(value);
  return bytes;
}

function u64(value: number): Buffer {
  const bytes = Buffer.alloc(8);
  bytes.writeBigUInt64LE(BigInt(value));
  return bytes;
}

function text(value: string): Buffer {
  const bytes = Buffer.from(value, 'utf8');
  return Buffer.concat([u64(bytes.length), bytes]);
}

/** All supported machines are little-endian, as GGUF is. */
function bytesOf(values: Int32Array | Float32Array): Buffer {
  return Buffer.from(values.buffer, values.byteOffset, values.byteLength);
}

export function f32Tensor(name: string, dimensions: readonly number[], values: Float32Array): GgufTensor {
  return { name, dimensions, type: 0, byteLength: values.byteLength, bytes: () => bytesOf(values) };
}

const single = new Float32Array(1);
const singleBits = new Uint32Array(single.buffer);

/** IEEE 754 binary16, for the small whole numbers and halves that hand-made weights are: those below 2^-14 become 0. */
export function halfFloat(value: number): number {
  single[0] = value;
  const bits = singleBits[0]!;
  const sign = (bits >>> 16) & 0x8000;
  const exponent = ((bits >>> 23) & 0xff) - 127 + 15;
  if (exponent <= 0) return sign;
  if (exponent >= 31) return sign | 0x7c00;
  return (sign | (exponent << 10) | ((bits >>> 13) & 0x3ff)) + ((bits >>> 12) & 1);
}
