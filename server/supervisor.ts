import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setTimeout as sleep } from 'node:timers/promises';
import { fileURLToPath } from 'node:url';
import { asError, RepondeurError } from './core/errors.ts';
import type { Service } from './core/health.ts';
import type { Logger } from './core/logger.ts';

export interface SupervisorOptions {
  /** What main.ts is started with. */
  arguments: readonly string[];
  env: NodeJS.ProcessEnv;
  logger: Logger;
  /** Where the server's log goes; default the supervisor's own standard error. */
  stderr?: 'inherit' | 'ignore';
  /** How long the server has to end its calls and itself; default 40,000: it lets them go on for 10 s, then says goodbye for up to 12 s. */
  stopWithinMs?: number;
  readyWithinMs?: number;
}

/** What the server tells its supervisor. */
export type ServerMessage = { type: 'ready' } | { type: 'failed'; message: string };

const program = fileURLToPath(new URL('main.ts', import.meta.url));
/** The first restart is at once: a dead server is back within 2 s. */
const firstBackOffMs = 100;
const longestBackOffMs = 10_000;
const steadyMs = 30_000;

/** Keeps the server process alive: started again with back-off whenever it ends by itself. */
export class Supervisor implements Service {
  readonly #options: SupervisorOptions;
  #child: ChildProcess | undefined;
  #keeper: Promise<void> | undefined;
  #stopping = new AbortController();

  constructor(options: SupervisorOptions) {
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** Resolves when the server answers calls; rejects with its own words when it cannot. */
  async start(signal?: AbortSignal): Promise<void> {
    if (this.#keeper) return;
    this.#stopping = new AbortController();
    await this.#launch(signal);
    this.#keeper = this.#keep();
  }

  async stop(): Promise<void> {
    this.#stopping.abort();
    const child = this.#child;
    if (child && isAlive(child)) await this.#end(child);
    await this.#keeper;
    this.#keeper = undefined;
    this.#child = undefined;
  }

  async #launch(signal?: AbortSignal): Promise<void> {
    const { env, readyWithinMs = 60_000, stderr = 'inherit' } = this.#options;
    const child = fork(program, [...this.#options.arguments], {
      env,
      execArgv: ['--disable-warning=ExperimentalWarning'],
      stdio: ['ignore', 'ignore', stderr, 'ipc'],
    });
    this.#child = child;
    const waiting = AbortSignal.any([AbortSignal.timeout(readyWithinMs), this.#stopping.signal, ...(signal ? [signal] : [])]);
    try {
      await readiness(child, waiting);
    } catch (error) {
      if (isAlive(child)) await this.#end(child);
      throw error;
    }
  }

  async #keep(): Promise<void> {
    const { logger } = this.#options;
    let backOffMs = firstBackOffMs;
    while (!this.#stopping.signal.aborted) {
      const child = this.#child as ChildProcess;
      const startedAtMs = performance.now();
      if (isAlive(child)) await once(child, 'exit');
      if (this.#stopping.signal.aborted) return;
      if (performance.now() - startedAtMs > steadyMs) backOffMs = firstBackOffMs;
      logger.error({ code: child.exitCode, endedBy: child.signalCode, backOffMs }, 'the server ended by itself and is started again');
      await sleep(backOffMs, undefined, { signal: this.#stopping.signal }).catch(() => {});
      backOffMs = Math.min(backOffMs * 2, longestBackOffMs);
      if (this.#stopping.signal.aborted) return;
      await this.#launch().catch((error) => logger.error({ err: error }, 'the server does not start again'));
    }
  }

  async #end(child: ChildProcess): Promise<void> {
    const exited = once(child, 'exit');
    child.kill('SIGTERM');
    const late = setTimeout(() => child.kill('SIGKILL'), this.#options.stopWithinMs ?? 40_000);
    await exited;
    clearTimeout(late);
  }
}

function isAlive(child: ChildProcess): boolean {
  return child.pid !== undefined && child.exitCode === null && child.signalCode === null;
}

function readiness(child: ChildProcess, signal: AbortSignal): Promise<void> {
  return new Promise((resolve, reject) => {
    const settle = (work: () => void) => {
      child.off('message', onMessage);
      child.off('exit', onExit);
      child.off('error', onFault);
      signal.removeEventListener('abort', onAbort);
      work();
    };
    const onMessage = (message: unknown) => {
      const said = message as ServerMessage;
      if (said.type === 'ready') settle(resolve);
      else settle(() => reject(new RepondeurError('unavailable', said.message)));
    };
    const onExit = (code: number | null) => settle(() => reject(new RepondeurError('unavailable', `the server ended at its start (status ${code})`)));
    const onFault = (cause: Error) =>
      settle(() => reject(new RepondeurError('unavailable', `the server cannot be started: ${cause.message}`, { cause })));
    const late = new RepondeurError('timeout', 'the server did not get ready in time', { retryable: true });
    const onAbort = () => settle(() => reject(asError(signal.reason).name === 'TimeoutError' ? late : signal.reason));
    child.on('message', onMessage);
    child.on('exit', onExit);
    child.on('error', onFault);
    if (signal.aborted) onAbort();
    else signal.addEventListener('abort', onAbort);
  });
}
