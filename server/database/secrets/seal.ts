import { createCipheriv, createDecipheriv, randomBytes } from 'node:crypto';
import { RepondeurError } from '../../core/errors.ts';

/** AES-256-GCM (NIST SP 800-38D): a new random 96-bit nonce each time, a tag of 128 bits. */
const algorithm = 'aes-256-gcm';
const nonceBytes = 12;
const tagBytes = 16;
export const keyBytes = 32;

/** Nonce, tag and cipher text as base64url. `place` says where the text belongs: it cannot be opened in another. */
export function seal(key: Buffer, text: Buffer, place: string): string {
  const nonce = randomBytes(nonceBytes);
  const cipher = createCipheriv(algorithm, key, nonce, { authTagLength: tagBytes }).setAAD(Buffer.from(place));
  const sealed = Buffer.concat([cipher.update(text), cipher.final()]);
  return Buffer.concat([nonce, cipher.getAuthTag(), sealed]).toString('base64url');
}

/** What was sealed. Throws 'storage-failed' when the key is another, the place is another, or a bit was changed. */
export function unseal(key: Buffer, sealed: string, place: string): Buffer {
  const bytes = Buffer.from(sealed, 'base64url');
  try {
    const decipher = createDecipheriv(algorithm, key, bytes.subarray(0, nonceBytes), { authTagLength: tagBytes });
    decipher.setAAD(Buffer.from(place)).setAuthTag(bytes.subarray(nonceBytes, nonceBytes + tagBytes));
    return Buffer.concat([decipher.update(bytes.subarray(nonceBytes + tagBytes)), decipher.final()]);
  } catch (error) {
    throw new RepondeurError('storage-failed', 'A secret in the database cannot be opened: it was changed, or the master key is another one.', {
      cause: error,
    });
  }
}
