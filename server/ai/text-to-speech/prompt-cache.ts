import { concatPcm, type Pcm } from '../../core/audio-frame.ts';
import { RepondeurError } from '../../core/errors.ts';
import type { Health } from '../../core/health.ts';
import type { SpeechRequest, TextToSpeech } from './contract.ts';
import type { PromptFiles } from './prompt-files.ts';

export interface PromptCacheOptions {
  /** Sound kept in memory; the prompt unused for longest goes first. Default 32 MiB, 17 minutes. */
  maxBytes?: number;
  /** Where prompts of slow voices outlive a restart. Default nowhere. */
  files?: PromptFiles;
}

/**
 * A voice that has fixed prompts ready before they are needed: the greeting sounds the moment a call is answered. Only what is prepared is
 * kept; other texts, which may hold what callers said, pass through.
 */
export class PromptCache implements TextToSpeech {
  readonly #voice: TextToSpeech;
  readonly #maxBytes: number;
  readonly #files: PromptFiles | undefined;
  /** In the order of use, the oldest first. */
  readonly #ready = new Map<string, Pcm>();
  readonly #beingMade = new Map<string, Promise<void>>();
  #bytes = 0;

  constructor(voice: TextToSpeech, { maxBytes = 32 * 1024 * 1024, files }: PromptCacheOptions = {}) {
    this.#voice = voice;
    this.#maxBytes = maxBytes;
    this.#files = files;
  }

  get name(): string {
    return this.#voice.name;
  }

  /** Sound kept now. */
  get bytes(): number {
    return this.#bytes;
  }

  /** Makes a prompt and keeps it; at once when it is kept already. Rejects as the voice does, and with 'bad-input' when it alone is larger than the cache. */
  prepare(request: Omit<SpeechRequest, 'signal'>): Promise<void> {
    const key = keyOf(request);
    if (this.#ready.has(key)) return Promise.resolve();
    let making = this.#beingMade.get(key);
    if (!making) {
      making = this.#make(key, request).finally(() => this.#beingMade.delete(key));
      this.#beingMade.set(key, making);
    }
    return making;
  }

  isReady(request: SpeechRequest): boolean {
    return this.#ready.has(keyOf(request));
  }

  async *speak(request: SpeechRequest): AsyncGenerator<Pcm, void> {
    request.signal?.throwIfAborted();
    const key = keyOf(request);
    const pcm = this.#ready.get(key);
    if (!pcm) return yield* this.#voice.speak(request);
    this.#ready.delete(key);
    this.#ready.set(key, pcm);
    // A copy: whoever plays it may change its samples.
    yield pcm.slice();
    request.signal?.throwIfAborted();
  }

  fingerprint(request: SpeechRequest): string | undefined {
    return this.#voice.fingerprint?.(request);
  }

  health(): Health {
    return this.#voice.health();
  }

  start(signal?: AbortSignal): Promise<void> {
    return this.#voice.start(signal);
  }

  stop(): Promise<void> {
    return this.#voice.stop();
  }

  async #soundOf(request: SpeechRequest): Promise<Pcm> {
    const fingerprint = this.#voice.fingerprint?.(request);
    const make = () => collect(this.#voice.speak(request));
    return fingerprint !== undefined && this.#files ? this.#files.soundOf(fingerprint, make) : make();
  }

  async #make(key: string, request: SpeechRequest): Promise<void> {
    const pcm = await this.#soundOf({ ...request, forKeeping: true });
    if (pcm.byteLength > this.#maxBytes) {
      throw new RepondeurError('bad-input', `a prompt of ${pcm.byteLength} bytes does not fit into a prompt cache of ${this.#maxBytes}`);
    }
    this.#ready.set(key, pcm);
    this.#bytes += pcm.byteLength;
    for (const [oldest, sound] of this.#ready) {
      if (this.#bytes <= this.#maxBytes) break;
      this.#ready.delete(oldest);
      this.#bytes -= sound.byteLength;
    }
  }
}

async function collect(sound: AsyncIterable<Pcm>): Promise<Pcm> {
  const chunks: Pcm[] = [];
  for await (const chunk of sound) chunks.push(chunk);
  return concatPcm(chunks);
}

function keyOf({ text, language }: SpeechRequest): string {
  return `${language} ${text}`;
}
