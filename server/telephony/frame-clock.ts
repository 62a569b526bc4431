import { frameMs } from '../core/audio-frame.ts';

/** Jitter of the network and of two threads that take turns; less than this is no fault of the time. */
const toleratedFrames = 2;
const windowMs = 1_000;
/** A window in which nobody read has nothing to say. */
const fewestFrames = 25;

/**
 * Holds the frames of a call against the time that passes. A frame that is late makes it look behind only until it comes; what stays behind for a
 * whole window was lost on the way.
 */
export class FrameClock {
  readonly #zeroMs: number;
  #windowEndMs: number;
  #least = Number.POSITIVE_INFINITY;
  #seen = 0;

  constructor(nowMs: number) {
    this.#zeroMs = nowMs;
    this.#windowEndMs = nowMs + windowMs;
  }

  /** Frames that should have come since the start, less those that did: those on their way count too. */
  behind(frames: number, nowMs: number): number {
    return Math.floor((nowMs - this.#zeroMs) / frameMs) - frames;
  }

  /** Frames that are lost when the last one has come: as long as a call goes on, a window tells those that are late from them, at its end nothing does. */
  lostAtEnd(frames: number, lastFrameAtMs: number): number {
    const behind = this.behind(frames, lastFrameAtMs);
    return behind > toleratedFrames ? behind : 0;
  }

  /** To be told of each frame with the number of all so far, lost ones that were made up for included. Returns how many are lost; negative when there are more than the time allows. */
  observe(frames: number, nowMs: number): number {
    const lost = nowMs >= this.#windowEndMs ? this.#close(nowMs) : 0;
    this.#least = Math.min(this.#least, this.behind(frames + lost, nowMs));
    this.#seen++;
    return lost;
  }

  #close(nowMs: number): number {
    const lost = this.#seen >= fewestFrames && Math.abs(this.#least) > toleratedFrames ? this.#least : 0;
    this.#windowEndMs = nowMs + windowMs;
    this.#least = Number.POSITIVE_INFINITY;
    this.#seen = 0;
    return lost;
  }
}
