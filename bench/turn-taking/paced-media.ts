import { setTimeout as sleep } from 'node:timers/promises';
import { frameMs, msOfSamples, type Pcm, samplesPerFrame } from '../../server/core/audio-frame.ts';
import type { CallMedia, MarkOutcome } from '../../server/telephony/contract.ts';

/** The caller's side of a line at the pace of reality: a frame is given out when its last sample would have come, what is played takes its time. */
export class PacedMedia implements CallMedia {
  answeredAtMs = 0;
  readonly #pcm: Pcm;
  readonly #signal: AbortSignal;
  readonly #onPlay: (atMs: number) => void;
  readonly #marks = new Set<(outcome: MarkOutcome) => void>();
  #playedUntilMs = 0;
  /** How late each frame was given out. */
  readonly lateMs: number[] = [];

  /** `onPlay` is told when sound was handed over, in milliseconds of the line. */
  constructor(pcm: Pcm, signal: AbortSignal, onPlay: (atMs: number) => void) {
    this.#pcm = pcm;
    this.#signal = signal;
    this.#onPlay = onPlay;
  }

  /** Begins now. */
  answer(): void {
    this.answeredAtMs = performance.now();
  }

  get #nowMs(): number {
    return performance.now() - this.answeredAtMs;
  }

  get frames(): AsyncIterable<Pcm> {
    return this.#frames();
  }

  async *#frames(): AsyncGenerator<Pcm> {
    for (let at = 0; at + samplesPerFrame <= this.#pcm.length && !this.#signal.aborted; at += samplesPerFrame) {
      const dueMs = msOfSamples(at) + frameMs;
      const waitMs = dueMs - this.#nowMs;
      if (waitMs > 0) await sleep(waitMs);
      this.lateMs.push(this.#nowMs - dueMs);
      yield this.#pcm.subarray(at, at + samplesPerFrame);
    }
  }

  onKey(): () => void {
    return () => {};
  }

  play(pcm: Pcm): void {
    this.#onPlay(this.#nowMs);
    this.#playedUntilMs = Math.max(this.#playedUntilMs, this.#nowMs) + msOfSamples(pcm.length);
  }

  mark(): Promise<MarkOutcome> {
    if (this.#signal.aborted) return Promise.resolve('flushed');
    const { promise, resolve } = Promise.withResolvers<MarkOutcome>();
    const timer = setTimeout(() => settle('played'), this.#playedUntilMs - this.#nowMs);
    const settle = (outcome: MarkOutcome) => {
      clearTimeout(timer);
      this.#marks.delete(settle);
      resolve(outcome);
    };
    this.#marks.add(settle);
    this.#signal.addEventListener('abort', () => settle('flushed'), { once: true });
    return promise;
  }

  flush(): void {
    this.#playedUntilMs = this.#nowMs;
    for (const settle of [...this.#marks]) settle('flushed');
  }
}
