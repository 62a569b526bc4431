import type { Language } from '../core/language.ts';
import type { CallerMessage } from '../core/outcome.ts';
import type { ScriptStep } from './scripted-caller.ts';
import { hosts } from './stage.ts';

/** A caller of the rehearsal: what he says when, and the message that must come of it. */
export interface Scene {
  language: Language;
  /** espeak-ng voice that the rehearsal ear knows. */
  voice: string;
  from: string;
  to: string;
  script: ScriptStep[];
  expected: CallerMessage;
}

/** The first call: name, reason and number in his own words, one digit corrected when it is read back, then he hangs up. */
export const firstCall: Record<Language, Scene> = {
  fr: {
    language: 'fr',
    voice: 'fr+m3',
    from: '+33639980042',
    to: hosts.fr.number,
    script: [
      { say: "Bonjour, ici Julie Martin, j'ai une fuite d'eau dans ma cuisine, c'est urgent." },
      { say: 'Oui, c’est urgent.' },
      { say: 'Mon numéro est le zéro six, trente-neuf, quatre-vingt-dix-huit, douze, soixante-huit.' },
      { say: 'Non, soixante-dix-huit, pas soixante-huit.' },
      { say: "Oui, c'est ça." },
      { say: 'Non merci, au revoir.' },
      { silent: true },
    ],
    expected: { name: 'Julie Martin', phone: '+33639981278', reason: "fuite d'eau dans ma cuisine", urgent: true },
  },
  en: {
    language: 'en',
    voice: 'en-us+m3',
    from: '+447700900042',
    to: hosts.en.number,
    script: [
      { say: 'Hello, this is James Wilson, I have a leak in my kitchen, it is urgent.' },
      { say: "Yes, it's urgent." },
      { say: 'My number is oh seven seven double zero, nine zero zero, one six eight.' },
      { say: 'No, seventy-eight, not sixty-eight.' },
      { say: "Yes, that's right." },
      { say: 'No thank you, goodbye.' },
      { silent: true },
    ],
    expected: { name: 'James Wilson', phone: '+447700900178', reason: 'leak in my kitchen', urgent: true },
  },
};
