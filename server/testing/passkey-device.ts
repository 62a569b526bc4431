import { createHash, createSign, generateKeyPairSync, randomBytes } from 'node:crypto';

export interface DeviceFaults {
  /** Another page than ours asks. */
  origin?: string;
  /** The device did not ask its owner for a finger or a code. */
  unverified?: boolean;
  /** Another answer's challenge. */
  challenge?: string;
  counter?: number;
  rpId?: string;
}

/** CBOR (RFC 8949) of what a device says: numbers, bytes, texts and maps. */
function cbor(value: number | Buffer | string | Map<number | string, unknown>): Buffer {
  if (typeof value === 'number') return value >= 0 ? head(0, value) : head(1, -1 - value);
  if (Buffer.isBuffer(value)) return Buffer.concat([head(2, value.length), value]);
  if (typeof value === 'string') return Buffer.concat([head(3, Buffer.byteLength(value)), Buffer.from(value)]);
  return Buffer.concat([head(5, value.size), ...[...value].flatMap(([key, inner]) => [cbor(key), cbor(inner as number)])]);
}

function head(major: number, count: number): Buffer {
  if (count < 24) return Buffer.from([(major << 5) | count]);
  return count < 256 ? Buffer.from([(major << 5) | 24, count]) : Buffer.from([(major << 5) | 25, count >> 8, count & 255]);
}

const present = 0x01;
const verified = 0x04;
const hasKey = 0x40;

/** A device that makes one passkey (ES256, no attestation) and signs with it, as WebAuthn's section 6 has it; and can be told to do it wrong. */
export class PasskeyDevice {
  readonly #key = generateKeyPairSync('ec', { namedCurve: 'P-256' });
  readonly id = randomBytes(32);
  readonly #origin: string;
  readonly #rpId: string;
  #counter = 0;

  constructor(origin: string) {
    this.#origin = origin;
    this.#rpId = new URL(origin).hostname;
  }

  create({ challenge }: { challenge: string }, faults: DeviceFaults = {}) {
    const { x = '', y = '' } = this.#key.publicKey.export({ format: 'jwk' });
    const coordinates: [number, Buffer][] = [
      [-2, Buffer.from(x, 'base64url')],
      [-3, Buffer.from(y, 'base64url')],
    ];
    const cose = cbor(new Map<number, unknown>([[1, 2], [3, -7], [-1, 1], ...coordinates]));
    const length = Buffer.from([this.id.length >> 8, this.id.length & 255]);
    const data = Buffer.concat([this.#data(faults, hasKey), Buffer.alloc(16), length, this.id, cose]);
    const attestationObject = cbor(
      new Map<string, unknown>([
        ['fmt', 'none'],
        ['attStmt', new Map()],
        ['authData', data],
      ]),
    ).toString('base64url');
    return this.#credential({ clientDataJSON: this.#client('webauthn.create', challenge, faults), attestationObject, transports: ['internal'] });
  }

  sign({ challenge }: { challenge: string }, faults: DeviceFaults = {}) {
    const clientDataJSON = this.#client('webauthn.get', challenge, faults);
    const data = this.#data(faults, 0);
    const digest = createHash('sha256').update(Buffer.from(clientDataJSON, 'base64url')).digest();
    const signature = createSign('sha256').update(data).update(digest).sign(this.#key.privateKey).toString('base64url');
    return this.#credential({ clientDataJSON, authenticatorData: data.toString('base64url'), signature });
  }

  #credential<Response>(response: Response) {
    const id = this.id.toString('base64url');
    return { id, rawId: id, type: 'public-key', clientExtensionResults: {}, response };
  }

  #client(type: string, challenge: string, faults: DeviceFaults): string {
    const document = { type, challenge: faults.challenge ?? challenge, origin: faults.origin ?? this.#origin, crossOrigin: false };
    return Buffer.from(JSON.stringify(document)).toString('base64url');
  }

  #data(faults: DeviceFaults, flags: number): Buffer {
    const counter = Buffer.alloc(4);
    counter.writeUInt32BE(faults.counter ?? ++this.#counter);
    const rp = createHash('sha256')
      .update(faults.rpId ?? this.#rpId)
      .digest();
    return Buffer.concat([rp, Buffer.from([present | (faults.unverified ? 0 : verified) | flags]), counter]);
  }
}
