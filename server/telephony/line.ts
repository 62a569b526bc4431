import { setImmediate as nextTurnOfEvents } from 'node:timers/promises';
import { rmsDbfs } from '../audio/level.ts';
import { concatPcm, frameMs, type Pcm, samplesPerFrame } from '../core/audio-frame.ts';
import type { Clock } from '../core/clock.ts';
import type { CallMedia, MarkOutcome } from './contract.ts';
import { FrameClock } from './frame-clock.ts';
import { GapWatch } from './gap-watch.ts';
import { Playout } from './playout.ts';

/** Without sound from the network for this long, silence stands in, so that the call's time goes on. */
const gapMs = 200;
/** A frame that comes this long after the one before it is counted as late. */
const lateMs = 60;
/** Softer than any speech: such a frame can be left out of the recording when there is one too many. */
const quietDbfs = -50;

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

/** What a line's frames have been through. */
export interface LineCounts {
  /** All frames of the call's time. */
  frames: number;
  late: number;
  /** Those that never came: silence stands in for them. */
  lost: number;
}

/**
 * An answered call as the rest of the product sees it: a steady stream of frames that is also the call's clock, and
 * a mirror of what is being played, so that recording and "what was heard" need no question to the switch.
 * Its time keeps to the clock's: sound that is lost on the way is silence in the recording, on both sides.
 */
export class Line {
  readonly media: CallMedia;
  readonly #clock: Clock;
  readonly #frames: AsyncIterator<Pcm>;
  readonly #signal: AbortSignal;
  readonly #tap: LineTap | undefined;
  readonly #playout: Playout;
  readonly #time: FrameClock;
  readonly #gap: GapWatch;
  readonly #startFrames: number;
  #endedAtMs: number | undefined;
  #late = 0;
  #lost = 0;
  /** Frames more than the time allows, because silence stood in for some that came after all. */
  #surplus = 0;
  #pending: Promise<IteratorResult<Pcm>> | undefined;
  #lastFrameAtMs: number;
  #frameCount: number;
  #playing: Pcm[] = [];

  constructor({ media, clock, signal, tap, startMs = 0 }: LineOptions) {
    this.media = media;
    this.#playout = new Playout(media);
    this.#clock = clock;
    this.#gap = new GapWatch(clock);
    this.#signal = signal;
    this.#tap = tap;
    this.#startFrames = Math.round(startMs / frameMs);
    this.#frameCount = this.#startFrames;
    this.#frames = media.frames[Symbol.asyncIterator]();
    this.#lastFrameAtMs = clock.nowMs();
    this.#time = new FrameClock(this.#lastFrameAtMs);
    signal.addEventListener('abort', () => this.#ended(), { once: true });
    if (signal.aborted) this.#ended();
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

  /** What was played to the caller up to the frame that {@link nextFrame} returned last, since the one before: 20 ms, more behind a gap, nothing where frames came too fast. */
  get playing(): Pcm {
    return this.#playing.length === 1 ? this.#playing[0]! : concatPcm(this.#playing);
  }

  get paused(): boolean {
    return this.#playout.paused;
  }

  get counts(): LineCounts {
    return { frames: this.#frameCount - this.#startFrames, late: this.#late, lost: this.#lost };
  }

  /** The caller's next 20 ms; null when the call is over. */
  async nextFrame(): Promise<Pcm | null> {
    const caller = await this.#steadyFrame();
    this.#playing = [];
    if (!caller) {
      // Nothing was lost between the last sound and the news of the end; the recording is as long as the call all the same.
      this.#lost += this.#time.lostAtEnd(this.counts.frames, this.#lastFrameAtMs);
      this.#standIn(this.#time.behind(this.counts.frames, this.#endedAtMs ?? this.#clock.nowMs()));
      return null;
    }
    const lost = this.#time.observe(this.counts.frames + 1, this.#clock.nowMs());
    if (lost !== 0) this.#surplus = Math.max(0, -lost);
    this.#standIn(lost);
    this.#lost += Math.max(0, lost);
    if (this.#surplus > 0 && rmsDbfs(caller) < quietDbfs) this.#leaveOut();
    else this.#count(caller);
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

  #count(caller: Pcm): void {
    this.#frameCount++;
    const assistant = this.#playout.tick();
    this.#playing.push(assistant);
    this.#tap?.write(caller, assistant);
  }

  #standIn(frames: number): void {
    for (let left = frames; left > 0; left--) this.#count(new Int16Array(samplesPerFrame));
  }

  #leaveOut(): void {
    this.#surplus--;
    this.#lost--;
  }

  #ended(): void {
    this.#endedAtMs = this.#clock.nowMs();
  }

  async #steadyFrame(): Promise<Pcm | null> {
    this.#pending ??= this.#frames.next();
    const first = await this.#frameOrGap(this.#pending);
    if (first === 'gap') {
      if (this.#signal.aborted) return null;
      this.#lastFrameAtMs += frameMs;
      this.#lost++;
      return new Int16Array(samplesPerFrame);
    }
    this.#pending = undefined;
    if (first.done) return null;
    const nowMs = this.#clock.nowMs();
    if (nowMs - this.#lastFrameAtMs > lateMs) this.#late++;
    this.#lastFrameAtMs = nowMs;
    return first.value;
  }

  async #frameOrGap(pending: Promise<IteratorResult<Pcm>>): Promise<IteratorResult<Pcm> | 'gap'> {
    const gapAtMs = this.#lastFrameAtMs + gapMs;
    let first = await Promise.race([pending, this.#gap.before(gapAtMs)]);
    while (first === 'woken' && this.#clock.nowMs() < gapAtMs) first = await Promise.race([pending, this.#gap.before(gapAtMs)]);
    // This process itself may have been busy: what waits in the socket comes before a stand-in for it.
    return first === 'woken' ? Promise.race([pending, nextTurnOfEvents('gap' as const)]) : first;
  }
}
