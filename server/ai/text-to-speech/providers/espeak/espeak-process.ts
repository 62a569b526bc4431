import { EventEmitter, once } from 'node:events';
import { withDeadline } from '../../../../core/abortable.ts';
import type { Pcm } from '../../../../core/audio-frame.ts';
import type { Health } from '../../../../core/health.ts';
import type { Logger } from '../../../../core/logger.ts';
import { EngineHost } from '../../../engine-host/engine-host.ts';
import type { EngineHooks } from '../../../engine-host/observer.ts';
import type { EspeakEngine } from './protocol.ts';
import type { EspeakSettings } from './settings.ts';

/** Where programs are looked for: the child sees nothing else of the environment. */
const path = '/usr/local/sbin:/usr/local/bin:/usr/sbin:/usr/bin:/sbin:/bin';

/**
 * The child process from which espeak-ng is run. Starting a program copies the page tables of whoever starts it, while nothing else of that process
 * goes on: 2 ms from a small process, tens of milliseconds from the server.
 */
export class EspeakProcess {
  readonly #settings: EspeakSettings;
  readonly #host: EngineHost<EspeakEngine>;
  readonly #events = new EventEmitter<{ ready: [] }>();
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
      onReady: () => this.#events.emit('ready'),
      events: { sound: ({ run, pcm }) => this.#listeners.get(run)?.(pcm) },
    });
  }

  health(): Health {
    return this.#host.health();
  }

  get pid(): number | undefined {
    return this.#host.pid;
  }

  start(signal?: AbortSignal): Promise<void> {
    return this.#host.start(signal);
  }

  /** Ends what is being said: nobody would hear the rest. */
  async stop(): Promise<void> {
    for (const run of this.#listeners.keys()) this.#cancel(run);
    await this.#host.stop();
  }

  /** Resolves when the process is ready, at once when it is; a restart takes some hundred milliseconds. Rejects with 'timeout' after the deadline of a run. */
  async back(signal: AbortSignal): Promise<void> {
    if (!this.health().ready)
      await withDeadline(once(this.#events, 'ready', { signal }), this.#settings.deadlineMs, 'the restart of the voice', signal);
  }

  /** As `runEspeak`. Rejects with 'engine-failed' also when the process dies, and with 'timeout'. */
  async speak(voice: string, text: string, signal: AbortSignal, onSound: (pcm: Pcm) => void): Promise<void> {
    const run = ++this.#lastRun;
    this.#listeners.set(run, onSound);
    try {
      await this.#host.request('speak', { run, voice, text }, { deadlineMs: this.#settings.deadlineMs, signal });
    } catch (error) {
      this.#cancel(run);
      throw error;
    } finally {
      this.#listeners.delete(run);
    }
  }

  #cancel(run: number): void {
    this.#host.send('cancel', { run }, { always: true });
  }
}
