import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { z } from 'zod';
import type { DialogueState } from '../assistant/dialogue/contract.ts';
import { asError } from '../core/errors.ts';
import { languages } from '../core/language.ts';
import type { Logger } from '../core/logger.ts';
import type { Turn } from '../core/outcome.ts';

const turnSchema = z.object({
  speaker: z.enum(['caller', 'assistant']),
  text: z.string(),
  startMs: z.number(),
  endMs: z.number(),
  confidence: z.number().optional(),
  language: z.enum(languages).optional(),
  words: z.array(z.object({ word: z.string(), startMs: z.number(), endMs: z.number(), confidence: z.number() })).optional(),
  liveText: z.string().optional(),
}) satisfies z.ZodType<Turn>;

const stateSchema = z.object({
  goal: z.string(),
  slots: z.looseObject({ name: z.string().nullable(), phone: z.string().nullable(), reason: z.string().nullable(), urgent: z.boolean() }),
  memory: z.record(z.string(), z.unknown()),
});

const entrySchema = z.object({
  callId: z.string(),
  switchCallId: z.string(),
  userId: z.string(),
  from: z.string().nullable(),
  fromName: z.string().nullable(),
  to: z.string(),
  startedAt: z.coerce.date(),
  language: z.enum(languages),
  country: z.string(),
  state: stateSchema.nullable(),
  turns: z.array(turnSchema),
  recordingPath: z.string().nullable(),
});

/** What is known of a call that is up. */
export interface JournalEntry extends Omit<z.infer<typeof entrySchema>, 'state'> {
  state: DialogueState | null;
}

/**
 * Keeps what is known of each call that is up on disk, one small file a call, so that nothing a caller said is lost when the process dies:
 * the next one goes on with the call, or stores it when the caller is gone.
 */
export class CallJournal {
  readonly #directory: string;
  readonly #logger: Logger;
  /** What is to be written next of each call. What a turn and the state after it change in the same moment reaches the disk as one. */
  readonly #latest = new Map<string, string>();
  /** One write after another for each call. */
  readonly #writes = new Map<string, Promise<void>>();

  constructor(directory: string, logger: Logger) {
    this.#directory = directory;
    this.#logger = logger;
  }

  /** Replaces the entry, in the background; a fault of the disk is logged, the call goes on. */
  write(entry: JournalEntry): void {
    const { callId } = entry;
    const waits = this.#latest.has(callId);
    this.#latest.set(callId, JSON.stringify(entry));
    if (waits) return;
    this.#inOrder(callId, async () => {
      const text = this.#latest.get(callId) as string;
      this.#latest.delete(callId);
      await mkdir(this.#directory, { recursive: true, mode: 0o700 });
      const path = this.#pathOf(callId);
      await writeFile(`${path}.part`, text, { mode: 0o600 });
      await rename(`${path}.part`, path);
    });
  }

  /** The call is stored: its entry is not needed any more. */
  async remove(callId: string): Promise<void> {
    this.#inOrder(callId, () => rm(this.#pathOf(callId), { force: true }));
    await this.#writes.get(callId);
    this.#writes.delete(callId);
  }

  /** Entries left by a process that is gone; unreadable ones are set aside with a warning. */
  async leftOver(): Promise<JournalEntry[]> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const names = (await readdir(this.#directory)).filter((name) => name.endsWith('.json'));
    const entries = await Promise.all(names.map((name) => this.#read(join(this.#directory, name))));
    return entries.filter((entry) => entry !== null);
  }

  async #read(path: string): Promise<JournalEntry | null> {
    try {
      return entrySchema.parse(JSON.parse(await readFile(path, 'utf8'))) as JournalEntry;
    } catch (error) {
      this.#logger.warn({ err: asError(error), path }, 'an entry of the call journal cannot be read and is set aside');
      await rename(path, `${path}.unreadable`);
      return null;
    }
  }

  #inOrder(callId: string, work: () => Promise<void>): void {
    const before = this.#writes.get(callId) ?? Promise.resolve();
    const next = before.then(work).catch((error) => this.#logger.error({ err: asError(error) }, 'the call journal cannot be written'));
    this.#writes.set(callId, next);
  }

  #pathOf(callId: string): string {
    return join(this.#directory, `${callId}.json`);
  }
}
