import { type ChildProcess, fork } from 'node:child_process';
import { once } from 'node:events';
import { setPriority } from 'node:os';
import { createInterface } from 'node:readline';
import { fileURLToPath } from 'node:url';
import { withDeadline } from '../../core/abortable.ts';
import { asError, isCode } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { FromChild, ToChild } from './protocol.ts';

/** What an engine prints is kept for the log when it dies: the last lines, each cut. */
const maxLines = 20;
const maxLineCharacters = 300;

export interface ChildOptions {
  entry: URL;
  /** All that the child sees of the environment: secrets of the server's do not reach it. */
  env: Record<string, string>;
  /** 0 as the server, 19 the most modest. */
  niceLevel: number;
  /** Messages that the child has not taken yet; further one-way messages are refused. */
  maxUnsent: number;
  logger: Logger;
}

export interface SendOptions {
  /** Also when too much waits for the child: it is small, and something would be left behind without it. Default false. */
  always?: boolean;
}

/** One child process, from its fork to its end. */
export class EngineChildProcess {
  readonly #options: ChildOptions;
  readonly #process: ChildProcess;
  readonly #lastLines: string[] = [];
  #unsent = 0;

  private constructor(options: ChildOptions, child: ChildProcess) {
    this.#options = options;
    this.#process = child;
  }

  /** `onClose` is called when nothing can be sent to it any more; `onExit` exactly once, after the last message and line. */
  static fork(
    options: ChildOptions,
    onMessage: (message: FromChild) => void,
    onClose: () => void,
    onExit: (how: string) => void,
  ): EngineChildProcess {
    // execArgv is empty so that the server's own (--inspect, a test runner's loaders) are not inherited.
    const child = fork(fileURLToPath(options.entry), [], {
      serialization: 'advanced',
      execArgv: [],
      env: options.env,
      stdio: ['ignore', 'ignore', 'pipe', 'ipc'],
    });
    const self = new EngineChildProcess(options, child);
    self.#lowerPriority();
    self.#readLines();
    let exited = false;
    const exit = (how: string) => {
      if (exited) return;
      exited = true;
      onExit(how);
    };
    child.on('message', (message) => onMessage(message as FromChild));
    child.once('disconnect', onClose);
    child.on('error', (error) => {
      if (child.pid === undefined) exit(`did not start: ${error.message}`);
    });
    // 'close' comes after 'exit', once all that it sent and printed has been read.
    child.once('close', (code, signal) => exit(signal ? `was ended by ${signal}` : `ended with status ${code}`));
    return self;
  }

  /** Messages that the child has not taken yet. */
  get unsent(): number {
    return this.#unsent;
  }

  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** What it printed last on stderr; complete once it has ended. */
  get lastLines(): readonly string[] {
    return this.#lastLines;
  }

  /** False when it cannot be delivered: the child is gone, or too much waits for it. */
  send(message: ToChild, { always = false }: SendOptions = {}): boolean {
    if (!this.#process.connected) return false;
    if (!always && this.#unsent >= this.#options.maxUnsent) return false;
    this.#unsent++;
    this.#process.send(message, undefined, undefined, () => {
      this.#unsent--;
    });
    return true;
  }

  kill(): void {
    this.#process.kill('SIGKILL');
  }

  /** Asks it to finish what is in flight and to end, and kills it when it has not after `deadlineMs`. */
  async stop(deadlineMs: number): Promise<void> {
    if (this.#process.exitCode !== null || this.#process.signalCode !== null || this.#process.pid === undefined) return;
    const gone = once(this.#process, 'close');
    this.send({ kind: 'stop' }, { always: true });
    try {
      await withDeadline(gone, deadlineMs, 'the engine’s end');
    } catch (error) {
      if (!isCode(error, 'timeout')) throw error;
      this.#options.logger.warn({ pid: this.pid }, 'an engine did not end by itself and is killed');
      this.kill();
      await gone;
    }
  }

  /** Right after the fork, while the process has one thread: threads made later inherit it. */
  #lowerPriority(): void {
    const { niceLevel, logger } = this.#options;
    if (niceLevel === 0 || this.pid === undefined) return;
    try {
      setPriority(this.pid, niceLevel);
    } catch (error) {
      logger.warn({ error: asError(error).message, niceLevel }, 'the priority of an engine could not be lowered');
    }
  }

  #readLines(): void {
    createInterface({ input: this.#process.stderr! }).on('line', (line) => {
      const cut = line.slice(0, maxLineCharacters);
      this.#lastLines.push(cut);
      if (this.#lastLines.length > maxLines) this.#lastLines.shift();
      this.#options.logger.debug({ line: cut }, 'an engine printed a line');
    });
  }
}
