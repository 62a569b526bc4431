import { type Pcm, samplesPerFrame } from '../../core/audio-frame.ts';

/**
 * Cuts sound of any length into whole frames of 320 samples and keeps the rest for what comes next. Asterisk's chan_websocket
 * drops what is less than a frame at the end of a message, so only whole frames go out; what comes in is framed the same way.
 */
export class FrameCutter {
  #rest: Pcm = new Int16Array(0);

  get restSamples(): number {
    return this.#rest.length;
  }

  /** All whole frames in one piece; a view on `pcm` where nothing was left over from before. */
  add(pcm: Pcm): Pcm {
    const whole = this.#rest.length === 0 ? pcm : joined(this.#rest, pcm);
    const length = whole.length - (whole.length % samplesPerFrame);
    this.#rest = whole.slice(length);
    return whole.subarray(0, length);
  }

  /** What was left over, filled up with silence; empty when nothing was. */
  fill(): Pcm {
    if (this.#rest.length === 0) return this.#rest;
    const frame = new Int16Array(samplesPerFrame);
    frame.set(this.#rest);
    this.clear();
    return frame;
  }

  clear(): void {
    this.#rest = new Int16Array(0);
  }
}

function joined(first: Pcm, second: Pcm): Pcm {
  const both = new Int16Array(first.length + second.length);
  both.set(first);
  both.set(second, first.length);
  return both;
}
