import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { interleave, silence } from '../audio/sound.ts';
import { readWav } from '../audio/wav-file.ts';
import { WavWriter } from '../audio/wav-writer.ts';
import { concatPcm, frameMs, type Pcm, sampleRateHz } from '../core/audio-frame.ts';
import { asError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { RecordingFile } from '../history/contract.ts';
import type { LineTap } from '../telephony/line.ts';

export interface CallRecorderOptions {
  /** Must not exist yet. */
  path: string;
  /** The recording of the same call by a process that is gone: it comes first, and its file is removed when this one is complete. */
  earlierPath?: string | null;
  /** Where in the call this recording goes on, milliseconds: the time in which nobody recorded is silence. */
  earlierUntilMs?: number;
  logger: Logger;
}

/**
 * Records both sides of one call as a stereo WAV, the caller left, the assistant right. It is the one place where sound
 * of a call reaches the disk: as long as `open` was not called nothing is kept.
 */
export class CallRecorder implements LineTap {
  readonly #options: CallRecorderOptions;
  #writer: WavWriter | undefined;
  /** Frames of this process's part of the call that nobody recorded, before it began. */
  #passedFrames = 0;
  /** Where in the call the recording begins. */
  #startMs = 0;

  constructor(options: CallRecorderOptions) {
    this.#options = options;
  }

  /** Begins. A second call does nothing. Rejects with 'storage-failed'. */
  async open(): Promise<void> {
    if (this.#writer) return;
    const { path, earlierUntilMs = 0 } = this.#options;
    await mkdir(dirname(path), { recursive: true, mode: 0o700 });
    const writer = new WavWriter({ path, sampleRateHz, channels: 2 });
    await writer.open();
    const earlier = await this.#earlier();
    if (earlier) writer.write(earlier);
    this.#startMs = earlier ? 0 : earlierUntilMs + this.#passedFrames * frameMs;
    this.#writer = writer;
  }

  write(caller: Pcm, assistant: Pcm): void {
    if (this.#writer) this.#writer.write(interleave(caller, assistant));
    else this.#passedFrames++;
  }

  /** Ends; undefined when nothing was recorded. Rejects with 'storage-failed' when a part could not be written. */
  async close(): Promise<RecordingFile | undefined> {
    const { path, earlierPath } = this.#options;
    const writer = this.#writer;
    this.#writer = undefined;
    if (!writer) return undefined;
    const { durationMs } = await writer.close();
    if (earlierPath) await rm(earlierPath, { force: true });
    return { path, durationMs: Math.round(durationMs), sampleRateHz, channels: 2, startMs: this.#startMs };
  }

  async #earlier(): Promise<Pcm | undefined> {
    const { earlierPath, earlierUntilMs = 0, logger } = this.#options;
    if (!earlierPath) return undefined;
    try {
      const { pcm, durationMs } = await readWav(earlierPath);
      const gap = silence(Math.max(0, earlierUntilMs - durationMs));
      return concatPcm([pcm, interleave(gap, gap)]);
    } catch (error) {
      logger.warn({ err: asError(error), path: earlierPath }, 'the recording from before the interruption cannot be read');
      return undefined;
    }
  }
}
