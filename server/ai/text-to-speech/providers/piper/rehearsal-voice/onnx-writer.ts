/**
 * Writes ONNX files by hand: the few messages of onnx.proto (https://github.com/onnx/onnx/blob/main/onnx/onnx.proto) that a small graph needs, in the
 * wire format of protocol buffers.
 */
export type TensorType = 'float' | 'int64';

/** Numbers are floats, or whole numbers as bigint. */
export type Attribute = number | bigint | readonly bigint[];

export interface Named {
  name: string;
  type: TensorType;
  /** A text is a dimension that is known at run time. */
  dims: readonly (number | string)[];
}

const dataType: Record<TensorType, bigint> = { float: 1n, int64: 7n };
/** ONNX's own numbers: the version of the file format, and of the set of operators. */
const irVersion = 8n;
const opset = 15n;

export class OnnxGraph {
  readonly #nodes: Buffer[] = [];
  readonly #tensors: Buffer[] = [];

  /** A constant. Returns its name. */
  constant(name: string, type: TensorType, dims: readonly number[], values: ArrayLike<number>): string {
    const numbers = Array.from(values);
    const data = type === 'float' ? Float32Array.from(numbers) : BigInt64Array.from(numbers, BigInt);
    const sizes = dims.map((size) => whole(1, BigInt(size)));
    this.#tensors.push(Buffer.concat([...sizes, whole(2, dataType[type]), text(8, name), bytes(9, Buffer.from(data.buffer))]));
    return name;
  }

  /** One operation. Returns the name of its result. */
  node(operator: string, inputs: readonly string[], output: string, attributes: Record<string, Attribute> = {}): string {
    const described = Object.entries(attributes).map(([name, value]) => bytes(5, attribute(name, value)));
    this.#nodes.push(
      Buffer.concat([...inputs.map((name) => text(1, name)), text(2, output), text(3, `${operator}_${output}`), text(4, operator), ...described]),
    );
    return output;
  }

  /** The file. */
  encode(inputs: readonly Named[], outputs: readonly Named[]): Buffer {
    const graph = Buffer.concat([
      ...this.#nodes.map((node) => bytes(1, node)),
      text(2, 'graph'),
      ...this.#tensors.map((tensor) => bytes(5, tensor)),
      ...inputs.map((value) => bytes(11, valueInfo(value))),
      ...outputs.map((value) => bytes(12, valueInfo(value))),
    ]);
    const operators = Buffer.concat([text(1, ''), whole(2, opset)]);
    return Buffer.concat([whole(1, irVersion), text(2, 'repondeur'), bytes(7, graph), bytes(8, operators)]);
  }
}

function attribute(name: string, value: Attribute): Buffer {
  if (typeof value === 'number') return Buffer.concat([text(1, name), float(2, value), whole(20, 1n)]);
  if (typeof value === 'bigint') return Buffer.concat([text(1, name), whole(3, value), whole(20, 2n)]);
  return Buffer.concat([text(1, name), ...value.map((item) => whole(8, item)), whole(20, 7n)]);
}

function valueInfo({ name, type, dims }: Named): Buffer {
  const shape = Buffer.concat(dims.map((size) => bytes(1, typeof size === 'string' ? text(2, size) : whole(1, BigInt(size)))));
  const tensorType = Buffer.concat([whole(1, dataType[type]), bytes(2, shape)]);
  return Buffer.concat([text(1, name), bytes(2, bytes(1, tensorType))]);
}

function varint(value: bigint): Buffer {
  const groups: number[] = [];
  let rest = BigInt.asUintN(64, value);
  do {
    const low = Number(rest & 127n);
    rest >>= 7n;
    groups.push(rest > 0n ? low | 128 : low);
  } while (rest > 0n);
  return Buffer.from(groups);
}

const tag = (field: number, wireType: number) => varint(BigInt(field * 8 + wireType));
const whole = (field: number, value: bigint) => Buffer.concat([tag(field, 0), varint(value)]);
const bytes = (field: number, value: Buffer) => Buffer.concat([tag(field, 2), varint(BigInt(value.length)), value]);
const text = (field: number, value: string) => bytes(field, Buffer.from(value, 'utf8'));

function float(field: number, value: number): Buffer {
  const data = Buffer.alloc(4);
  data.writeFloatLE(value);
  return Buffer.concat([tag(field, 5), data]);
}
