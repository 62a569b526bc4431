import type { TranscriptEar } from '../../core/outcome.ts';
import type { Untranscribed } from '../../history/contract.ts';

/** What an e-mail is about. */
export type EmailKind = 'message' | 'partial-message' | 'voicemail' | 'information' | 'missed-call';

/** Whom it is from: a name or number to show, or nobody known. */
export interface Caller {
  name: string | null;
  /** As it is written in the user's country: "01 99 00 12 34". */
  number: string | null;
}

export type RecordingPlace =
  | { place: 'attached'; duration: string }
  /** `command` writes it as a WAV. */
  | { place: 'kept'; duration: string; command: string }
  | { place: 'too-large'; duration: string; command: string; megabytes: string }
  | { place: 'missing' }
  /** It was changed on the disk. */
  | { place: 'damaged' };

/** The words of an e-mail in one language. All are plain text; the layout escapes them. */
export interface EmailWords {
  /** For Intl, with the region that the user's country gives it. */
  locale(country: string): string;
  subject(kind: EmailKind, caller: Caller, urgent: boolean): string;
  labels: {
    caller: string;
    number: string;
    networkName: string;
    called: string;
    when: string;
    urgency: string;
    reason: string;
    summary: string;
    transcript: string;
    recording: string;
  };
  /** Behind a label in plain text; French puts a space before it. */
  colon: string;
  urgent: string;
  withheld: string;
  unknown: string;
  speakers: { caller: string; assistant: string };
  duration(minutes: number, seconds: number): string;
  recording(recording: RecordingPlace): string;
  /** Why there is no transcript, and what mends it. */
  untranscribed: Record<Untranscribed, string>;
  failed: string;
  /** Which recogniser transcript and summary are from. */
  heardBy(ear: TranscriptEar): string;
  footer: string;
  fileName: string;
}
