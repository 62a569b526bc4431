import { bytesOfPcm, samplesPerFrame } from '../../core/audio-frame.ts';
import { mediaCommand } from './media-events.ts';

/** Half a second at a time; the next is sent when the last frames of it are due. */
const fillerFrames = 25;
const leadFrames = 3;

/**
 * Silence while nothing is played. chan_websocket sends nothing when its queue is empty (Asterisk 22.10), so that a trunk or a phone would see
 * a call without media. It has to be in the queue before the next frame is due: 20 ms without one is a hole in the call's time for whoever listens.
 * Real sound never waits behind it: what is still queued of it is flushed first, and the marks that the flush takes along are set again.
 */
export class IdleSilence {
  readonly #send: (message: string | Buffer) => void;
  readonly #lead = bytesOfPcm(new Int16Array((fillerFrames - leadFrames) * samplesPerFrame));
  readonly #tail = bytesOfPcm(new Int16Array(leadFrames * samplesPerFrame));
  /** The mark in the silence that lies in the queue; empty when none does. */
  #awaited = '';
  #lastId = 0;

  constructor(send: (message: string | Buffer) => void) {
    this.#send = send;
  }

  /** From now on, until {@link interrupt}. The switch's queue must hold no sound: the last frame of it has been taken. */
  begin(): void {
    if (this.#awaited === '') this.#fill();
  }

  /** Makes way for sound. `marks` are those that the switch has not reported yet: all sound before them has been taken, so they are due at once. */
  interrupt(marks: Iterable<string>): void {
    if (this.#awaited === '') return;
    this.#awaited = '';
    this.#send(mediaCommand.flush);
    for (const mark of marks) this.#send(mediaCommand.mark(mark));
  }

  onMark(id: string): void {
    if (id === this.#awaited) this.#fill();
  }

  #fill(): void {
    this.#awaited = `idle${++this.#lastId}`;
    this.#send(this.#lead);
    this.#send(mediaCommand.mark(this.#awaited));
    this.#send(this.#tail);
  }
}
