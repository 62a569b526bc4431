import type { Language } from '../../core/language.ts';
import type { FaultNotice } from '../fault-notices.ts';

export interface FaultWords {
  subject: string;
  /** What callers find meanwhile. */
  what: string;
  why: string;
  mend: string;
  /** On the machine of the service, one a line. */
  commands: string[];
  once: string;
}

const languageNames: Record<Language, Record<Language, string>> = { fr: { fr: 'français', en: 'anglais' }, en: { fr: 'French', en: 'English' } };

/** What the e-mail about a missing or broken ear says, in the owner's language. */
export const noEarWords: Record<Language, (notice: FaultNotice) => FaultWords> = {
  fr: ({ language, cause, detail }) => ({
    subject: `Votre répondeur n’entend pas vos correspondants (${languageNames.fr[language]})`,
    what: 'Un correspondant vient d’être accueilli par la messagerie à touches, sans transcription : il ne peut pas parler à l’assistant. Les prochains le seront aussi.',
    why:
      cause === 'missing'
        ? `Aucun modèle de reconnaissance vocale pour le ${languageNames.fr[language]} n’est installé.`
        : `Le modèle de reconnaissance vocale pour le ${languageNames.fr[language]} ne peut pas être utilisé${detail ? ` : ${detail}` : '.'}`,
    mend: 'Pour y remédier, sur la machine du répondeur, puis redémarrez le service :',
    commands: commandsFor(cause, language),
    once: 'Vous ne recevrez pas d’autre courriel pour cette panne, sauf si elle revient après avoir été réparée.',
  }),
  en: ({ language, cause, detail }) => ({
    subject: `Your answering service cannot hear your callers (${languageNames.en[language]})`,
    what: 'A caller has just been received by the voicemail with keys, without a transcript: he cannot talk with the assistant. Further callers will be too.',
    why:
      cause === 'missing'
        ? `No speech recognition model for ${languageNames.en[language]} is installed.`
        : `The speech recognition model for ${languageNames.en[language]} cannot be used${detail ? `: ${detail}` : '.'}`,
    mend: 'To mend it, on the machine of the answering service, then restart the service:',
    commands: commandsFor(cause, language),
    once: 'You will get no other e-mail about this fault, unless it comes back after it was mended.',
  }),
};

function commandsFor(cause: FaultNotice['cause'], language: Language): string[] {
  const add = `bin/repondeur models add --language ${language}`;
  return cause === 'missing' ? [add] : ['bin/repondeur models check', add];
}
