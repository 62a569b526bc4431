import type { ChildProcess } from 'node:child_process';
import { once } from 'node:events';
import { rm } from 'node:fs/promises';
import { setTimeout as sleep } from 'node:timers/promises';
import { asError, RepondeurError } from '../../core/errors.ts';
import type { Health, Service } from '../../core/health.ts';
import type { Logger } from '../../core/logger.ts';
import type { WrittenConfiguration } from './configuration-options.ts';
import type { AsteriskInstallation } from './installation.ts';
import { requireFreePorts } from './ports.ts';
import { lastLogLines, launch, untilReady } from './process-launch.ts';
import { endStale, pidFile, signalProcess } from './process-stale.ts';

export interface AsteriskProcessOptions {
  installation: AsteriskInstallation;
  configuration: WrittenConfiguration;
  /** Where the configuration lets SIP listen; looked at before each start, so that a taken port is named. */
  sipListenAddress: string;
  logger: Logger;
  account?: string;
  /** Default 30,000: it is ready in 1 to 2 s on two free cores. */
  readyWithinMs?: number;
}

const stopGraceMs = 5000;
const firstBackOffMs = 250;
const longestBackOffMs = 10_000;
/** Having run this long, the next failure is a new one. */
const steadyMs = 60_000;

/**
 * An Asterisk of ours: started with its own configuration, started again with back-off when it ends by itself, stopped with us. One that a
 * killed process of ours left behind in the same directory is ended first.
 */
export class AsteriskProcess implements Service {
  readonly #options: AsteriskProcessOptions;
  #child: ChildProcess | undefined;
  #keeper: Promise<void> | undefined;
  #stopping = new AbortController();
  #restarts = 0;
  #health: Health = { ready: false, reason: 'Asterisk is not started' };

  constructor(options: AsteriskProcessOptions) {
    this.#options = options;
  }

  get pid(): number | undefined {
    return this.#child?.pid;
  }

  /** How often it ended by itself and was started again. */
  get restarts(): number {
    return this.#restarts;
  }

  health(): Health {
    return this.#health;
  }

  /** Resolves when ARI answers. Fails with 'port-taken', 'engine-missing' or 'switch-failed'; nothing is left running then. */
  async start(signal?: AbortSignal): Promise<void> {
    if (this.#keeper) return;
    this.#stopping = new AbortController();
    const { configuration, logger } = this.#options;
    if (await endStale(configuration.directory, stopGraceMs)) logger.warn({}, 'ended an Asterisk that an earlier process left running');
    await this.#launch(signal ? AbortSignal.any([signal, this.#stopping.signal]) : this.#stopping.signal);
    this.#keeper = this.#keep();
  }

  async stop(): Promise<void> {
    this.#stopping.abort(new RepondeurError('aborted', 'Asterisk is being stopped'));
    const keeper = this.#keeper;
    this.#keeper = undefined;
    await this.#end();
    await keeper;
    this.#health = { ready: false, reason: 'Asterisk is stopped' };
  }

  async #launch(signal: AbortSignal): Promise<void> {
    const { installation, configuration, sipListenAddress, account, readyWithinMs = 30_000, logger } = this.#options;
    await requireFreePorts(configuration.ports, sipListenAddress);
    this.#child = await launch(installation, configuration, account);
    try {
      await untilReady(this.#child, configuration, readyWithinMs, signal);
    } catch (error) {
      await this.#end();
      throw error;
    }
    this.#health = { ready: true };
    logger.info({ pid: this.#child.pid, version: `${installation.version.major}.${installation.version.minor}` }, 'Asterisk is ready');
  }

  /** Runs until stopped: waits for the end of each process and starts the next. */
  async #keep(): Promise<void> {
    const { signal } = this.#stopping;
    let backOffMs = firstBackOffMs;
    while (!signal.aborted) {
      const startedAtMs = performance.now();
      await this.#exited();
      if (signal.aborted) return;
      this.#restarts++;
      if (performance.now() - startedAtMs > steadyMs) backOffMs = firstBackOffMs;
      backOffMs = await this.#again(backOffMs, signal);
    }
  }

  /** Starts again until it succeeds or `signal` aborts; gives the back-off to begin with the next time. */
  async #again(firstMs: number, signal: AbortSignal): Promise<number> {
    const { logger, configuration } = this.#options;
    let backOffMs = firstMs;
    this.#health = { ready: false, reason: 'Asterisk ended by itself and is being started again' };
    logger.error({ backOffMs, lastLines: await lastLogLines(configuration.directory) }, 'Asterisk ended by itself');
    while (!signal.aborted) {
      await sleep(backOffMs, undefined, { signal }).catch(() => {});
      backOffMs = Math.min(backOffMs * 2, longestBackOffMs);
      try {
        if (!signal.aborted) await this.#launch(signal);
        return backOffMs;
      } catch (thrown) {
        if (signal.aborted) break;
        const error = asError(thrown);
        this.#health = { ready: false, reason: `Asterisk does not start again: ${error.message.split('\n')[0]}` };
        logger.error({ err: error, backOffMs }, 'Asterisk does not start again');
      }
    }
    return backOffMs;
  }

  async #exited(): Promise<void> {
    const child = this.#child;
    if (child && child.exitCode === null && child.signalCode === null) await once(child, 'exit');
  }

  async #end(): Promise<void> {
    const child = this.#child;
    if (!child?.pid) return;
    if (child.exitCode === null && child.signalCode === null) {
      const exited = once(child, 'exit');
      signalProcess(child.pid, 'SIGTERM');
      const late = setTimeout(() => signalProcess(child.pid!, 'SIGKILL'), stopGraceMs);
      await exited;
      clearTimeout(late);
    }
    this.#child = undefined;
    await rm(pidFile(this.#options.configuration.directory), { force: true });
  }
}
