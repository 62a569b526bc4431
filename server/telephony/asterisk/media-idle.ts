import { bytesOfPcm, samplesPerFrame } from '../../core/audio-frame.ts';
import { mediaCommand } from './media-events.ts';

/** Half a second at a time; the next is sent when the last frames of it are due. */
const fillerFrames = 25;
const leadFrames = 3;

/**
 * Silence while nothing is played. chan_websocket sends nothing when its queue is empty (Asterisk 22.10), so that a trunk or a phone would see
 * a call without media. Real sound never waits behind it: what is still queued of it is flushed first, which is safe because
 * it is only sent after the switch has reported that everything before was played.
 */
export class IdleSilence {
  readonly #send: (message: string | Buffer) => void;
  readonly #lead = bytesOfPcm(new Int16Array((fillerFrames - leadFrames) * samplesPerFrame));
  readonly #tail = bytesOfPcm(new Int16Array(leadFrames * samplesPerFrame));
  #awaited = '';
  #filling = false;
  #lastId = 0;

  constructor(send: (message: string | Buffer) => void) {
    this.#send = send;
  }

  /** Starts once everything that was sent so far has been played. */
  begin(): void {
    if (this.#awaited === '') this.#ask();
  }

  /** Makes way for sound. */
  interrupt(): void {
    if (this.#filling) this.#send(mediaCommand.flush);
    this.#awaited = '';
    this.#filling = false;
  }

  onMark(id: string): void {
    if (id !== this.#awaited) return;
    this.#filling = true;
    this.#send(this.#lead);
    this.#ask();
    this.#send(this.#tail);
  }

  #ask(): void {
    this.#awaited = `idle${++this.#lastId}`;
    this.#send(mediaCommand.mark(this.#awaited));
  }
}
