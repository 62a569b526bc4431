/** GGUF's value types by number, with their length in bytes; strings (8) and arrays (9) tell theirs. */
const lengths: readonly (number | undefined)[] = [1, 1, 2, 2, 4, 4, 4, 1, undefined, undefined, 8, 8, 8];
export const stringType = 8;
const types = { string: stringType, array: 9 };

/** Reads the header of a GGUF file. Whatever does not fit into the bytes is a RangeError. */
export class HeaderReader {
  readonly #bytes: Buffer;
  /** Behind the magic. */
  #at = 4;

  constructor(bytes: Buffer) {
    this.#bytes = bytes;
  }

  get at(): number {
    return this.#at;
  }

  u32(): number {
    this.skip(4);
    return this.#bytes.readUInt32LE(this.#at - 4);
  }

  u64(): number {
    this.skip(8);
    return Number(this.#bytes.readBigUInt64LE(this.#at - 8));
  }

  count(max: number, what: string): number {
    const count = this.u64();
    if (count > max) throw new RangeError(`${count} ${what}`);
    return count;
  }

  skip(length: number): void {
    if (!(this.#at + length <= this.#bytes.length)) throw new RangeError(`it ends at byte ${this.#bytes.length}`);
    this.#at += length;
  }

  string(): string {
    const length = this.u64();
    this.skip(length);
    return this.#bytes.toString('utf8', this.#at - length, this.#at);
  }

  skipString(): void {
    this.skip(this.u64());
  }

  skipValue(type: number): void {
    const length = lengths[type];
    if (length !== undefined) this.skip(length);
    else if (type === types.string) this.skipString();
    else if (type === types.array) this.#skipArray();
    else throw new RangeError(`a value of the unknown type ${type}`);
  }

  #skipArray(): void {
    const type = this.u32();
    const count = this.u64();
    const length = lengths[type];
    if (length !== undefined) this.skip(length * count);
    else if (type === types.array) throw new RangeError('an array of arrays');
    else for (let n = 0; n < count; n++) this.skipValue(type);
  }
}
