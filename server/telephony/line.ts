import { frameMs, type Pcm, samplesPerFrame } from '../core/audio-frame.ts';
import type { Clock } from '../core/clock.ts';
import type { CallMedia, MarkOutcome } from './contract.ts';
import { Playout } from './playout.ts';

/** Without sound from the network for this long, silence stands in, so that the call's time goes on. */
const gapMs = 200;

export interface LineTap {
  /** One frame of what each side says at the same moment; 320 samples each. */
  write(caller: Pcm, assistant: Pcm): void;
}

export interface LineOptions {
  media: CallMedia;
  clock: Clock;
  /** The call's own: after it no silence stands in for sound that does not come. */
  signal: AbortSignal;
  tap?: LineTap;
  /** How long ago the call was answered, when an earlier process did that. */
  startMs?: number;
}

/**
 * An answered call as the rest of the product sees it: a steady stream of frames that is also the call's clock, and
 * a mirror of what is being played, so that recording and "what was heard" need no question to the switch.
 */
export class Line {
  readonly media: CallMedia;
  readonly #clock: Clock;
  readonly #frames: AsyncIterator<Pcm>;
  readonly #signal: AbortSignal;
  readonly #tap: LineTap | undefined;
  readonly #playout: Playout;
  #pending: Promise<IteratorResult<Pcm>> | undefined;
  #lastFrameAtMs: number;
  #frameCount: number;

  constructor({ media, clock, signal, tap, startMs = 0 }: LineOptions) {
    this.media = media;
    this.#playout = new Playout(media);
    this.#clock = clock;
    this.#signal = signal;
    this.#tap = tap;
    this.#frameCount = Math.round(startMs / frameMs);
    this.#frames = media.frames[Symbol.asyncIterator]();
    this.#lastFrameAtMs = clock.nowMs();
  }

  /** Milliseconds since the answer, counted in frames. */
  get nowMs(): number {
    return this.#frameCount * frameMs;
  }

  /** Samples played to the caller since the answer, as far as the mirror knows; a resume sets it back. */
  get playedSamples(): number {
    return this.#playout.played;
  }

  /** Samples handed over since the answer and not flushed before they were played. */
  get queuedSamples(): number {
    return this.#playout.queued;
  }

  get paused(): boolean {
    return this.#playout.paused;
  }

  /** The caller's next 20 ms; null when the call is over. */
  async nextFrame(): Promise<Pcm | null> {
    const caller = await this.#steadyFrame();
    if (!caller) return null;
    this.#frameCount++;
    const assistant = this.#playout.tick();
    this.#tap?.write(caller, assistant);
    return caller;
  }

  play(pcm: Pcm): void {
    this.#playout.play(pcm);
  }

  mark(): Promise<MarkOutcome> {
    return this.#playout.mark();
  }

  flush(): void {
    this.#playout.flush();
  }

  /** The voice stops at once and what was not heard is kept, with its marks, until {@link resume} or {@link flush}: one of them must follow. */
  pause(): void {
    this.#playout.pause();
  }

  /** Plays on from this many {@link playedSamples}, at most 3 s back. */
  resume(fromSample: number): void {
    this.#playout.resume(fromSample);
  }

  /** Keeps the line running until the work settles or the call is over (then resolves undefined, and the work is left to its signal). */
  async during<T>(work: Promise<T>, onFrame?: (frame: Pcm) => void): Promise<T | undefined> {
    let settled = false;
    const watched = work.finally(() => {
      settled = true;
    });
    watched.catch(() => {});
    while (!settled) {
      const frame = await this.nextFrame();
      if (!frame) return undefined;
      onFrame?.(frame);
    }
    return watched;
  }

  async #steadyFrame(): Promise<Pcm | null> {
    this.#pending ??= this.#frames.next();
    const waitMs = Math.max(0, this.#lastFrameAtMs + gapMs - this.#clock.nowMs());
    const gap = new AbortController();
    const silence = this.#clock.sleep(waitMs, gap.signal).then(
      () => 'gap' as const,
      () => 'gap' as const,
    );
    const first = await Promise.race([this.#pending, silence]);
    if (first === 'gap') {
      if (this.#signal.aborted) return null;
      this.#lastFrameAtMs += frameMs;
      return new Int16Array(samplesPerFrame);
    }
    gap.abort();
    this.#pending = undefined;
    this.#lastFrameAtMs = this.#clock.nowMs();
    return first.done ? null : first.value;
  }
}
