import { stat } from 'node:fs/promises';
import { z } from 'zod';
import { RepondeurError } from '../../core/errors.ts';
import type { Health } from '../../core/health.ts';
import type { Logger } from '../../core/logger.ts';
import type { OutboxItem } from '../../database/outbox.ts';
import type { Channel } from '../../database/outbox-worker/channel.ts';
import type { CallRecord, History } from '../../history/contract.ts';
import type { Settings } from '../../settings/schema.ts';
import type { User, Users } from '../../users/contract.ts';
import { htmlOf } from './layout.ts';
import { type Email, EmailRefused, type SmtpSettings, sendEmail } from './smtp.ts';
import { textOf } from './text.ts';
import { durationFor, emailView, recordingFileName } from './view.ts';
import type { RecordingPlace } from './words.ts';

export interface CallEmailOptions {
  smtp: SmtpSettings;
  notifications: Settings['notifications'];
  history: Pick<History, 'find'>;
  users: Pick<Users, 'byId'>;
  logger: Logger;
}

const payloadSchema = z.object({ callId: z.string() });

/** The e-mail that tells the owner of a number about a call. It is made when it is sent, so that a corrected address or language holds for it too. */
export class CallEmail implements Channel {
  readonly #options: CallEmailOptions;
  #fault: string | undefined;

  constructor(options: CallEmailOptions) {
    this.#options = options;
  }

  async deliver(item: OutboxItem, signal: AbortSignal): Promise<void> {
    const { record, user } = await this.#call(item);
    const recording = await this.#recordingPlace(record, user);
    const email = this.#compose(item, record, user, recording);
    try {
      await this.#send(email, signal);
    } catch (error) {
      if (!(error instanceof EmailRefused && error.tooLarge && email.attachment && record.recording)) throw error;
      this.#options.logger.warn({ callId: record.id }, 'the mail server finds the recording too large; the e-mail goes without it');
      await this.#send(
        this.#compose(item, record, user, await tooLarge(record.recording.path, durationFor(user, record.recording.durationMs))),
        signal,
      );
    }
  }

  health(): Health {
    return this.#fault ? { ready: false, reason: this.#fault } : { ready: true };
  }

  async #send(email: Email, signal: AbortSignal): Promise<void> {
    try {
      await sendEmail(this.#options.smtp, email, signal);
      this.#fault = undefined;
    } catch (error) {
      // A refusal is about one e-mail: the server is there.
      if (error instanceof RepondeurError && error.code !== 'aborted') this.#fault = error.retryable ? error.message : undefined;
      throw error;
    }
  }

  async #call(item: OutboxItem): Promise<{ record: CallRecord; user: User }> {
    const { callId } = payloadSchema.parse(item.payload);
    const record = await this.#options.history.find(callId);
    if (!record) throw new RepondeurError('delivery-refused', 'The call is not in the history any more');
    const user = this.#options.users.byId(record.userId);
    if (!user) throw new RepondeurError('delivery-refused', 'The user is not in the settings any more');
    return { record, user };
  }

  async #recordingPlace({ recording }: CallRecord, user: User): Promise<RecordingPlace | null> {
    if (!recording) return null;
    const { attachRecording, maxAttachmentMegabytes } = this.#options.notifications;
    const duration = durationFor(user, recording.durationMs);
    const size = await sizeOf(recording.path);
    if (size === null) {
      this.#options.logger.warn({ recording: recording.path }, 'the recording of a call is missing');
      return { place: 'missing' };
    }
    if (!attachRecording) return { place: 'kept', duration, path: recording.path };
    return size > maxAttachmentMegabytes * 1_000_000 ? await tooLarge(recording.path, duration) : { place: 'attached', duration };
  }

  #compose(item: OutboxItem, record: CallRecord, user: User, recording: RecordingPlace | null): Email {
    const { from } = this.#options.smtp;
    const view = emailView(record, user, recording);
    const attached = recording?.place === 'attached' && record.recording;
    return {
      messageId: `<${item.id}@${from.split('@').at(-1)}>`,
      from: { name: 'Répondeur', address: from },
      to: { name: user.name, address: user.email },
      subject: view.subject,
      text: textOf(view),
      html: htmlOf(view),
      urgent: view.urgent !== null,
      // RFC 3834: holiday notices and the like do not answer an automatic e-mail.
      headers: { 'Auto-Submitted': 'auto-generated', 'X-Repondeur-Call': record.id },
      ...(attached && { attachment: { fileName: recordingFileName(record, user), path: attached.path } }),
    };
  }
}

async function tooLarge(path: string, duration: string): Promise<RecordingPlace> {
  return { place: 'too-large', duration, path, megabytes: String(Math.max(1, Math.round(((await sizeOf(path)) ?? 0) / 1_000_000))) };
}

async function sizeOf(path: string): Promise<number | null> {
  try {
    return (await stat(path)).size;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new RepondeurError('delivery-failed', 'The recording of a call cannot be read', { retryable: true, cause: error });
  }
}
