import type { CallRecord } from '../../history/contract.ts';
import type { User } from '../../users/contract.ts';
import { en } from './en.ts';
import { fr } from './fr.ts';
import { type ShownNumber, shownNumber } from './numbers.ts';
import type { EmailKind, EmailWords, RecordingPlace } from './words.ts';

/** A line of the e-mail's head: a label and a text, which may dial. */
export interface Fact {
  label: string;
  text: string;
  link?: string | null;
}

/** Everything an e-mail says, in its language, before it becomes text or HTML. */
export interface EmailView {
  language: User['language'];
  colon: string;
  subject: string;
  urgent: string | null;
  facts: Fact[];
  summary: { label: string; text: string } | null;
  transcript: { label: string; turns: { speaker: string; text: string; byCaller: boolean }[] } | null;
  notes: string[];
  footer: string;
}

const wordsOf: Record<User['language'], EmailWords> = { fr, en };

export function emailView(record: CallRecord, user: User, recording: RecordingPlace | null): EmailView {
  const words = wordsOf[user.language];
  const { labels } = words;
  const message = record.message;
  const name = message?.name ?? null;
  const number = numberOf(record, user);
  const urgent = message?.urgent ?? false;
  const turns = record.turns.filter((turn) => turn.text.trim() !== '');
  return {
    language: user.language,
    colon: words.colon,
    subject: oneLine(words.subject(kindOf(record), { name: name ?? record.fromName, number: number?.shown ?? null }, urgent)),
    urgent: urgent ? words.urgent : null,
    facts: [
      { label: labels.caller, text: name ?? words.unknown },
      ...(record.fromName && record.fromName !== name ? [{ label: labels.networkName, text: record.fromName }] : []),
      number ? { label: labels.number, text: number.shown, link: number.link } : { label: labels.number, text: words.withheld },
      ...(urgent ? [{ label: labels.urgency, text: words.urgent }] : []),
      ...(message?.reason ? [{ label: labels.reason, text: message.reason }] : []),
      { label: labels.when, text: `${whenOf(record.startedAt, user, words)} (${durationOf(record.durationMs, words)})` },
      ...(user.numbers.length > 1 ? [{ label: labels.called, text: shownNumber(record.to, user.country).shown }] : []),
      ...(recording ? [{ label: labels.recording, text: words.recording(recording) }] : []),
    ],
    summary: record.summary ? { label: labels.summary, text: record.summary } : null,
    transcript:
      turns.length > 0
        ? {
            label: labels.transcript,
            turns: turns.map(({ speaker, text }) => ({ speaker: words.speakers[speaker], text, byCaller: speaker === 'caller' })),
          }
        : null,
    notes: [...(record.untranscribed ? [words.untranscribed[record.untranscribed]] : []), ...(record.outcome === 'failed' ? [words.failed] : [])],
    footer: [...(record.ear && turns.length > 0 ? [words.heardBy(record.ear)] : []), words.footer].join(' '),
  };
}

/** "1 min 05 s", in the user's language. */
export function durationOf(ms: number, words: EmailWords): string {
  const seconds = Math.max(Math.round(ms / 1000), 1);
  return words.duration(Math.floor(seconds / 60), seconds % 60);
}

export function durationFor(user: User, ms: number): string {
  return durationOf(ms, wordsOf[user.language]);
}

/** "appel-2026-11-24-0930.wav", by the user's clock. */
export function recordingFileName(record: CallRecord, user: User): string {
  // Swedish writes "2026-11-24 09:30", which sorts.
  const at = new Intl.DateTimeFormat('sv-SE', { dateStyle: 'short', timeStyle: 'short', timeZone: user.timeZone }).format(record.startedAt);
  return `${wordsOf[user.language].fileName}-${at.replace(' ', '-').replace(':', '')}.wav`;
}

/** The caller's own number, which the network gives, is no message. */
function kindOf({ outcome, message, recording, from }: CallRecord): EmailKind {
  if (outcome === 'message-taken') return 'message';
  if (outcome === 'voicemail-left') return 'voicemail';
  if (message?.name || message?.reason || (message?.phone && message.phone !== from)) return 'partial-message';
  if (outcome === 'information-given') return 'information';
  return outcome === 'failed' && recording ? 'voicemail' : 'missed-call';
}

function numberOf({ message, from }: CallRecord, { country }: User): ShownNumber | null {
  const number = message?.phone ?? from;
  return number ? shownNumber(number, country) : null;
}

function whenOf(at: Date, { country, timeZone }: User, words: EmailWords): string {
  return new Intl.DateTimeFormat(words.locale(country), { dateStyle: 'full', timeStyle: 'short', timeZone }).format(at);
}

/** A line break in a subject would begin another header; what turns the direction of writing would let a caller's name pass for other words. */
function oneLine(text: string): string {
  return text
    .replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ')
    .replace(/\p{Bidi_Control}/gu, '')
    .trim();
}
