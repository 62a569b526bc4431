import { type ByteSource, piecesOf } from '../core/byte-source.ts';
import { RepondeurError } from '../core/errors.ts';
import { parseWavHeader, type WavFormat, wavHeader } from './wav-header.ts';

/** The header of a file of sound ends before this. */
const headerBytes = 65_536;

export interface PlayableWav extends WavFormat {
  durationMs: number;
  /** The samples, without any header. */
  samples(): AsyncGenerator<Buffer>;
  /** A WAV file that every program plays: its header states the length, whatever became of the writer. */
  file: ByteSource;
}

/** A WAV from its bytes, whose length its writer may not have stated. Rejects with 'bad-input' when it is no 16 bit PCM. `close` of the file closes the source. */
export async function playableWav(source: ByteSource): Promise<PlayableWav> {
  const header = parseWavHeader(await source.read(0, headerBytes));
  if (!header) throw new RepondeurError('bad-input', 'this WAV file ends within its header');
  const { sampleRateHz, channels, dataOffset } = header;
  const frameBytes = channels * 2;
  const stated = Math.min(header.dataBytes, source.size - dataOffset);
  const dataBytes = stated - (stated % frameBytes);
  const head = wavHeader({ sampleRateHz, channels }, dataBytes);
  const size = head.length + dataBytes;
  const file: ByteSource = {
    size,
    async read(position, length) {
      const end = Math.min(position + length, size);
      const fromHead = head.subarray(position, end);
      const dataFrom = Math.max(position, head.length);
      if (end <= dataFrom) return fromHead;
      const data = await source.read(dataOffset + dataFrom - head.length, end - dataFrom);
      return fromHead.length === 0 ? data : Buffer.concat([fromHead, data]);
    },
    close: () => source.close(),
  };
  return { sampleRateHz, channels, durationMs: (dataBytes * 1000) / (frameBytes * sampleRateHz), samples: () => piecesOf(file, head.length), file };
}
