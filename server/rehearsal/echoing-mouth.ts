import { factorOfDb } from '../audio/level.ts';
import { mix, silence } from '../audio/sound.ts';
import { concatPcm, type Pcm, samplesPerFrame } from '../core/audio-frame.ts';
import type { MediaPlayout } from '../telephony/asterisk/media-playout.ts';
import type { MarkOutcome } from '../telephony/contract.ts';

export interface EchoOptions {
  /** How much softer it comes back; -10 is a loudspeaker close to the microphone. */
  gainDb: number;
  delayMs: number;
}

/** Sound that lies in the switch's queue, so that a frame that arrives late leaves no hole. */
const ahead = silence(60);

/** A caller whose phone sends back what he hears, mixed with what he says: one frame goes out for each that comes in. */
export class EchoingMouth {
  readonly #playout: MediaPlayout;
  readonly #factor: number;
  #heard: Pcm;
  #words: Pcm = new Int16Array(0);
  #waiting: (() => void)[] = [];
  #begun = false;
  #closed = false;

  constructor(playout: MediaPlayout, { gainDb, delayMs }: EchoOptions) {
    this.#playout = playout;
    this.#factor = factorOfDb(gainDb);
    this.#heard = silence(delayMs);
  }

  hear(frame: Pcm): void {
    if (!this.#begun) this.#playout.play(ahead);
    this.#begun = true;
    this.#heard = concatPcm([this.#heard, frame]);
    const echo = this.#heard.subarray(0, samplesPerFrame).map((sample) => Math.round(sample * this.#factor));
    this.#playout.play(mix(echo, this.#words.subarray(0, samplesPerFrame)));
    this.#heard = this.#heard.slice(samplesPerFrame);
    this.#words = this.#words.slice(samplesPerFrame);
    if (this.#words.length === 0) this.#tellWaiting();
  }

  say(pcm: Pcm): void {
    this.#words = concatPcm([this.#words, pcm]);
  }

  /** As of {@link MediaPlayout.mark}, behind what was said so far. */
  async mark(): Promise<MarkOutcome> {
    if (this.#words.length > 0 && !this.#closed) await new Promise<void>((reached) => this.#waiting.push(reached));
    return this.#playout.mark();
  }

  /** The call is over. */
  close(): void {
    this.#closed = true;
    this.#tellWaiting();
  }

  #tellWaiting(): void {
    for (const reached of this.#waiting.splice(0)) reached();
  }
}
