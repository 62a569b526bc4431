import { mkdir, readdir, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { z } from 'zod';
import type { DialogueState } from '../assistant/dialogue/contract.ts';
import { asError } from '../core/errors.ts';
import { languages } from '../core/language.ts';
import type { Logger } from '../core/logger.ts';
import type { Turn } from '../core/outcome.ts';

const ending = '.json';
export const placeOf = (callId: string) => `journal:${callId}`;

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

/** What is on disk. Entries from before there were keys are plain. */
const sealedSchema = z.object({ userId: z.string(), sealed: z.string() });

/** Seals and opens texts of one user, each bound to its place. */
interface TextCipher {
  seal(text: string, place: string): string;
  /** Null when the key it was sealed with was erased. */
  open(sealed: string, place: string): string | null;
}

export interface JournalKeys {
  /** Also while the database is away. */
  toSeal(userId: string): Promise<TextCipher>;
  /** Undefined for who has no key any more. */
  toOpen(userId: string): Promise<TextCipher | undefined>;
}

/** What is known of a call that is up. */
export interface JournalEntry extends Omit<z.infer<typeof entrySchema>, 'state'> {
  state: DialogueState | null;
}

/**
 * Keeps what is known of each call that is up on disk, one small file a call, sealed with the key of the user it is for, so that nothing a caller said
 * is lost when the process dies: the next one goes on with the call, or stores it when the caller is gone.
 */
export class CallJournal {
  readonly #directory: string;
  readonly #keys: JournalKeys;
  readonly #logger: Logger;
  /** Of each call that is up, once it was read. */
  readonly #ciphers = new Map<string, TextCipher>();
  /** What is to be written next of each call. What a turn and the state after it change in the same moment reaches the disk as one. */
  readonly #latest = new Map<string, string>();
  /** One write after another for each call. */
  readonly #writes = new Map<string, Promise<void>>();

  constructor(directory: string, keys: JournalKeys, logger: Logger) {
    this.#directory = directory;
    this.#keys = keys;
    this.#logger = logger;
  }

  /** Replaces the entry, in the background; a fault of the disk is logged, the call goes on. */
  write(entry: JournalEntry): void {
    const { callId, userId } = entry;
    const waits = this.#latest.has(callId);
    this.#latest.set(callId, JSON.stringify(entry));
    if (waits) return;
    this.#inOrder(callId, async () => {
      const cipher = await this.#cipherOf(callId, userId).catch((error) => {
        // The next entry, which has all that this one has, does not wait for it.
        this.#latest.delete(callId);
        throw error;
      });
      const text = this.#latest.get(callId) as string;
      this.#latest.delete(callId);
      const sealed = cipher.seal(text, placeOf(callId));
      await mkdir(this.#directory, { recursive: true, mode: 0o700 });
      const path = this.#pathOf(callId);
      await writeFile(`${path}.part`, JSON.stringify({ userId, sealed }), { mode: 0o600 });
      await rename(`${path}.part`, path);
    });
  }

  /** The call is stored: its entry is not needed any more. */
  async remove(callId: string): Promise<void> {
    this.#inOrder(callId, () => rm(this.#pathOf(callId), { force: true }));
    await this.#writes.get(callId);
    this.#writes.delete(callId);
    this.#ciphers.delete(callId);
  }

  /** Entries left by a process that is gone; unreadable ones are set aside with a warning. */
  async leftOver(): Promise<JournalEntry[]> {
    await mkdir(this.#directory, { recursive: true, mode: 0o700 });
    const names = (await readdir(this.#directory)).filter((name) => name.endsWith(ending));
    const entries = await Promise.all(names.map((name) => this.#read(join(this.#directory, name))));
    return entries.filter((entry) => entry !== null);
  }

  async #read(path: string): Promise<JournalEntry | null> {
    let kept: unknown;
    try {
      kept = await this.#opened(JSON.parse(await readFile(path, 'utf8')), basename(path, ending));
      if (kept !== null) return entrySchema.parse(kept) as JournalEntry;
    } catch (error) {
      this.#logger.warn({ err: asError(error), path }, 'an entry of the call journal cannot be read and is set aside');
      await rename(path, `${path}.unreadable`);
      return null;
    }
    this.#logger.info({ path }, 'an entry of the call journal is removed: the key of its user was erased');
    await rm(path, { force: true });
    return null;
  }

  async #opened(onDisk: unknown, callId: string): Promise<unknown> {
    const { success, data } = sealedSchema.safeParse(onDisk);
    if (!success) return onDisk;
    const text = (await this.#keys.toOpen(data.userId))?.open(data.sealed, placeOf(callId)) ?? null;
    return text === null ? null : JSON.parse(text);
  }

  async #cipherOf(callId: string, userId: string): Promise<TextCipher> {
    const cipher = this.#ciphers.get(callId) ?? (await this.#keys.toSeal(userId));
    this.#ciphers.set(callId, cipher);
    return cipher;
  }

  #inOrder(callId: string, work: () => Promise<void>): void {
    const before = this.#writes.get(callId) ?? Promise.resolve();
    const next = before.then(work).catch((error) => this.#logger.error({ err: asError(error) }, 'the call journal cannot be written'));
    this.#writes.set(callId, next);
  }

  #pathOf(callId: string): string {
    return join(this.#directory, `${callId}${ending}`);
  }
}
