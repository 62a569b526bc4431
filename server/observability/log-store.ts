import { closeSync, mkdirSync, openSync, readdirSync, rmSync, statSync, writeSync } from 'node:fs';
import { readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setImmediate as nextTurn } from 'node:timers/promises';
import { asError, RepondeurError } from '../core/errors.ts';
import type { Health } from '../core/health.ts';
import { type LogLevel, type LogLine, logLineOf, severity } from './log-line.ts';

export interface LogStoreOptions {
  /** Absolute; made at the first line. */
  directory: string;
  /** All files together hold at most this and one file more. */
  maxBytes: number;
  /** Of one file; 1 MiB by default: one is read at a time. */
  maxBytesPerFile?: number;
}

export interface LogQuery {
  limit: number;
  cursor?: string | undefined;
  /** This level and those above it. */
  level?: LogLevel | undefined;
  /** Part of the line, in any case. */
  search?: string | undefined;
  since?: Date | undefined;
  until?: Date | undefined;
}

export interface LogPage {
  items: LogLine[];
  /** Null at the end. A page may be short, or empty, before the end: so much is looked through at a time. */
  nextCursor: string | null;
}

const nameOf = (sequence: number) => `${String(sequence).padStart(10, '0')}.jsonl`;
const sequenceOf = (name: string) => (/^\d{10}\.jsonl$/.test(name) ? Number.parseInt(name, 10) : null);
/** Of files looked through for one page. */
const filesAtOnce = 4;
/** Lines between two chances for calls to be served. */
const linesAtOnce = 100;

/**
 * The log on the disk: a row of files, the oldest removed as new ones come. Files, not a table: lines must be writable when the database is what fails, cost no
 * fsync during a call, and never fill the disk. A line is written at once, so that the last lines before a crash are there.
 */
export class LogStore {
  readonly #directory: string;
  readonly #maxBytesPerFile: number;
  readonly #maxFiles: number;
  #file: { descriptor: number; sequence: number; bytes: number } | undefined;
  #fault: string | undefined;

  constructor({ directory, maxBytes, maxBytesPerFile = 1024 * 1024 }: LogStoreOptions) {
    this.#directory = directory;
    this.#maxBytesPerFile = Math.min(maxBytesPerFile, maxBytes);
    this.#maxFiles = Math.max(1, Math.ceil(maxBytes / this.#maxBytesPerFile));
  }

  /** A line with its end. Never throws: what cannot be kept is told by the health, and stands on standard error all the same. */
  write(line: string): void {
    try {
      const bytes = Buffer.from(line);
      const file = this.#fileFor(bytes.length);
      file.bytes += writeSync(file.descriptor, bytes);
      this.#fault = undefined;
    } catch (error) {
      this.#fault = asError(error).message;
    }
  }

  close(): void {
    if (this.#file) closeSync(this.#file.descriptor);
    this.#file = undefined;
  }

  health(): Health {
    return this.#fault ? { ready: true, degraded: true, reason: `the log cannot be kept: ${this.#fault}` } : { ready: true };
  }

  /** The newest first. Rejects with 'bad-input' when the cursor is none of this list. */
  async read({ limit, cursor, ...filter }: LogQuery): Promise<LogPage> {
    const from = cursor === undefined ? undefined : positionOf(cursor);
    const sequences = (await this.#sequences()).filter((sequence) => sequence <= (from?.sequence ?? Number.POSITIVE_INFINITY)).reverse();
    const items: LogLine[] = [];
    for (const [index, sequence] of sequences.entries()) {
      if (index === filesAtOnce) return { items, nextCursor: cursorOf(sequence, null) };
      const end = sequence === from?.sequence ? from.end : null;
      const found = await this.#search(sequence, end, limit - items.length, filter);
      items.push(...found.items);
      if (found.end > 0) return { items, nextCursor: cursorOf(sequence, found.end) };
      if (items.length === limit) return { items, nextCursor: index + 1 < sequences.length ? cursorOf(sequences[index + 1] ?? 0, null) : null };
    }
    return { items, nextCursor: null };
  }

  /** Backwards from `end`; resolves with where it stopped, 0 when the file is through. */
  async #search(
    sequence: number,
    from: number | null,
    limit: number,
    filter: Omit<LogQuery, 'limit' | 'cursor'>,
  ): Promise<{ items: LogLine[]; end: number }> {
    const content = await readFile(join(this.#directory, nameOf(sequence))).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return Buffer.alloc(0);
      throw new RepondeurError('storage-failed', `The log cannot be read (${error.code})`, { cause: error });
    });
    const items: LogLine[] = [];
    let end = Math.min(from ?? content.length, content.length);
    for (let seen = 1; end > 0 && items.length < limit; seen++) {
      const start = end < 2 ? 0 : content.lastIndexOf(0x0a, end - 2) + 1;
      const line = logLineOf(content.toString('utf8', start, end));
      if (line && matches(line, filter)) items.push(line);
      end = start;
      if (seen % linesAtOnce === 0) await nextTurn();
    }
    return { items, end };
  }

  #fileFor(bytes: number): { descriptor: number; sequence: number; bytes: number } {
    if (this.#file && (this.#file.bytes === 0 || this.#file.bytes + bytes <= this.#maxBytesPerFile)) return this.#file;
    const sequence = this.#file ? this.#file.sequence + 1 : this.#lastSequence();
    this.close();
    const path = join(this.#directory, nameOf(sequence));
    this.#file = { descriptor: openSync(path, 'a', 0o600), sequence, bytes: statSync(path).size };
    this.#removeOld(sequence);
    return this.#file.bytes > 0 && this.#file.bytes + bytes > this.#maxBytesPerFile ? this.#fileFor(bytes) : this.#file;
  }

  #lastSequence(): number {
    mkdirSync(this.#directory, { recursive: true, mode: 0o700 });
    return Math.max(1, ...readdirSync(this.#directory).map((name) => sequenceOf(name) ?? 1));
  }

  #removeOld(newest: number): void {
    for (const name of readdirSync(this.#directory)) {
      const sequence = sequenceOf(name);
      if (sequence !== null && sequence <= newest - this.#maxFiles) rmSync(join(this.#directory, name), { force: true });
    }
  }

  async #sequences(): Promise<number[]> {
    const names = await readdir(this.#directory).catch((error: NodeJS.ErrnoException) => {
      if (error.code === 'ENOENT') return [];
      throw new RepondeurError('storage-failed', `The log cannot be read (${error.code})`, { cause: error });
    });
    return names
      .map(sequenceOf)
      .filter((sequence) => sequence !== null)
      .sort((a, b) => a - b);
  }
}

function matches(line: LogLine, { level, search, since, until }: Omit<LogQuery, 'limit' | 'cursor'>): boolean {
  if (level && severity(line.level) < severity(level)) return false;
  if (since && line.at < since) return false;
  if (until && line.at >= until) return false;
  return search === undefined || `${line.message} ${JSON.stringify(line.fields)}`.toLowerCase().includes(search.toLowerCase());
}

const cursorOf = (sequence: number, end: number | null) => Buffer.from(JSON.stringify([sequence, end])).toString('base64url');

function positionOf(cursor: string): { sequence: number; end: number | null } {
  const [sequence, end] = parsed(cursor);
  const isPlace = (value: unknown) => Number.isSafeInteger(value) && (value as number) >= 0;
  if (!isPlace(sequence) || !(end === null || isPlace(end)))
    throw new RepondeurError('bad-input', 'The cursor is none of this list: take nextCursor of the page before, or none to begin.');
  return { sequence: sequence as number, end: end as number | null };
}

function parsed(cursor: string): unknown[] {
  try {
    const position: unknown = JSON.parse(Buffer.from(cursor, 'base64url').toString('utf8'));
    return Array.isArray(position) && position.length === 2 ? position : [];
  } catch {
    // Then it is no cursor.
    return [];
  }
}
