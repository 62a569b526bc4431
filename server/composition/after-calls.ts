import type { SpeechToText } from '../ai/speech-to-text/contract.ts';
import type { ModelPaths } from '../ai/speech-to-text/model-directories.ts';
import { AfterCallPass, type AfterCallPassOptions } from '../calls/after-call/after-call-pass.ts';
import { OnDemandEar } from '../calls/after-call/on-demand-ear.ts';
import type { Clock } from '../core/clock.ts';
import type { Service } from '../core/health.ts';
import type { Language } from '../core/language.ts';
import type { Database } from '../database/open.ts';
import { Outbox } from '../database/outbox.ts';
import { OutboxWorker } from '../database/outbox-worker/worker.ts';
import { transcribeAgainKind } from '../history/announce.ts';

export interface AfterCallsOptions extends Omit<AfterCallPassOptions, 'ear'> {
  /** The models that transcribe after a call. */
  models: ModelPaths;
  /** How long the e-mail of a call waits for it; 0: calls are not transcribed again. */
  waitSeconds: number;
  /** A recogniser for recordings with these models, not started. */
  create(models: ModelPaths): SpeechToText;
  database: Database;
  clock: Clock;
}

/** Until a call that could not be transcribed again is tried once more. */
const retryMs = 5000;

/** Transcribes again what is over, as work of the outbox: one call at a time, also those that an earlier process left. */
export class AfterCalls implements Service {
  readonly #ear: OnDemandEar;
  readonly #worker: OutboxWorker;
  readonly #waitSeconds: number;

  constructor({ models, waitSeconds, create, database, clock, ...options }: AfterCallsOptions) {
    this.#waitSeconds = waitSeconds;
    this.#ear = new OnDemandEar({ models: waitSeconds > 0 ? models : {}, create, logger: options.logger });
    const pass = new AfterCallPass({ ...options, ear: this.#ear });
    const channels = { [transcribeAgainKind]: pass };
    this.#worker = new OutboxWorker({
      outbox: new Outbox(database),
      channels,
      logger: options.logger,
      clock,
      delayMs: () => retryMs,
      graceMs: 0,
    });
  }

  /** How long the announcement of a call waits for its better transcript; null when there is none to come. */
  readonly withinMs = (language: Language): number | null => (this.#ear.has(language) ? this.#waitSeconds * 1000 : null);

  /** Something was queued. */
  notify(): void {
    this.#worker.notify();
  }

  async start(): Promise<void> {
    await this.#worker.start();
  }

  async stop(): Promise<void> {
    await this.#worker.stop();
    await this.#ear.stop();
  }
}
