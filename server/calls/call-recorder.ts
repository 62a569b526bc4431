import { rm } from 'node:fs/promises';
import { interleave } from '../audio/sound.ts';
import { frameMs, type Pcm, sampleRateHz } from '../core/audio-frame.ts';
import { asError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { RecordingFile } from '../history/contract.ts';
import type { RecordingWriter } from '../history/recordings/recording-writer.ts';
import type { OpenRecording, Recordings } from '../history/recordings/recordings.ts';
import type { LineTap } from '../telephony/line.ts';

export interface CallRecorderOptions {
  recordings: Pick<Recordings, 'create' | 'salvage'>;
  /** Whose key seals it. */
  userId: string;
  /** Must not exist yet. */
  path: string;
  /** The recording of the same call by a process that is gone: it comes first, and its file is removed when all of it is in this one. */
  earlierPath?: string | null;
  /** Where in the call this recording goes on, milliseconds: the time in which nobody recorded is silence. */
  earlierUntilMs?: number;
  logger: Logger;
}

const format = { sampleRateHz, channels: 2 } as const;
const bytesPerMs = (sampleRateHz * 2 * 2) / 1000;
const silence = Buffer.alloc(1000 * bytesPerMs);

/**
 * Records both sides of one call as a stereo WAV, sealed, the caller left, the assistant right. It is the one place where sound
 * of a call reaches the disk: as long as `open` was not called nothing is kept.
 */
export class CallRecorder implements LineTap {
  readonly #options: CallRecorderOptions;
  #opening: Promise<void> | undefined;
  #writer: RecordingWriter | undefined;
  /** Frames of this process's part of the call that nobody recorded, before it began. */
  #passedFrames = 0;
  /** Where in the call the recording begins. */
  #startMs = 0;
  #isEarlierIn = false;

  constructor(options: CallRecorderOptions) {
    this.#options = options;
  }

  /** Begins. A second call does nothing. Rejects with 'storage-failed'. */
  open(): Promise<void> {
    this.#opening ??= this.#open();
    return this.#opening;
  }

  write(caller: Pcm, assistant: Pcm): void {
    if (this.#writer) this.#writer.write(interleave(caller, assistant));
    else this.#passedFrames++;
  }

  /** Ends; undefined when nothing was recorded. Rejects with 'storage-failed' when a part could not be written. */
  async close(): Promise<RecordingFile | undefined> {
    const { path, earlierPath } = this.#options;
    await this.#opening?.catch(() => {
      // Who opened it was told.
    });
    const writer = this.#writer;
    this.#writer = undefined;
    if (!writer) return undefined;
    const { durationMs } = await writer.close();
    if (earlierPath && this.#isEarlierIn) await rm(earlierPath, { force: true });
    return { path, durationMs: Math.round(durationMs), sampleRateHz, channels: 2, startMs: this.#startMs };
  }

  async #open(): Promise<void> {
    const { recordings, path, userId, earlierPath, earlierUntilMs = 0, logger } = this.#options;
    const earlier = earlierPath ? await recordings.salvage(earlierPath, userId) : null;
    const writer = await recordings.create(path, userId, format);
    const untilMs = earlierUntilMs + this.#passedFrames * frameMs;
    this.#startMs = untilMs;
    this.#writer = writer;
    if (!earlier) return;
    try {
      // Frames that come meanwhile wait in the writer.
      await writer.prepend(lengthened(earlier, untilMs));
      this.#startMs = 0;
      this.#isEarlierIn = true;
    } catch (error) {
      logger.warn({ err: asError(error), path: earlierPath }, 'the recording from before the interruption cannot be read to its end');
    } finally {
      await earlier.file.close();
    }
  }
}

/** The sound, and silence up to this moment of the call. */
async function* lengthened(sound: OpenRecording, untilMs: number): AsyncGenerator<Buffer> {
  let missingBytes = Math.round(untilMs) * bytesPerMs;
  for await (const piece of sound.samples()) {
    missingBytes -= piece.length;
    yield piece;
  }
  for (; missingBytes > 0; missingBytes -= silence.length) yield silence.subarray(0, missingBytes);
}
