import { rm } from 'node:fs/promises';
import { asError, RepondeurError } from '../core/errors.ts';
import type { Service } from '../core/health.ts';
import { newId } from '../core/ids.ts';
import type { Logger } from '../core/logger.ts';
import type { History } from '../history/contract.ts';
import { recordingPath } from '../history/recording-files.ts';
import type { Recordings } from '../history/recordings/recordings.ts';
import { type AwayMessage, importAwayMessages } from '../telephony/asterisk/away-messages.ts';
import type { User, Users } from '../users/contract.ts';
import { normalisedNumber } from './numbers.ts';

export interface AwayMessagesOptions {
  spoolDirectory: string;
  users: Users;
  /** As the switchboard's: what was left for whoever is suspended or deleted is not kept. */
  isServed?: (userId: string) => Promise<boolean>;
  history: History;
  recordings: Pick<Recordings, 'take'>;
  dataDir: string;
  logger: Logger;
}

/** Callers who came just before the server was back are still speaking. */
const everyMs = 10_000;

/** Brings what the switch recorded while the server was away into the history, at the start and again from time to time. */
export class AwayMessages implements Service {
  readonly #options: AwayMessagesOptions;
  #stopping: AbortController | undefined;
  #timer: NodeJS.Timeout | undefined;
  #importing: Promise<void> = Promise.resolve();

  constructor(options: AwayMessagesOptions) {
    this.#options = options;
  }

  /** Resolves when what is there has been brought in. A fault is logged, and tried again later. */
  async start(): Promise<void> {
    if (this.#stopping) return;
    this.#stopping = new AbortController();
    await this.#import();
    this.#timer = setInterval(() => void this.#import(), everyMs);
  }

  async stop(): Promise<void> {
    this.#stopping?.abort();
    this.#stopping = undefined;
    clearInterval(this.#timer);
    await this.#importing;
  }

  #import(): Promise<void> {
    const { spoolDirectory, logger } = this.#options;
    const signal = this.#stopping?.signal;
    this.#importing = this.#importing.then(async () => {
      if (!signal || signal.aborted) return;
      try {
        await importAwayMessages({ spoolDirectory, logger, signal, store: (message) => this.#store(message) });
      } catch (error) {
        if (!signal.aborted) logger.error({ err: asError(error) }, 'messages left while the server was away could not be brought in yet');
      }
    });
    return this.#importing;
  }

  async #store(message: AwayMessage): Promise<void> {
    const { users, isServed, dataDir, logger } = this.#options;
    const user = users.byCalledNumber(message.to) ?? users.all()[0];
    if (!user) throw new RepondeurError('not-found', 'there is no user for a message that was left while the server was away');
    if (isServed && !(await isServed(user.id))) {
      logger.info(
        { switchCallId: message.switchCallId },
        'a message left while the server was away is not kept: its account is suspended or deleted',
      );
      return;
    }
    const id = newId();
    const path = recordingPath(dataDir, message.startedAt, id);
    let kept = false;
    try {
      kept = await this.#keep(message, user, id, path);
    } finally {
      // A copy that no call in the history has would stay on the disk for ever.
      if (!kept) await rm(path, { force: true });
    }
    if (!kept) logger.info({ switchCallId: message.switchCallId }, 'a message left while the server was away was in the history already');
  }

  async #keep(message: AwayMessage, user: User, id: string, path: string): Promise<boolean> {
    const recording = await this.#options.recordings.take(message.path, path, user.id);
    const from = normalisedNumber(message.from, user.country);
    const { stored } = await this.#options.history.store({
      id,
      userId: user.id,
      // Of its own: the talk before it, when the server took the call and then lost its sound, is a record too.
      switchCallId: `${message.switchCallId}-away`,
      from,
      fromName: null,
      to: message.to,
      startedAt: message.startedAt,
      endedAt: message.endedAt,
      durationMs: Math.round(message.durationMs),
      outcome: 'voicemail-left',
      endReason: 'completed',
      language: user.language,
      turns: [],
      message: { name: null, phone: from, reason: null, urgent: false },
      summary: null,
      recording,
      untranscribed: 'server-away',
    });
    return stored;
  }
}
