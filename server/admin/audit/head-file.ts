import { readFile, rename, writeFile } from 'node:fs/promises';
import { asError, RepondeurError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import { storing } from '../../database/failures.ts';
import type { Database } from '../../database/open.ts';

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
  /** The file stays as it is: the one witness of what the log has been. */
  #isEvidence = false;
  #writing: Promise<void> = Promise.resolve();

  constructor(path: string, logger: Logger) {
    this.#path = path;
    this.#logger = logger;
  }

  /**
   * Compares the log with its end that an earlier process has left. Where that entry is gone or another, the file is not written any more, so that `audit verify` goes on
   * finding it, and the log says so; to begin anew, as after a backup was restored, the file is removed by hand.
   */
  async start(database: Database): Promise<void> {
    try {
      const head = await readHeadFile(this.#path);
      if (!head || (await isIn(database, head))) return;
      this.#isEvidence = true;
      this.#logger.error(
        { path: this.#path, entry: head.seq },
        'the audit log is not the one whose end stands beside the database: entries were cut off or changed (bin/repondeur audit verify), or an older backup was restored (then remove the file)',
      );
    } catch (error) {
      this.#logger.error({ err: asError(error) }, 'the end of the audit log beside the database could not be compared with it');
    }
  }

  /** To be called once the entry is committed. Does not wait; a fault is logged. */
  move(head: AuditHead): void {
    if (this.#isEvidence || head.seq <= this.#newest.seq) return;
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

/** Or was, before entries were taken away because they were old. */
async function isIn(database: Database, { seq, hash }: AuditHead): Promise<boolean> {
  return await storing('Reading the audit log', async () => {
    const base = await database('audit_base').where({ id: 1 }).first('seq');
    const entry = await database('audit_log').where({ seq }).first('hash');
    return entry ? entry.hash === hash : seq <= (base?.seq ?? 0);
  });
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
