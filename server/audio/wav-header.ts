import { RepondeurError } from '../core/errors.ts';

export interface WavFormat {
  sampleRateHz: number;
  channels: 1 | 2;
}

export interface WavHeader extends WavFormat {
  /** Where the samples start, in bytes from the start of the file. */
  dataOffset: number;
  /** Bytes of samples as the header states them; Infinity when it was written by a program that did not know (a pipe). */
  dataBytes: number;
}

/** Length of the header that {@link wavHeader} writes. */
export const wavHeaderBytes = 44;
const pcmFormatTag = 1;
const extensibleFormatTag = 0xfffe;
/** A header larger than this is not one of sound: 64 KiB leaves room for the LIST chunks of any editor. */
const maxHeaderBytes = 65_536;
/** Sizes from here on mean "unknown": espeak-ng writes 0x7ffff000, others 0xffffffff or 0. */
const unknownSizeFrom = 0x7fff_0000;

/** The 44 bytes in front of 16 bit samples (Microsoft RIFF/WAVE, format tag 1). */
export function wavHeader({ sampleRateHz, channels }: WavFormat, dataBytes: number): Buffer {
  const header = Buffer.alloc(wavHeaderBytes);
  header.write('RIFF', 0, 'latin1');
  header.writeUInt32LE(wavHeaderBytes - 8 + dataBytes, 4);
  header.write('WAVEfmt ', 8, 'latin1');
  header.writeUInt32LE(16, 16);
  header.writeUInt16LE(pcmFormatTag, 20);
  header.writeUInt16LE(channels, 22);
  header.writeUInt32LE(sampleRateHz, 24);
  header.writeUInt32LE(sampleRateHz * channels * 2, 28);
  header.writeUInt16LE(channels * 2, 32);
  header.writeUInt16LE(16, 34);
  header.write('data', 36, 'latin1');
  header.writeUInt32LE(dataBytes, 40);
  return header;
}

/**
 * Reads the header at the start of a stream; undefined while `bytes` does not hold all of it yet. Only s16 PCM, mono or stereo.
 * Throws 'bad-input' for anything else.
 */
export function parseWavHeader(bytes: Buffer): WavHeader | undefined {
  const magic = bytes.toString('latin1', 0, 12);
  if (!'RIFF'.startsWith(magic.slice(0, 4)) || (magic.length === 12 && !magic.endsWith('WAVE'))) throw notWav('it does not start with RIFF/WAVE');
  let format: WavFormat | undefined;
  for (let at = 12; at + 8 <= bytes.length; ) {
    const id = bytes.toString('latin1', at, at + 4);
    const size = bytes.readUInt32LE(at + 4);
    if (id === 'data') {
      if (!format) throw notWav('its samples come before its format');
      return { ...format, dataOffset: at + 8, dataBytes: size === 0 || size >= unknownSizeFrom ? Number.POSITIVE_INFINITY : size };
    }
    if (size > maxHeaderBytes) throw notWav('its header does not end');
    if (id === 'fmt ' && at + 24 <= bytes.length) format = readFormat(bytes.subarray(at + 8));
    at += 8 + size + (size % 2);
  }
  if (bytes.length > maxHeaderBytes) throw notWav('its header does not end');
  return undefined;
}

function readFormat(chunk: Buffer): WavFormat {
  const tag = chunk.readUInt16LE(0);
  const channels = chunk.readUInt16LE(2);
  const sampleRateHz = chunk.readUInt32LE(4);
  const bits = chunk.readUInt16LE(14);
  if ((tag !== pcmFormatTag && tag !== extensibleFormatTag) || bits !== 16) throw notWav(`it holds ${bits} bit samples of format ${tag}`);
  if (channels !== 1 && channels !== 2) throw notWav(`it has ${channels} channels`);
  if (sampleRateHz === 0) throw notWav('its sample rate is 0');
  return { sampleRateHz, channels };
}

function notWav(why: string): RepondeurError {
  return new RepondeurError('bad-input', `this is not a WAV file that can be read: ${why}; expected 16 bit PCM, mono or stereo`);
}
