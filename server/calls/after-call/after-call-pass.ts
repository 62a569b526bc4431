import { z } from 'zod';
import type { Understand } from '../../assistant/dialogue/contract.ts';
import { asError, RepondeurError } from '../../core/errors.ts';
import type { Health } from '../../core/health.ts';
import type { Language } from '../../core/language.ts';
import type { Logger } from '../../core/logger.ts';
import type { CallRecord, History, RecordingFile, Retranscription } from '../../history/contract.ts';
import type { Recordings } from '../../history/recordings/recordings.ts';
import type { Users } from '../../users/contract.ts';
import type { CallFileOptions } from '../call-file.ts';
import { betterMessage } from './better-message.ts';
import type { OnDemandEar } from './on-demand-ear.ts';
import { isSpoken, transcribeRecording } from './transcribe-recording.ts';

export interface AfterCallPassOptions {
  ear: OnDemandEar;
  /** The rehearsal ear may hear the machine's own callers only. */
  rehearsal: boolean;
  history: Pick<History, 'find' | 'retranscribe' | 'announceNow'>;
  recordings: Pick<Recordings, 'open'>;
  users: Pick<Users, 'byId'>;
  understand: Understand;
  summarise: CallFileOptions['summarise'];
  logger: Logger;
}

/** A call of the outbox that is to be transcribed again. */
export interface PassItem {
  payload: unknown;
  /** How often it was tried, this time included. */
  attempts: number;
}

const payloadSchema = z.object({ callId: z.string() });

/** A model that ends its process does so each time. */
export const maxPassAttempts = 3;

/** Whether a better ear has something to hear: sound of the caller's, and where in the recording it is. */
export function canBeTranscribedAgain({ turns, recording }: Pick<CallRecord, 'turns' | 'recording'>): boolean {
  return isAligned(recording) && turns.some(isSpoken);
}

/**
 * The better, slower pass: when a call is over, a larger model hears its recording again; transcript, message and summary are made anew, then the e-mail
 * goes. It is work of the outbox: queued with the call, kept over a restart, done one at a time.
 */
export class AfterCallPass {
  readonly #options: AfterCallPassOptions;

  constructor(options: AfterCallPassOptions) {
    this.#options = options;
  }

  /** Resolves when the call has its better transcript, or will have none and its e-mail may go. Rejects when it is to be tried again, or with the signal's reason. */
  async deliver({ payload, attempts }: PassItem, signal: AbortSignal): Promise<void> {
    const { history, logger } = this.#options;
    const { callId } = payloadSchema.parse(payload);
    const record = await history.find(callId);
    if (!record) return;
    let better: Retranscription;
    try {
      better = await this.#transcribe(record, signal);
    } catch (error) {
      if (signal.aborted || (isRetryable(error) && attempts < maxPassAttempts)) throw error;
      logger.error({ err: asError(error), callId }, 'a call could not be transcribed again: its live transcript stands');
      return history.announceNow(callId);
    }
    await history.retranscribe(callId, better);
  }

  health(): Health {
    return { ready: true };
  }

  async #transcribe(record: CallRecord, signal: AbortSignal): Promise<Retranscription> {
    const { ear, rehearsal, recordings, users, understand, summarise } = this.#options;
    const { language, recording, message } = record;
    if (!isAligned(recording)) throw new RepondeurError('bad-input', 'where the recording begins in the call is not known');
    const { ear: recogniser, model, forPeople } = await ear.acquire(language, signal);
    try {
      if (!forPeople && !rehearsal)
        throw new RepondeurError('bad-settings', `${model} is a rehearsal ear: it understands no person; configure another`);
      const sound = await recordings.open(recording.path, record.userId);
      if (!sound) throw new RepondeurError('not-found', 'the recording is gone');
      const turns = await transcribeRecording(recogniser, { sound: sound.file, recording, turns: record.turns, language }, signal);
      const { country, timeZone } = users.byId(record.userId) ?? byLanguage[language];
      const better = message && betterMessage(message, turns, understand, { language, country, timeZone, now: record.startedAt });
      const summary = await summarise({ language, country, outcome: record.outcome, message: better, person: record.person ?? null, turns });
      return { turns, message: better, summary, ear: { model, pass: 'after-call' } };
    } finally {
      ear.release();
    }
  }
}

/** For a user who is not in the settings any more. */
const byLanguage: Record<Language, { country: string; timeZone: string }> = {
  fr: { country: 'FR', timeZone: 'Europe/Paris' },
  en: { country: 'GB', timeZone: 'Europe/London' },
};

function isAligned(recording: RecordingFile | undefined): recording is RecordingFile & { startMs: number } {
  return recording?.startMs !== undefined;
}

/** Also what nobody knows the reason of: the sound of a call is heard again, nothing else. */
function isRetryable(error: unknown): boolean {
  return !(error instanceof RepondeurError) || error.retryable;
}
