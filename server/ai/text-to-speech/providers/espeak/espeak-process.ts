import type { Pcm } from '../../../../core/audio-frame.ts';
import type { Logger } from '../../../../core/logger.ts';
import { EngineHost } from '../../../engine-host/engine-host.ts';
import type { EngineHooks } from '../../../engine-host/observer.ts';
import type { EspeakEngine } from './protocol.ts';
import type { EspeakSettings } from './settings.ts';

/** Where programs are looked for: the child sees nothing else of the environment. */
const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';
/** The run's own deadline comes first and names the voice. */
const patienceMs = 1000;

/**
 * The child process from which espeak-ng is run. Starting a program copies the page tables of whoever starts it, while nothing else of that process
 * goes on: 2 ms from a small process, tens of milliseconds from the server.
 */
export class EspeakProcess {
  readonly #settings: EspeakSettings;
  readonly #host: EngineHost<EspeakEngine>;
  readonly #listeners = new Map<number, (pcm: Pcm) => void>();
  #lastRun = 0;

  constructor(settings: EspeakSettings, logger: Logger, hooks: EngineHooks) {
    this.#settings = settings;
    this.#host = new EngineHost<EspeakEngine>({
      name: 'the voice espeak',
      entry: new URL('./espeak-child.ts', import.meta.url),
      options: settings,
      env: { PATH: path },
      logger,
      observer: hooks.observe?.('espeak'),
      events: { sound: ({ run, pcm }) => this.#listeners.get(run)?.(pcm) },
    });
  }

  get ready(): boolean {
    return this.#host.health().ready;
  }

  get pid(): number | undefined {
    return this.#host.pid;
  }

  start(signal?: AbortSignal): Promise<void> {
    return this.#host.start(signal);
  }

  stop(): Promise<void> {
    return this.#host.stop();
  }

  /** As `runEspeak`. Rejects with 'engine-failed' also when the process dies. */
  async speak(voice: string, text: string, signal: AbortSignal, onSound: (pcm: Pcm) => void): Promise<void> {
    const run = ++this.#lastRun;
    const cancel = () => this.#host.send('cancel', { run });
    this.#listeners.set(run, onSound);
    signal.addEventListener('abort', cancel, { once: true });
    try {
      await this.#host.request('speak', { run, voice, text }, { deadlineMs: this.#settings.deadlineMs + patienceMs, signal });
    } finally {
      signal.removeEventListener('abort', cancel);
      this.#listeners.delete(run);
    }
  }
}
