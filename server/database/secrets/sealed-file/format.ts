import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import type { UserCipher } from '../user-keys.ts';

/**
 * A sealed file is a header and segments, each AES-256-GCM (NIST SP 800-38D): STREAM of Hoang, Reyhanitabar, Rogaway and Vizár, "Online
 * Authenticated-Encryption and its Nonce-Reuse Misuse-Resistance" (CRYPTO 2015), in the form that Google's Tink calls AES-GCM-HKDF streaming. Each file
 * has a key of its own, HKDF-SHA-256 of the user's key with a random salt; the nonce of a segment is a random prefix, its number and whether it is the last.
 * So no segment can be changed, left out, moved or taken from another file, and an end that is missing is seen.
 *
 * header:  "RPDSEAL" and the version 1 (8 bytes) · id of the user's key (8) · bytes in a segment (4, big-endian) · salt (32) · nonce prefix (7)
 * segment: cipher text and a tag of 16 bytes. The last one holds less than the others, perhaps nothing.
 */
const magic = Buffer.from('RPDSEAL\x01', 'latin1');
const algorithm = 'aes-256-gcm';
const saltBytes = 32;
const prefixBytes = 7;
const nonceBytes = 12;
export const keyIdBytes = 8;
export const tagBytes = 16;
export const headerBytes = magic.length + keyIdBytes + 4 + saltBytes + prefixBytes;
/** A segment has at least one byte, and is in memory as a whole. */
const largestSegmentBytes = 2 ** 24;

export interface SealedFileHeader {
  bytes: Buffer;
  keyId: string;
  segmentBytes: number;
}

export function newHeader(keyId: string, segmentBytes: number): SealedFileHeader {
  const size = Buffer.alloc(4);
  size.writeUInt32BE(segmentBytes);
  return { bytes: Buffer.concat([magic, Buffer.from(keyId, 'latin1'), size, randomBytes(saltBytes + prefixBytes)]), keyId, segmentBytes };
}

/** Undefined for what is no sealed file. */
export function readHeader(bytes: Buffer): SealedFileHeader | undefined {
  if (bytes.length < headerBytes || !bytes.subarray(0, magic.length).equals(magic)) return undefined;
  const segmentBytes = bytes.readUInt32BE(magic.length + keyIdBytes);
  if (segmentBytes === 0 || segmentBytes > largestSegmentBytes) return undefined;
  return {
    bytes: Buffer.from(bytes.subarray(0, headerBytes)),
    keyId: bytes.toString('latin1', magic.length, magic.length + keyIdBytes),
    segmentBytes,
  };
}

/** Seals and opens the segments of one file by their number. A number must be sealed once only. */
export interface SegmentCipher {
  seal(index: number, isLast: boolean, plain: Buffer): Buffer;
  /** Undefined when a bit was changed, or it is not this segment of this file. */
  open(index: number, isLast: boolean, sealed: Buffer): Buffer | undefined;
}

/** `place` names what the file is; with it the header is bound to the key. */
export function segmentCipher(cipher: Pick<UserCipher, 'derive'>, { bytes }: SealedFileHeader, place: string): SegmentCipher {
  const salt = bytes.subarray(headerBytes - prefixBytes - saltBytes, headerBytes - prefixBytes);
  const key = cipher.derive(salt, Buffer.concat([bytes, Buffer.from(place)]));
  const nonceOf = (index: number, isLast: boolean) => {
    const nonce = Buffer.alloc(nonceBytes);
    bytes.copy(nonce, 0, headerBytes - prefixBytes);
    // Throws beyond 2^32 segments.
    nonce.writeUInt32BE(index, prefixBytes);
    nonce.writeUInt8(isLast ? 1 : 0, nonceBytes - 1);
    return nonce;
  };
  return {
    seal(index, isLast, plain) {
      const sealing = createCipheriv(algorithm, key, nonceOf(index, isLast), { authTagLength: tagBytes });
      return Buffer.concat([sealing.update(plain), sealing.final(), sealing.getAuthTag()]);
    },
    open(index, isLast, sealed) {
      const end = sealed.length - tagBytes;
      if (end < 0) return undefined;
      const opening = createDecipheriv(algorithm, key, nonceOf(index, isLast), { authTagLength: tagBytes }).setAuthTag(sealed.subarray(end));
      const plain = opening.update(sealed.subarray(0, end));
      try {
        opening.final();
        return plain;
      } catch {
        // Node says only that the tag is another one; what it means is for the caller to say.
        return undefined;
      }
    },
  };
}
