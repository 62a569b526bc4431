/**
 * Sound inside the product: 16 kHz, signed 16 bit, mono. A frame is 20 ms of it, 320 samples, which is what
 * Asterisk's chan_websocket delivers for `slin16`, 50 times a second.
 */
export const sampleRateHz = 16_000;
export const frameMs = 20;
export const samplesPerFrame = (sampleRateHz * frameMs) / 1000;

/** Samples at 16 kHz mono. Of any length, unless it is called a frame. */
export type Pcm = Int16Array;

export function msOfSamples(samples: number): number {
  return (samples * 1000) / sampleRateHz;
}

export function samplesOfMs(ms: number): number {
  return Math.round((ms * sampleRateHz) / 1000);
}

/** The little-endian bytes of samples, without a copy (all supported machines are little-endian). */
export function bytesOfPcm(pcm: Pcm): Buffer {
  return Buffer.from(pcm.buffer, pcm.byteOffset, pcm.byteLength);
}

/** Samples of little-endian bytes; copies only when the bytes do not start at an even address. An odd last byte is left out. */
export function pcmOfBytes(bytes: Uint8Array): Pcm {
  const length = bytes.byteLength >> 1;
  if (bytes.byteOffset % 2 === 0) return new Int16Array(bytes.buffer, bytes.byteOffset, length);
  // Not bytes.slice(): a Buffer's own slice is a view.
  const copy = new Uint8Array(bytes.subarray(0, length * 2));
  return new Int16Array(copy.buffer);
}

export function concatPcm(parts: readonly Pcm[]): Pcm {
  const whole = new Int16Array(parts.reduce((sum, part) => sum + part.length, 0));
  let at = 0;
  for (const part of parts) {
    whole.set(part, at);
    at += part.length;
  }
  return whole;
}
