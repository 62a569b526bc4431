import { readFile, writeFile } from 'node:fs/promises';
import { bytesOfPcm, type Pcm, pcmOfBytes, sampleRateHz } from '../core/audio-frame.ts';
import { RepondeurError } from '../core/errors.ts';
import { parseWavHeader, type WavFormat, wavHeader } from './wav-header.ts';

export interface WavSound extends WavFormat {
  /** The samples; left and right alternate when there are two channels. */
  pcm: Pcm;
  durationMs: number;
}

/** A whole WAV file in memory. Throws 'bad-input' when it is not 16 bit PCM; a file that was cut short gives what is there. */
export function decodeWav(bytes: Buffer): WavSound {
  const header = parseWavHeader(bytes);
  if (!header) throw new RepondeurError('bad-input', 'this WAV file ends within its header');
  const frameBytes = header.channels * 2;
  const available = Math.min(header.dataBytes, bytes.length - header.dataOffset);
  const end = header.dataOffset + available - (available % frameBytes);
  const pcm = pcmOfBytes(bytes.subarray(header.dataOffset, end));
  return {
    sampleRateHz: header.sampleRateHz,
    channels: header.channels,
    pcm,
    durationMs: (pcm.length / header.channels / header.sampleRateHz) * 1000,
  };
}

export function encodeWav(pcm: Pcm, format: WavFormat = { sampleRateHz, channels: 1 }): Buffer {
  return Buffer.concat([wavHeader(format, pcm.byteLength), bytesOfPcm(pcm)]);
}

export async function readWav(path: string): Promise<WavSound> {
  return decodeWav(await readFile(path));
}

/** Writes a whole file that only its owner can read. */
export async function writeWav(path: string, pcm: Pcm, format?: WavFormat): Promise<void> {
  await writeFile(path, encodeWav(pcm, format), { mode: 0o600 });
}

/** One side of a stereo sound (0 left, 1 right); a mono sound is its own only side. */
export function channelOf({ pcm, channels }: WavSound, side: 0 | 1): Pcm {
  if (channels === 1) return pcm;
  return Int16Array.from({ length: pcm.length >> 1 }, (_, at) => pcm[at * 2 + side]!);
}
