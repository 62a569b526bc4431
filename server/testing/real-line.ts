import { existsSync } from 'node:fs';
import { mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import type { WavSound } from '../audio/wav-file.ts';
import { placeOf } from '../calls/journal.ts';
import { asError, RepondeurError } from '../core/errors.ts';
import { silentLogger } from '../core/logger.ts';
import { type Database, openDatabase } from '../database/open.ts';
import { openUserKeys } from '../database/secrets/open-keys.ts';
import type { UserKeys } from '../database/secrets/user-keys.ts';
import { callEmailKey } from '../history/announce.ts';
import type { CallRecord } from '../history/contract.ts';
import { HistoryStore } from '../history/store.ts';
import { callerVoice } from '../rehearsal/caller-voice.ts';
import { callByScript, type ScriptEvent, type ScriptedCallResult } from '../rehearsal/scripted-caller.ts';
import { type Stage, type StageOptions, setStage } from '../rehearsal/stage.ts';
import { testCacheDirectory } from './asterisk.ts';
import { type RealCall, type RealCaller, tellCall } from './real-call.ts';
import { soundOf, testRecordings } from './recordings.ts';
import { RememberedLog } from './remembered-log.ts';
import { type ReceivedEmail, TestSmtpServer } from './smtp.ts';
import { until } from './until.ts';

export type RealLineOptions = Pick<StageOptions, 'settings' | 'user' | 'supervised' | 'rehearsalEar' | 'voices' | 'languageModel'> & {
  /** More would make sound come late on two cores that also run the next test file. Default 4. */
  callsAtOnce?: number;
};

/** The whole product with a mail server, for real calls: one for each test file. */
export class RealLine {
  readonly log = new RememberedLog();
  readonly #options: RealLineOptions;
  readonly #waiting: (() => void)[] = [];
  #free: number;
  #folder = '';
  #stage: Stage | undefined;
  #smtp: TestSmtpServer | undefined;
  #database: Database | undefined;

  constructor(options: RealLineOptions = {}) {
    this.#options = options;
    this.#free = options.callsAtOnce ?? 4;
  }

  get stage(): Stage {
    return this.#stage ?? notOpen();
  }

  get smtp(): TestSmtpServer {
    return this.#smtp ?? notOpen();
  }

  async open(): Promise<void> {
    this.#folder = await mkdtemp(join(tmpdir(), 'repondeur-test-'));
    const smtp = new TestSmtpServer({ folder: join(this.#folder, 'mail') });
    this.#smtp = smtp;
    await smtp.start();
    const { settings, ...stage } = this.#options;
    this.#stage = await setStage({
      ...stage,
      // A voice that speaks fast makes calls short; a server of its own writes its log to the terminal.
      settings: { text_to_speech: { rate: 200 }, log: { level: 'error' }, ...settings },
      cacheDirectory: testCacheDirectory(),
      env: process.env,
      logger: this.log,
      smtp: { host: smtp.host, port: smtp.port },
    });
    this.#database = await openDatabase({ ...this.stage.settings.database, logger: this.log });
  }

  async close(): Promise<void> {
    await this.#database?.destroy();
    await this.#stage?.stop();
    await this.#smtp?.stop();
    await rm(this.#folder, { recursive: true, force: true });
  }

  /** Calls, and resolves when the call is over and stored. A script that cannot go on rejects with the whole story. */
  async call(caller: RealCaller): Promise<RealCall> {
    const events: ScriptEvent[] = [];
    try {
      const heard = await this.dial(caller, events);
      const record = await this.stored(caller.from);
      return { heard, record, told: await this.tell(caller.from, events) };
    } catch (error) {
      const { message } = asError(error);
      // The caller has hung up by now: what the product made of the call says most about why.
      const [recorded] = await Promise.allSettled([this.stored(caller.from, 10_000)]);
      const unstored = recorded.status === 'rejected' ? `\n${asError(recorded.reason).message}` : '';
      throw new RepondeurError('aborted', `${message}\n${await this.tell(caller.from, events)}${unstored}`, { cause: error });
    }
  }

  /** The caller's side alone. */
  async dial(caller: RealCaller, events: ScriptEvent[] = []): Promise<ScriptedCallResult> {
    const { ariUrl, ariUsername, ariPassword } = this.stage.switchHouse.connection;
    const { from, to, voice, script, echo, stepDeadlineMs = 30_000, onEvent } = caller;
    await this.#slot();
    try {
      return await callByScript({ ariUrl, username: ariUsername, password: ariPassword, from, to, echo, logger: this.log }, script, {
        speak: (text, name) => callerVoice(text, name),
        voice,
        stepDeadlineMs,
        // On a busy machine the voice may pause for longer than between two sentences.
        assistantDoneAfterMs: 800,
        onEvent(event) {
          events.push(event);
          onEvent?.(event);
        },
      });
    } finally {
      this.#release();
    }
  }

  /** The record of the only call from this number. */
  stored(from: string, withinMs = 20_000): Promise<CallRecord> {
    return until(`a stored call from ${from}`, async () => (await this.records(from))[0], withinMs);
  }

  /** All records of calls from this number, the oldest first. */
  async records(from: string): Promise<CallRecord[]> {
    const database = this.#database ?? notOpen();
    const history = new HistoryStore({ database, dataDir: this.stage.settings.dataDir, keys: await this.#keys() });
    const rows = await database('calls').where({ from_number: from }).orderBy('started_at').select<{ id: string }[]>('id');
    const records = await Promise.all(rows.map(({ id }) => history.find(id)));
    return records.filter((record) => record !== null);
  }

  /** The sound of a call that was recorded. */
  async sound(record: CallRecord): Promise<WavSound> {
    return await soundOf(testRecordings(this.#database ?? notOpen(), await this.#keys()), record);
  }

  /** The e-mail about a call, once it is delivered. */
  async email({ id }: Pick<CallRecord, 'id'>, withinMs = 15_000): Promise<ReceivedEmail> {
    await this.smtp.waitUntil(() => this.emails({ id }).length > 0, withinMs, 'the e-mail about a call');
    return this.emails({ id })[0] as ReceivedEmail;
  }

  emails({ id }: Pick<CallRecord, 'id'>): ReceivedEmail[] {
    return this.smtp.received.filter(({ mail }) => mail.headers.get('x-repondeur-call') === id);
  }

  /** Whether an e-mail about a call was queued, delivered or not; that is written down with the call itself. */
  async isAnnounced({ id }: Pick<CallRecord, 'id'>): Promise<boolean> {
    const database = this.#database ?? notOpen();
    return (await database('outbox').where({ idempotency_key: callEmailKey(id) })).length > 0;
  }

  async tell(from: string, events: readonly ScriptEvent[] = []): Promise<string> {
    return tellCall({ from, events, records: await this.records(from), log: this.log.lines });
  }

  /** Ids of all channels and bridges that the switch holds. */
  async held(): Promise<string[]> {
    const { ariUrl, ariUsername, ariPassword } = this.stage.switchHouse.connection;
    const authorization = `Basic ${Buffer.from(`${ariUsername}:${ariPassword}`).toString('base64')}`;
    const list = async (what: string) => {
      const response = await fetch(`${ariUrl}/ari/${what}`, { headers: { authorization } });
      return ((await response.json()) as { id: string }[]).map(({ id }) => id);
    };
    return [...(await list('channels')), ...(await list('bridges'))];
  }

  /** What the server keeps on disk of each call that is up, as text, the caller's number among it. */
  async journal(): Promise<string[]> {
    const directory = join(this.stage.settings.dataDir, 'journal');
    const names = existsSync(directory) ? await readdir(directory) : [];
    const entries = await Promise.all(names.filter((name) => name.endsWith('.json')).map((name) => this.#journalEntry(directory, name)));
    return entries.filter((entry) => entry !== '');
  }

  async #journalEntry(directory: string, name: string): Promise<string> {
    const text = await readIfThere(join(directory, name));
    if (text === '') return '';
    const { userId, sealed } = JSON.parse(text);
    return (await (await this.#keys()).cipherOf(userId)).open(sealed, placeOf(basename(name, '.json'))) ?? '';
  }

  /** Whether these words are in what the server keeps on disk of the call from this number, which is up. */
  async journalHolds(from: string, words: RegExp): Promise<boolean> {
    return (await this.journal()).some((entry) => entry.includes(from) && words.test(entry));
  }

  /** Resolves when the assistant has said these words in the call from this number, which is up. */
  async hasSaid(from: string, words: RegExp): Promise<void> {
    await until(`${words} has been said`, () => this.journalHolds(from, words), 30_000);
  }

  /** Resolves when no call is up; a SIP channel lives on for a moment after it was told to go. */
  async nothingIsLeft(): Promise<void> {
    await until('no channel and no bridge left on the switch', async () => (await this.held()).length === 0);
  }

  #keys(): Promise<UserKeys> {
    return openUserKeys(this.#database ?? notOpen(), { file: this.stage.settings.database.masterKeyFile, logger: silentLogger });
  }

  async #slot(): Promise<void> {
    if (this.#free > 0) this.#free--;
    else await new Promise<void>((resolve) => this.#waiting.push(resolve));
  }

  #release(): void {
    const next = this.#waiting.shift();
    if (next) next();
    else this.#free++;
  }
}

/** Empty when it is gone: the call is over. */
async function readIfThere(path: string): Promise<string> {
  try {
    return await readFile(path, 'utf8');
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return '';
    throw error;
  }
}

function notOpen(): never {
  throw new RepondeurError('unavailable', 'this line is not open');
}
