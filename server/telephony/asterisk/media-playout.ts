import { bytesOfPcm, type Pcm, samplesPerFrame } from '../../core/audio-frame.ts';
import type { MarkOutcome } from '../contract.ts';
import { type MediaEvent, mediaCommand } from './media-events.ts';
import { FrameCutter } from './media-frames.ts';
import { IdleSilence } from './media-idle.ts';

/** Frames in one message: half a second. */
const framesPerMessage = 25;
/** Frames that may lie in the switch's queue: 5 s, far from the 1,000 at which it throws away what comes. */
const windowFrames = 250;
/** A message is reported when its last frame begins to be played: what follows still arrives without a gap, and is filled up as late as possible. */
const leadFrames = 1;

type Queued = { pcm: Pcm } | { mark: string };

/**
 * The sound on its way to the caller. The switch plays it at its own clock; this keeps what does not fit into the switch's queue yet, knows by
 * marks how far the switch is, and forgets everything at once on a flush. No timers: every step follows from a call or from an event.
 */
export class MediaPlayout {
  readonly #send: (message: string | Buffer) => void;
  readonly #cutter = new FrameCutter();
  readonly #marks = new Map<string, (outcome: MarkOutcome) => void>();
  readonly #inFlight = new Map<string, number>();
  #idle: IdleSilence | undefined;
  #queue: Queued[] = [];
  #framesInFlight = 0;
  #held = false;
  #closed = false;
  #lastId = 0;

  constructor(send: (message: string | Buffer) => void) {
    this.#send = send;
  }

  /** From now on silence is sent whenever there is nothing else to play. */
  fillIdle(): void {
    this.#idle ??= new IdleSilence(this.#send);
    this.#beginIdle();
  }

  play(pcm: Pcm): void {
    if (this.#closed || pcm.length === 0) return;
    this.#makeWay();
    const whole = this.#cutter.add(pcm);
    if (whole.length > 0) this.#queue.push({ pcm: whole });
    this.#pump();
  }

  mark(): Promise<MarkOutcome> {
    if (this.#closed) return Promise.resolve('flushed');
    this.#makeWay();
    this.#queueRest();
    const id = this.#newId();
    const heard = new Promise<MarkOutcome>((resolve) => this.#marks.set(id, resolve));
    this.#queue.push({ mark: id });
    this.#pump();
    this.#beginIdle();
    return heard;
  }

  flush(): void {
    if (this.#closed) return;
    this.#forget();
    this.#makeWay();
    this.#send(mediaCommand.flush);
    this.#beginIdle();
  }

  /** The call is over: nothing more is sent, all marks are 'flushed'. */
  close(): void {
    this.#closed = true;
    this.#forget();
  }

  onEvent(event: MediaEvent): void {
    if (this.#closed) return;
    if (event.type === 'mark') this.#reached(event.id);
    if (event.type === 'xoff') this.#held = true;
    if (event.type === 'xon') {
      this.#held = false;
      this.#pump();
    }
  }

  #reached(id: string): void {
    this.#idle?.onMark(id);
    this.#marks.get(id)?.('played');
    this.#marks.delete(id);
    const frames = this.#inFlight.get(id);
    if (frames === undefined) return;
    this.#inFlight.delete(id);
    this.#framesInFlight -= frames;
    if (this.#inFlight.size === 0 && this.#queue.length === 0) this.#queueRest();
    this.#pump();
    this.#beginIdle();
  }

  /** Only where nothing else is queued does silence lie in the switch: every mark that waits has been sent to it. */
  #makeWay(): void {
    this.#idle?.interrupt(this.#marks.keys());
  }

  /** The last frame of what was sent is taken in the same moment as the mark before it is reported. */
  #beginIdle(): void {
    if (!this.#closed && this.#inFlight.size === 0 && this.#queue.length === 0) this.#idle?.begin();
  }

  #pump(): void {
    while (!this.#held) {
      const next = this.#queue[0];
      if (!next) break;
      if ('mark' in next) {
        this.#queue.shift();
        this.#send(mediaCommand.mark(next.mark));
        continue;
      }
      const room = Math.min(framesPerMessage, windowFrames - this.#framesInFlight);
      if (room <= 0) return;
      const piece = next.pcm.subarray(0, room * samplesPerFrame);
      if (piece.length === next.pcm.length) this.#queue.shift();
      else next.pcm = next.pcm.subarray(piece.length);
      this.#sendPiece(piece);
    }
    // Less than a frame is left and nothing is on its way that would report back: ask when it is due.
    if (!this.#held && this.#cutter.restSamples > 0 && this.#inFlight.size === 0) this.#sendPiece(new Int16Array(0));
  }

  #sendPiece(piece: Pcm): void {
    const id = this.#newId();
    const frames = piece.length / samplesPerFrame;
    const lead = Math.max(0, frames - leadFrames) * samplesPerFrame;
    this.#inFlight.set(id, frames);
    this.#framesInFlight += frames;
    if (lead > 0) this.#send(bytesOfPcm(piece.subarray(0, lead)));
    this.#send(mediaCommand.mark(id));
    if (lead < piece.length) this.#send(bytesOfPcm(piece.subarray(lead)));
  }

  #queueRest(): void {
    const rest = this.#cutter.fill();
    if (rest.length > 0) this.#queue.push({ pcm: rest });
  }

  #forget(): void {
    this.#queue = [];
    this.#cutter.clear();
    this.#inFlight.clear();
    this.#framesInFlight = 0;
    const marks = [...this.#marks.values()];
    this.#marks.clear();
    for (const resolve of marks) resolve('flushed');
  }

  #newId(): string {
    return String(++this.#lastId);
  }
}
