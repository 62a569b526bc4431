import { readFile, rename, writeFile } from 'node:fs/promises';
import { asError, RepondeurError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';

/** The end of the chain: how many entries there are, and the hash of the last. */
export interface AuditHead {
  seq: number;
  hash: string;
}

/**
 * The end of the chain, outside of the database: whoever cuts entries off there, or writes the chain anew, does not reach it. It may be behind
 * the database after a crash, never ahead of it.
 */
export class HeadFile {
  readonly #path: string;
  readonly #logger: Logger;
  #newest: AuditHead = { seq: 0, hash: '' };
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string, logger: Logger) {
    this.#path = path;
    this.#logger = logger;
  }

  /** To be called once the entry is committed. Does not wait; a fault is logged. */
  move(head: AuditHead): void {
    if (head.seq <= this.#newest.seq) return;
    this.#newest = head;
    this.#writing = this.#writing.then(async () => {
      if (this.#newest.seq !== head.seq) return;
      try {
        await writeFile(`${this.#path}.new`, `${JSON.stringify(head)}\n`, { mode: 0o600, flush: true });
        await rename(`${this.#path}.new`, this.#path);
      } catch (error) {
        this.#logger.warn({ err: asError(error) }, 'the end of the audit log could not be written beside the database');
      }
    });
  }

  /** Resolves when all that was told so far is on the disk. */
  async settled(): Promise<void> {
    await this.#writing;
  }
}

/** Null when there is none. Rejects with 'storage-failed' when it cannot be read. */
export async function readHeadFile(path: string): Promise<AuditHead | null> {
  try {
    const { seq, hash } = JSON.parse(await readFile(path, 'utf8')) as AuditHead;
    if (!Number.isInteger(seq) || typeof hash !== 'string') throw new Error('it holds something else');
    return { seq, hash };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new RepondeurError('storage-failed', `${path} cannot be read: ${asError(error).message}`, { cause: error });
  }
}
