import type { Pcm } from '../../core/audio-frame.ts';
import { Channel } from '../../core/channel.ts';
import type { CallMedia, MarkOutcome } from '../contract.ts';
import type { AriLink } from './ari-link.ts';
import type { MediaSocket } from './media-socket.ts';

/** Frames kept for a consumer that falls behind: 5 s. */
const incomingFrames = 250;

/** The sound and the keys of one answered call. What comes before {@link listen} is dropped; everything ends with the signal. */
export class AsteriskMedia implements CallMedia {
  readonly frames = new Channel<Pcm>(incomingFrames);
  readonly #keyListeners = new Set<(key: string) => void>();
  #socket: MediaSocket | undefined;
  #listening = false;
  #answeredAtMs = 0;

  get answeredAtMs(): number {
    return this.#answeredAtMs;
  }

  /** The call is answered: sound flows from now on. Keys are ARI's; the media socket reports the same presses once more and is not asked. */
  open(options: { socket: MediaSocket; answeredAtMs: number; link: AriLink; callerChannelId: string; signal: AbortSignal }): void {
    const { socket, answeredAtMs, link, callerChannelId, signal } = options;
    this.#socket = socket;
    this.#answeredAtMs = answeredAtMs;
    const press = (key: string | undefined) => {
      if (key) for (const listener of [...this.#keyListeners]) listener(key);
    };
    link.events.on(`ChannelDtmfReceived:${callerChannelId}`, (event) => press(event.digit), signal);
    const end = () => {
      this.frames.close();
      this.#keyListeners.clear();
      socket.playout.close();
    };
    signal.addEventListener('abort', end, { once: true });
    if (signal.aborted) end();
    else socket.playout.fillIdle();
  }

  /** Sound counts from the moment the answer is asked for: the caller may speak before the switch has confirmed it to us. */
  listen(): void {
    this.#listening = true;
  }

  onFrame(frame: Pcm): void {
    if (this.#listening) this.frames.push(frame);
  }

  onKey(listener: (key: string) => void): () => void {
    this.#keyListeners.add(listener);
    return () => this.#keyListeners.delete(listener);
  }

  play(pcm: Pcm): void {
    this.#socket?.playout.play(pcm);
  }

  mark(): Promise<MarkOutcome> {
    return this.#socket?.playout.mark() ?? Promise.resolve('flushed');
  }

  flush(): void {
    this.#socket?.playout.flush();
  }
}
