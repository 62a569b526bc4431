import { rm } from 'node:fs/promises';
import { asError, isCode, RepondeurError } from '../../../../core/errors.ts';
import type { Health } from '../../../../core/health.ts';
import type { Logger } from '../../../../core/logger.ts';
import { EngineHost } from '../../../engine-host/engine-host.ts';
import type { EngineHooks } from '../../../engine-host/observer.ts';
import { Slots } from '../../../engine-host/slots.ts';
import type { LanguageModel, LanguageModelCapabilities, MindSession, MindSessionOptions } from '../../contract.ts';
import { LlamaSession } from './llama-session.ts';
import { checkModelFile, unusable } from './model-file.ts';
import type { LlamaEngine } from './protocol.ts';
import { makeScratchDirectory } from './scratch-directory.ts';
import type { LlamaCppSettings } from './settings.ts';

/** Calls of which the work afterwards waits: the next do without it. */
const maxWaiting = 64;

/** llama.cpp on the CPU: one child process with one model, one sequence in it for each call. */
export class LlamaCppLanguageModel implements LanguageModel {
  readonly name = 'llama-cpp';
  readonly #settings: LlamaCppSettings;
  readonly #logger: Logger;
  readonly #hooks: EngineHooks;
  readonly #sessions = new Map<number, LlamaSession>();
  #host: EngineHost<LlamaEngine> | undefined;
  #running: AbortController | undefined;
  #scratchDirectory: string | undefined;
  readonly #background = new Slots(1, maxWaiting);
  #live = 0;
  #lastSession = 0;
  #health: Health = { ready: false, reason: 'not started' };

  constructor(settings: LlamaCppSettings, logger: Logger, hooks: EngineHooks = {}) {
    this.#settings = settings;
    this.#logger = logger;
    this.#hooks = hooks;
  }

  capabilities(): LanguageModelCapabilities {
    return { grammar: true, streaming: true, sequences: this.#settings.sequences, model: this.#host?.info?.model };
  }

  health(): Health {
    return this.#host?.health() ?? this.#health;
  }

  /** The engine's process, for doctor and tests. */
  get pid(): number | undefined {
    return this.#host?.pid;
  }

  /** Rejects with 'bad-settings' that names the file and the way out, whatever the library does with it. */
  async start(signal?: AbortSignal): Promise<void> {
    if (this.#running) return;
    const running = new AbortController();
    this.#running = running;
    this.#health = { ready: false, reason: 'the language model is being loaded' };
    try {
      await this.#start(AbortSignal.any([running.signal, ...(signal ? [signal] : [])]));
    } catch (error) {
      // Whatever the stop has cut off, the stop is the reason.
      running.signal.throwIfAborted();
      if (this.#running === running) {
        await this.stop();
        this.#health = { ready: false, reason: asError(error).message };
      }
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#running?.abort(new RepondeurError('aborted', 'the language model is being stopped'));
    this.#running = undefined;
    const host = this.#host;
    const scratchDirectory = this.#scratchDirectory;
    this.#host = undefined;
    this.#scratchDirectory = undefined;
    this.#health = { ready: false, reason: 'stopped' };
    // The child hears of the closings before it is told to end; it must not be waited for when it hangs.
    const closing = [...this.#sessions.values()].map((session) => session.close());
    await host?.stop();
    await Promise.all(closing);
    if (scratchDirectory) await rm(scratchDirectory, { recursive: true, force: true });
  }

  async open(options: MindSessionOptions): Promise<MindSession> {
    options.signal.throwIfAborted();
    if (options.background) return this.#openSession(options, await this.#background.acquire(options.signal));
    if (this.#live >= this.#settings.sequences) {
      throw new RepondeurError('unavailable', `all ${this.#settings.sequences} places of the language model are taken`, { retryable: true });
    }
    this.#live++;
    return this.#openSession(options, () => this.#live--);
  }

  async #openSession(options: MindSessionOptions, release: () => void): Promise<MindSession> {
    const host = this.#host;
    if (!host) {
      release();
      throw new RepondeurError('engine-missing', 'the language model is not started');
    }
    const id = ++this.#lastSession;
    const onClosed = () => {
      this.#sessions.delete(id);
      release();
    };
    const session = new LlamaSession({ id, host, logger: this.#logger, openDeadlineMs: this.#settings.openDeadlineMs, onClosed }, options);
    this.#sessions.set(id, session);
    try {
      await session.open();
    } catch (error) {
      await session.close();
      throw error;
    }
    return session;
  }

  async #start(signal: AbortSignal): Promise<void> {
    const { model, sha256 } = this.#settings;
    await checkModelFile(model, sha256, signal);
    signal.throwIfAborted();
    const scratchDirectory = await makeScratchDirectory(this.#logger);
    if (signal.aborted) await rm(scratchDirectory, { recursive: true });
    signal.throwIfAborted();
    this.#scratchDirectory = scratchDirectory;
    this.#host = this.#makeHost(scratchDirectory);
    await startHost(this.#host, model, signal);
  }

  #makeHost(scratchDirectory: string): EngineHost<LlamaEngine> {
    const { model, threads, contextTokens, sequences, startDeadlineMs, niceLevel, process } = this.#settings;
    const observer = this.#hooks.observe?.(process);
    return new EngineHost<LlamaEngine>({
      name: 'the language model',
      entry: new URL('./llama-child.ts', import.meta.url),
      // One place more, for the work after calls.
      options: { modelPath: model, threads, contextTokens, sequences: sequences + 1, scratchDirectory },
      logger: this.#logger,
      env: { NODE_LLAMA_CPP_SKIP_DOWNLOAD: 'true' },
      niceLevel,
      startDeadlineMs,
      observer,
      onLost: () => {
        for (const session of this.#sessions.values()) session.lose();
      },
      events: {
        held: ({ count }) => observer?.onHeld?.(count),
        text: ({ session, completion, piece }) => this.#sessions.get(session)?.hear(completion, piece),
      },
    });
  }
}

/** A process that cannot start with a file that looks whole. */
async function startHost(host: EngineHost<LlamaEngine>, model: string, signal?: AbortSignal): Promise<void> {
  try {
    await host.start(signal);
  } catch (cause) {
    if (!isCode(cause, 'engine-failed') && !isCode(cause, 'timeout')) throw cause;
    throw unusable(model, [cause.message, ...host.lastLines.slice(-2)].join(': '), cause);
  }
}
