import { type FileHandle, open } from 'node:fs/promises';
import { dirname } from 'node:path';
import { Worker } from 'node:worker_threads';
import { syncFolder } from '../../core/sync-folder.ts';

/** About a thousand pages, the size at which SQLite itself would bring the log into the database. */
const commitsPerCheckpoint = 250;

/**
 * Syncs the write-ahead log of one SQLite file, and brings it into the file now and then, in other threads: SQLite would hold up all calls while the disk writes.
 * A commit whose log is synced survives a power cut, as with `synchronous = FULL` (https://www.sqlite.org/pragma.html#pragma_synchronous); the connection has NORMAL and no
 * checkpoints of its own.
 */
export class WriteAheadLog {
  readonly #database: string;
  readonly #onFault: (fault: Error) => void;
  #file: Promise<FileHandle> | undefined;
  #commits = 0;
  #checkpoint: Promise<void> | undefined;

  /**
   * Of the database in this file, which is open in WAL mode. Its log is there once something was read or written, and stays the same file as long as a connection is.
   * `onFault` is told when the log could not be brought in: it grows until it can.
   */
  constructor(database: string, onFault: (fault: Error) => void) {
    this.#database = database;
    this.#onFault = onFault;
  }

  /** Resolves when all that was committed before is on the disk. Rejects when the disk says that it is not. */
  async sync(): Promise<void> {
    this.#file ??= openLog(this.#database).catch((error) => {
      this.#file = undefined;
      throw error;
    });
    await (await this.#file).datasync();
    this.#commits++;
    if (this.#commits < commitsPerCheckpoint || this.#checkpoint) return;
    this.#commits = 0;
    this.#checkpoint = this.#bringIn();
  }

  /** Never rejects: what is not brought in now is the next time, and when the last connection closes. */
  async #bringIn(): Promise<void> {
    const worker = new Worker(new URL('./checkpoint-worker.ts', import.meta.url), { workerData: this.#database });
    worker.once('error', this.#onFault);
    await new Promise((resolve) => worker.once('exit', resolve));
    this.#checkpoint = undefined;
  }

  /** Before the connection is closed. */
  async close(): Promise<void> {
    await this.#checkpoint;
    await (await this.#file)?.close();
  }
}

/** Its name is on the disk too. */
async function openLog(database: string): Promise<FileHandle> {
  await syncFolder(dirname(database));
  return open(`${database}-wal`);
}
