import { z } from 'zod';
import { readAll } from '../../core/byte-source.ts';
import { asError, isCode, RepondeurError } from '../../core/errors.ts';
import type { Health } from '../../core/health.ts';
import type { Logger } from '../../core/logger.ts';
import type { OutboxItem } from '../../database/outbox.ts';
import type { Channel } from '../../database/outbox-worker/channel.ts';
import type { CallRecord, History } from '../../history/contract.ts';
import type { OpenRecording, Recordings } from '../../history/recordings/recordings.ts';
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
  recordings: Pick<Recordings, 'open'>;
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
    const { place, wav } = await this.#recording(record, user);
    const email = this.#compose(item, record, user, place, wav);
    try {
      await this.#send(email, signal);
    } catch (error) {
      if (!(error instanceof EmailRefused && error.tooLarge && wav && record.recording)) throw error;
      this.#options.logger.warn({ callId: record.id }, 'the mail server finds the recording too large; the e-mail goes without it');
      const duration = durationFor(user, record.recording.durationMs);
      await this.#send(this.#compose(item, record, user, tooLarge(record.id, duration, wav.length)), signal);
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

  async #recording({ id, userId, recording }: CallRecord, user: User): Promise<{ place: RecordingPlace | null; wav?: Buffer }> {
    if (!recording) return { place: null };
    const { recordings, logger } = this.#options;
    try {
      const sound = await recordings.open(recording.path, userId);
      if (sound) return await this.#placeOf(id, sound, durationFor(user, recording.durationMs));
      logger.warn({ recording: recording.path }, 'the recording of a call is missing');
      return { place: { place: 'missing' } };
    } catch (error) {
      // What cannot be opened now will not be later; a disk or database that is away may be back.
      if (!(isCode(error, 'storage-failed') || isCode(error, 'bad-input')) || error.retryable)
        throw new RepondeurError('delivery-failed', 'The recording of a call cannot be read', { retryable: true, cause: error });
      logger.error({ err: asError(error), recording: recording.path }, 'the recording of a call is damaged; the e-mail goes without it');
      return { place: { place: 'damaged' } };
    }
  }

  async #placeOf(callId: string, { file }: OpenRecording, duration: string): Promise<{ place: RecordingPlace; wav?: Buffer }> {
    const { attachRecording, maxAttachmentMegabytes } = this.#options.notifications;
    try {
      if (!attachRecording) return { place: { place: 'kept', duration, command: exportCommand(callId) } };
      if (file.size > maxAttachmentMegabytes * 1_000_000) return { place: tooLarge(callId, duration, file.size) };
      return { place: { place: 'attached', duration }, wav: await readAll(file) };
    } finally {
      await file.close();
    }
  }

  #compose(item: OutboxItem, record: CallRecord, user: User, recording: RecordingPlace | null, wav?: Buffer): Email {
    const { from } = this.#options.smtp;
    const view = emailView(record, user, recording);
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
      ...(wav && { attachment: { fileName: recordingFileName(record, user), content: wav, contentType: 'audio/wav' } }),
    };
  }
}

const exportCommand = (callId: string) => `bin/repondeur recording export ${callId}`;

function tooLarge(callId: string, duration: string, bytes: number): RecordingPlace {
  return { place: 'too-large', duration, command: exportCommand(callId), megabytes: String(Math.max(1, Math.round(bytes / 1_000_000))) };
}
