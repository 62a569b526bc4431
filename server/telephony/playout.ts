import { type Pcm, samplesOfMs, samplesPerFrame } from '../core/audio-frame.ts';
import type { CallMedia, MarkOutcome } from './contract.ts';

/** Sound that was played is kept for this long, so that a voice that was paused can begin again a word or two earlier. */
const keptMs = 3_000;

interface Part {
  readonly from: number;
  readonly pcm: Pcm;
}

interface Mark {
  readonly at: number;
  readonly reached: (outcome: MarkOutcome) => void;
}

/**
 * What is played to the caller, and how far it is: hands sound to the switch and mirrors what that does with it, which is to play 20 ms of it each 20 ms,
 * at once when its queue was empty. Positions are samples since the answer; a rewind counts them twice.
 * A pause takes the sound back from the switch and keeps it with its marks.
 */
export class Playout {
  readonly #media: CallMedia;
  #parts: Part[] = [];
  #marks: Mark[] = [];
  #played = 0;
  #queued = 0;
  #paused = false;
  /** Marks handed to the switch before the last pause are none any more. */
  #run = 0;

  constructor(media: CallMedia) {
    this.#media = media;
  }

  /** The position up to which the caller has heard everything. */
  get played(): number {
    return this.#played;
  }

  /** The position of the end of what was handed over and not flushed. */
  get queued(): number {
    return this.#queued;
  }

  get paused(): boolean {
    return this.#paused;
  }

  play(pcm: Pcm): void {
    if (pcm.length === 0) return;
    this.#parts.push({ from: this.#queued, pcm });
    this.#queued += pcm.length;
    if (!this.#paused) this.#media.play(pcm);
  }

  mark(): Promise<MarkOutcome> {
    return new Promise((reached) => {
      const mark = { at: this.#queued, reached };
      this.#marks.push(mark);
      if (!this.#paused) this.#handOver(mark);
    });
  }

  flush(): void {
    this.#media.flush();
    this.#run++;
    this.#paused = false;
    this.#parts = [];
    this.#queued = this.#played;
    const marks = this.#marks;
    this.#marks = [];
    for (const { reached } of marks) reached('flushed');
  }

  /** The caller hears nothing more until {@link resume}; what is played and marked meanwhile waits. A paused call that ends has to be flushed. */
  pause(): void {
    if (this.#paused) return;
    this.#paused = true;
    this.#run++;
    this.#media.flush();
  }

  /** Goes on from an earlier position; one that is no longer kept becomes the earliest that is. Does nothing when it is not paused. */
  resume(position: number): void {
    if (!this.#paused) return;
    this.#paused = false;
    this.#played = Math.min(this.#played, Math.max(position, this.#parts[0]?.from ?? this.#played));
    let handedOver = this.#played;
    for (const mark of this.#marks) {
      this.#sound(handedOver, mark.at);
      handedOver = Math.max(handedOver, mark.at);
      this.#handOver(mark);
    }
    this.#sound(handedOver, this.#queued);
  }

  /** The next 20 ms of what the caller hears. */
  tick(): Pcm {
    const frame = new Int16Array(samplesPerFrame);
    if (this.#paused) return frame;
    const from = this.#played;
    const to = Math.min(this.#queued, from + samplesPerFrame);
    for (const { at, pcm } of this.#between(from, to)) frame.set(pcm, at - from);
    this.#played = to;
    const keptFrom = to - samplesOfMs(keptMs);
    while (this.#parts[0] && endOf(this.#parts[0]) <= keptFrom) this.#parts.shift();
    return frame;
  }

  #sound(from: number, to: number): void {
    for (const { pcm } of this.#between(from, to)) this.#media.play(pcm);
  }

  *#between(from: number, to: number): Generator<{ at: number; pcm: Pcm }> {
    for (const part of this.#parts) {
      if (endOf(part) <= from) continue;
      if (part.from >= to) return;
      const at = Math.max(from, part.from);
      yield { at, pcm: part.pcm.subarray(at - part.from, to - part.from) };
    }
  }

  #handOver(mark: Mark): void {
    const run = this.#run;
    void this.#media.mark().then((outcome) => {
      if (run !== this.#run) return;
      this.#marks = this.#marks.filter((other) => other !== mark);
      mark.reached(outcome);
    });
  }
}

function endOf({ from, pcm }: Part): number {
  return from + pcm.length;
}
