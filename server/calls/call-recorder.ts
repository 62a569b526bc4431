import { mkdir, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import { interleave } from '../audio/sound.ts';
import { readWav } from '../audio/wav-file.ts';
import { WavWriter } from '../audio/wav-writer.ts';
import { type Pcm, sampleRateHz } from '../core/audio-frame.ts';
import type { RecordingFile } from '../history/contract.ts';
import type { LineTap } from '../telephony/line.ts';

/**
 * Records both sides of one call as a stereo WAV, the caller left, the assistant right. It is the one place where sound
 * of a call reaches the disk: as long as `open` was not called nothing is kept.
 */
export class CallRecorder implements LineTap {
  readonly path: string;
  #writer: WavWriter | undefined;
  #earlierPath: string | undefined;

  /** The file must not exist yet. */
  constructor(path: string) {
    this.path = path;
  }

  get isOpen(): boolean {
    return this.#writer !== undefined;
  }

  /**
   * Begins. `earlierPath` is the recording of the same call by a process that is gone: it comes first, and its file is removed when this one is
   * complete. A second call does nothing. Rejects with 'storage-failed'.
   */
  async open(earlierPath?: string): Promise<void> {
    if (this.#writer) return;
    await mkdir(dirname(this.path), { recursive: true, mode: 0o700 });
    const writer = new WavWriter({ path: this.path, sampleRateHz, channels: 2 });
    await writer.open();
    if (earlierPath) writer.write((await readWav(earlierPath)).pcm);
    this.#earlierPath = earlierPath;
    this.#writer = writer;
  }

  write(caller: Pcm, assistant: Pcm): void {
    this.#writer?.write(interleave(caller, assistant));
  }

  /** Ends; undefined when nothing was recorded. Rejects with 'storage-failed' when a part could not be written. */
  async close(): Promise<RecordingFile | undefined> {
    const writer = this.#writer;
    this.#writer = undefined;
    if (!writer) return undefined;
    const { durationMs } = await writer.close();
    if (this.#earlierPath) await rm(this.#earlierPath, { force: true });
    return { path: this.path, durationMs: Math.round(durationMs), sampleRateHz, channels: 2 };
  }
}
