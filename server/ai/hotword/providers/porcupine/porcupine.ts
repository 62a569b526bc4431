import { basename } from 'node:path';
import { SoundBatch } from '../../../../audio/sound-batch.ts';
import type { Pcm } from '../../../../core/audio-frame.ts';
import { RepondeurError } from '../../../../core/errors.ts';
import type { Health } from '../../../../core/health.ts';
import type { Language } from '../../../../core/language.ts';
import type { Logger } from '../../../../core/logger.ts';
import { EngineHost } from '../../../engine-host/engine-host.ts';
import type { EngineHooks } from '../../../engine-host/observer.ts';
import type { HotwordDetector, HotwordOptions, HotwordStream } from '../../contract.ts';
import type { PorcupineEngine } from './protocol.ts';
import type { PorcupineSettings } from './settings.ts';

/** Sound of one message to the child; a word is heard so much later at most. */
const batchMs = 60;

interface OpenStream extends HotwordOptions {
  /** The child process does not know a call that was opened before it was started again. */
  opened: boolean;
  batch: SoundBatch;
}

/** Picovoice's Porcupine: hears the words themselves, in the sound, in a child process of ours. */
export class PorcupineDetector implements HotwordDetector {
  readonly name = 'porcupine';
  readonly #settings: PorcupineSettings;
  readonly #logger: Logger;
  readonly #host: EngineHost<PorcupineEngine>;
  readonly #streams = new Map<number, OpenStream>();
  #lastStream = 0;

  constructor(settings: PorcupineSettings, logger: Logger, hooks: EngineHooks = {}) {
    this.#settings = settings;
    this.#logger = logger;
    const { accessKey, module, fr, en, sensitivity, niceLevel, startDeadlineMs } = settings;
    this.#host = new EngineHost<PorcupineEngine>({
      name: 'porcupine',
      entry: new URL('./porcupine-child.ts', import.meta.url),
      options: { accessKey, module, fr, en, sensitivity },
      logger,
      niceLevel,
      startDeadlineMs,
      observer: hooks.observe?.('porcupine'),
      onLost: () => this.#forget(),
      events: {
        detected: ({ stream, keyword }) => this.#detected(stream, keyword),
        failed: ({ stream, message }) => {
          this.#streams.delete(stream);
          this.#logger.warn({ error: message }, 'a call is not listened to for hot words any more');
        },
      },
    });
  }

  words(language: Language): readonly string[] {
    return this.#settings[language].keywords.map(wordOf);
  }

  health(): Health {
    return this.#host.health();
  }

  /** The engine's process, for doctor and tests. */
  get pid(): number | undefined {
    return this.#host.pid;
  }

  /** Rejects with 'engine-missing' when the package is not installed, 'bad-settings' when it does not take the key or a file. */
  async start(signal?: AbortSignal): Promise<void> {
    const { accessKey } = this.#settings;
    if (/\s/.test(accessKey)) throw new RepondeurError('bad-settings', 'hotword.access_key has blanks in it');
    await this.#host.start(signal);
  }

  async stop(): Promise<void> {
    this.#streams.clear();
    await this.#host.stop();
  }

  open(options: HotwordOptions): HotwordStream {
    const stream = ++this.#lastStream;
    if (this.words(options.language).length === 0 || options.signal.aborted) return { hear: () => {} };
    this.#streams.set(stream, { ...options, opened: false, batch: new SoundBatch(batchMs) });
    options.signal.addEventListener('abort', () => this.#close(stream), { once: true });
    return { hear: (pcm) => this.#hear(stream, pcm) };
  }

  #hear(stream: number, pcm: Pcm): void {
    const open = this.#streams.get(stream);
    if (!open) return;
    open.opened ||= this.#host.send('open', { stream, language: open.language });
    // Sound that the child does not keep up with is lost; the next word is heard again.
    const sound = open.batch.add(pcm);
    if (sound && open.opened) this.#host.send('sound', { stream, pcm: sound });
  }

  #detected(stream: number, keyword: number): void {
    const open = this.#streams.get(stream);
    const word = open && this.words(open.language)[keyword];
    if (word !== undefined) open?.onWord(word);
  }

  #close(stream: number): void {
    if (this.#streams.delete(stream)) this.#host.send('close', { stream }, { always: true });
  }

  #forget(): void {
    for (const open of this.#streams.values()) open.opened = false;
  }
}

/** "conseiller_fr_linux_v4_0_0.ppn" is "conseiller": as Picovoice's console names its files. */
function wordOf(file: string): string {
  return basename(file, '.ppn')
    .split(/_(?=(?:fr|en|linux|mac|windows|raspberry-pi)(?:_|$))/)[0]!
    .replaceAll(/[-_]/g, ' ');
}
