import type { Language } from '../../core/language.ts';
import type { CallerMessage, CallOutcome, Turn } from '../../core/outcome.ts';
import { writtenPhone } from '../languages/spoken-phone.ts';
import { summaryWords } from '../languages/summaries.ts';

/** What a summary is made from: a call record or a part of it. */
export interface Summarised {
  message?: CallerMessage;
  /** Whom the caller wanted, when known. */
  person?: string | null;
  outcome: CallOutcome;
  turns: readonly Turn[];
  /** The reader's, ISO 3166 alpha-2: numbers of it are written without its code. */
  country?: string;
}

/** Two or three sentences from the slots alone: nothing is in it that the caller did not say. Empty when there is nothing to say. */
export function summarise({ message, person, outcome, turns, country }: Summarised, language: Language): string {
  const words = summaryWords[language];
  const sentences: string[] = [];
  if (message) {
    const voicemail = outcome === 'voicemail-left' ? words.outcomes[outcome] : undefined;
    if (!voicemail || message.name || message.reason) sentences.push(words.called(message.name, message.reason, person ?? null));
    if (voicemail) sentences.push(voicemail);
    if (message.phone) sentences.push(words.callBack(writtenPhone(message.phone, country)));
    if (message.urgent) sentences.push(words.urgent);
  } else {
    const plain = words.outcomes[outcome];
    if (plain) sentences.push(plain);
    else if (turns.some((turn) => turn.speaker === 'caller')) sentences.push(words.called(null, null, person ?? null));
  }
  return sentences.join(' ');
}
