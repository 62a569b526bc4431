import { rm } from 'node:fs/promises';
import { connect, createServer, type Server } from 'node:net';
import { join } from 'node:path';
import { RepondeurError } from './core/errors.ts';
import type { Service } from './core/health.ts';
import { makeFolder } from './core/make-folder.ts';

/**
 * Makes sure that one service works on a data directory: it holds a Unix socket there, which the kernel takes away from a process that dies, however it dies.
 * `start` rejects with 'unavailable' when another one is running.
 */
export class SingleInstance implements Service {
  readonly #dataDir: string;
  #server: Server | undefined;

  constructor(dataDir: string) {
    this.#dataDir = dataDir;
  }

  async start(): Promise<void> {
    if (this.#server) return;
    await makeFolder(this.#dataDir, 0o711);
    const path = join(this.#dataDir, 'running.sock');
    if (await answers(path)) {
      throw new RepondeurError('unavailable', `the service is running already on ${this.#dataDir}: end that one first, or set another data_dir`);
    }
    await rm(path, { force: true });
    this.#server = await listen(path);
  }

  async stop(): Promise<void> {
    const server = this.#server;
    this.#server = undefined;
    if (server) await new Promise((resolve) => server.close(resolve));
  }
}

function answers(path: string): Promise<boolean> {
  return new Promise((resolve) => {
    const socket = connect(path);
    socket.once('connect', () => {
      socket.destroy();
      resolve(true);
    });
    socket.once('error', () => resolve(false));
  });
}

function listen(path: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', (cause) =>
      reject(
        new RepondeurError('storage-failed', `${path} cannot be made (${cause.message}): let this account write there, or set another data_dir`, {
          cause,
        }),
      ),
    );
    server.listen(path, () => resolve(server.unref()));
  });
}
