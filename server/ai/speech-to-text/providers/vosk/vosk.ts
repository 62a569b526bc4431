import { availableParallelism } from 'node:os';
import { asError, isCode, RepondeurError } from '../../../../core/errors.ts';
import type { Health } from '../../../../core/health.ts';
import { type Language, languages } from '../../../../core/language.ts';
import type { Logger } from '../../../../core/logger.ts';
import { EngineHost } from '../../../engine-host/engine-host.ts';
import type { EngineHooks } from '../../../engine-host/observer.ts';
import type { SpeechToText, SpeechToTextCapabilities, TranscriptionStream } from '../../contract.ts';
import { findLibrary } from './library-path.ts';
import { type ModelDirectory, notAModel, readModelDirectory } from './model-directory.ts';
import type { VoskEngine } from './protocol.ts';
import type { VoskSettings } from './settings.ts';
import { VoskStream, type VoskStreamOptions } from './vosk-stream.ts';

interface Ear {
  model: ModelDirectory;
  host: EngineHost<VoskEngine>;
  streams: Map<number, VoskStream>;
}

/** Vosk: Kaldi's recogniser on the CPU, one child process for each language, one recogniser in it for each call. */
export class VoskSpeechToText implements SpeechToText {
  readonly name = 'vosk';
  readonly #settings: VoskSettings;
  readonly #logger: Logger;
  readonly #hooks: EngineHooks;
  #ears = new Map<Language, Ear>();
  #lastStream = 0;
  #started = false;
  #health: Health = { ready: false, reason: 'not started' };

  constructor(settings: VoskSettings, logger: Logger, hooks: EngineHooks = {}) {
    this.#settings = settings;
    this.#logger = logger;
    this.#hooks = hooks;
  }

  capabilities(): SpeechToTextCapabilities {
    const known = [...this.#ears].map(([language, { model }]) => [language, { model: model.name, forPeople: model.forPeople }] as const);
    const grammar = this.#ears.size > 0 && [...this.#ears.values()].every(({ model }) => model.grammar);
    return { partials: true, grammar, languages: Object.fromEntries(known) };
  }

  health(): Health {
    if (!this.#health.ready) return this.#health;
    const unwell = [...this.#ears.values()].map(({ host }) => host.health()).find(({ ready }) => !ready);
    return unwell ?? this.#health;
  }

  /** The process of a language, for doctor and tests. */
  pid(language: Language): number | undefined {
    return this.#ears.get(language)?.host.pid;
  }

  /** Loads every configured model. Rejects with 'bad-settings' that names all faults of all models, 'engine-missing' when there is no library. */
  async start(signal?: AbortSignal): Promise<void> {
    if (this.#started) return;
    this.#started = true;
    try {
      const models = await this.#readModels();
      if (models.size > 0) this.#ears = this.#makeEars(models, findLibrary(this.#settings.libraryPath, process));
      await Promise.all([...this.#ears.values()].map((ear) => startEar(ear, signal)));
      for (const { name, grammar } of models.values()) {
        if (!grammar) this.#logger.info({ model: name }, 'this speech model takes no grammars: expected answers are not heard a second time');
      }
      this.#health =
        models.size > 0 ? { ready: true } : { ready: false, reason: 'no speech model is configured: calls are taken without a transcript' };
    } catch (error) {
      await this.stop();
      this.#health = { ready: false, reason: asError(error).message };
      throw error;
    }
  }

  async stop(): Promise<void> {
    if (!this.#started) return;
    this.#started = false;
    this.#health = { ready: false, reason: 'stopped' };
    const ears = [...this.#ears.values()];
    this.#ears = new Map();
    for (const { streams } of ears) for (const stream of streams.values()) await stream.close();
    await Promise.all(ears.map(({ host }) => host.stop()));
  }

  async open(options: VoskStreamOptions): Promise<TranscriptionStream> {
    options.signal.throwIfAborted();
    const ear = this.#ears.get(options.language);
    if (!ear) throw new RepondeurError('engine-missing', `there is no speech model for the language ${options.language}`);
    const id = ++this.#lastStream;
    const { batchMs, finishDeadlineMs } = this.#settings;
    const onClosed = () => ear.streams.delete(id);
    const stream = new VoskStream(
      { id, host: ear.host, batchMs, finishDeadlineMs, grammar: ear.model.grammar, logger: this.#logger, onClosed },
      options,
    );
    ear.streams.set(id, stream);
    await stream.open();
    return stream;
  }

  async #readModels(): Promise<Map<Language, ModelDirectory>> {
    const models = new Map<Language, ModelDirectory>();
    const faults: string[] = [];
    for (const language of languages) {
      const path = this.#settings.models[language];
      if (path === undefined) continue;
      try {
        models.set(language, await readModelDirectory(path));
      } catch (error) {
        faults.push(asError(error).message);
      }
    }
    if (faults.length > 0) throw new RepondeurError('bad-settings', faults.join('\n'));
    return models;
  }

  #makeEars(models: Map<Language, ModelDirectory>, libraryPath: string): Map<Language, Ear> {
    return new Map([...models].map(([language, model]) => [language, this.#makeEar(language, model, libraryPath)]));
  }

  #makeEar(language: Language, model: ModelDirectory, libraryPath: string): Ear {
    const streams = new Map<number, VoskStream>();
    const { maxBacklogMs, startDeadlineMs, niceLevel } = this.#settings;
    const observer = this.#hooks.observe?.(language);
    const host = new EngineHost<VoskEngine>({
      name: `the vosk engine (${language})`,
      entry: new URL('./vosk-child.ts', import.meta.url),
      options: { libraryPath, modelPath: model.path, sampleRateHz: model.sampleRateHz, maxBacklogMs },
      logger: this.#logger,
      // libvosk computes on libuv's threads, one recogniser each; the algebra library inside it must not add threads of its own.
      env: { UV_THREADPOOL_SIZE: String(availableParallelism()), OPENBLAS_NUM_THREADS: '1', OMP_NUM_THREADS: '1' },
      niceLevel,
      startDeadlineMs,
      observer,
      onLost: (error) => {
        for (const stream of [...streams.values()]) stream.lose(error, { engineGone: true });
      },
      events: {
        held: ({ count }) => observer?.onHeld?.(count),
        partial: ({ stream, text, utterance }) => streams.get(stream)?.hearPartial(text, utterance),
        dropped: ({ stream, ms }) => streams.get(stream)?.drop(ms),
        lost: ({ stream, message }) =>
          streams.get(stream)?.lose(new RepondeurError('engine-failed', message, { retryable: true }), { engineGone: false }),
      },
    });
    return { model, host, streams };
  }
}

/** A process that cannot start with a model that looks whole: what libvosk printed names the file. */
async function startEar({ host, model }: Ear, signal?: AbortSignal): Promise<void> {
  try {
    await host.start(signal);
  } catch (cause) {
    if (!isCode(cause, 'engine-failed')) throw cause;
    throw notAModel(model.path, [cause.message, ...host.lastLines.slice(-2)].join(': '), cause);
  }
}
