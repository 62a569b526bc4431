import { type Pcm, samplesPerFrame } from '../../core/audio-frame.ts';
import { Channel } from '../../core/channel.ts';
import type { CallMedia, MarkOutcome } from '../contract.ts';

type Queued = { pcm: Pcm } | { reached: (outcome: MarkOutcome) => void };

/** The sound of a fake call: the caller's frames go in, what is played comes out, 20 ms of each at every tick. */
export class FakeMedia implements CallMedia {
  readonly answeredAtMs: number;
  readonly frames = new Channel<Pcm>(50 * 60 * 10);
  readonly #keyListeners = new Set<(key: string) => void>();
  #queue: Queued[] = [];
  #closed = false;

  constructor(answeredAtMs: number) {
    this.answeredAtMs = answeredAtMs;
  }

  onKey(listener: (key: string) => void): () => void {
    this.#keyListeners.add(listener);
    return () => this.#keyListeners.delete(listener);
  }

  play(pcm: Pcm): void {
    if (!this.#closed && pcm.length > 0) this.#queue.push({ pcm });
  }

  mark(): Promise<MarkOutcome> {
    if (this.#closed) return Promise.resolve('flushed');
    return new Promise((reached) => this.#queue.push({ reached }));
  }

  flush(): void {
    const dropped = this.#queue;
    this.#queue = [];
    for (const item of dropped) if ('reached' in item) item.reached('flushed');
  }

  press(key: string): void {
    for (const listener of [...this.#keyListeners]) listener(key);
  }

  /** Takes the caller's next frame and returns what the caller hears meanwhile. */
  tick(callerFrame: Pcm): Pcm {
    this.frames.push(callerFrame);
    const heard = new Int16Array(samplesPerFrame);
    let at = 0;
    for (let item = this.#queue[0]; item; item = this.#queue[0]) {
      if ('reached' in item) item.reached('played');
      else if (at === heard.length) break;
      else {
        const part = item.pcm.subarray(0, heard.length - at);
        heard.set(part, at);
        at += part.length;
        item.pcm = item.pcm.subarray(part.length);
        if (item.pcm.length > 0) break;
      }
      this.#queue.shift();
    }
    return heard;
  }

  close(): void {
    this.#closed = true;
    this.frames.close();
    this.#keyListeners.clear();
    this.flush();
  }
}
