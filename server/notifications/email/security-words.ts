import type { Language } from '../../core/language.ts';
import type { AlertPattern } from '../../core/security-alerts.ts';

export interface SecurityWords {
  subject: string;
  what: string;
  advice: string;
  look: string;
  once: string;
}

type Wording = { subject: string; what(count: number, minutes: number): string; advice: string };

const fr: Record<AlertPattern, Wording> = {
  'many-failed-sign-ins': {
    subject: 'Répondeur : de nombreuses connexions ont échoué',
    what: (count, minutes) => `Au moins ${count} connexions ont échoué en ${minutes} minutes pour un même compte, depuis un même réseau ou en tout.`,
    advice:
      'Quelqu’un devine peut-être des mots de passe. Les essais sont ralentis d’eux-mêmes ; un second facteur protège un compte dont le mot de passe est deviné.',
  },
  'refresh-token-reused': {
    subject: 'Répondeur : une session a peut-être été volée',
    what: () => 'Un jeton de session a été présenté une seconde fois : quelqu’un en a une copie.',
    advice:
      'Toutes les sessions qui en viennent sont terminées. Demandez au titulaire du compte de changer son mot de passe et de vérifier ses appareils.',
  },
  'forged-webhooks': {
    subject: 'Répondeur : de faux avis de paiement ont été refusés',
    what: (count, minutes) => `Au moins ${count} avis de paiement sans signature valable sont arrivés en ${minutes} minutes. Rien n’en a été retenu.`,
    advice:
      'Si le secret de signature vient de changer chez le prestataire, reportez-le dans les réglages ; sinon quelqu’un essaie de se faire passer pour lui.',
  },
  'refused-dialling': {
    subject: 'Répondeur : des appels sortants ont été refusés',
    what: (count, minutes) => `Au moins ${count} appels sortants ont été refusés en ${minutes} minutes.`,
    advice: 'C’est ainsi que commence une fraude aux numéros surtaxés. Vérifiez les règles de transfert et les comptes SIP.',
  },
};

const en: Record<AlertPattern, Wording> = {
  'many-failed-sign-ins': {
    subject: 'Répondeur: many sign-ins have failed',
    what: (count, minutes) => `At least ${count} sign-ins have failed within ${minutes} minutes, for one account, from one network or altogether.`,
    advice: 'Somebody may be guessing passwords. Tries are slowed down by themselves; a second factor protects an account whose password is guessed.',
  },
  'refresh-token-reused': {
    subject: 'Répondeur: a session may have been stolen',
    what: () => 'A session token was shown a second time: somebody has a copy of it.',
    advice: 'All sessions that came of it have ended. Ask the owner of the account to change the password and to look at the devices.',
  },
  'forged-webhooks': {
    subject: 'Répondeur: forged payment notices were refused',
    what: (count, minutes) =>
      `At least ${count} payment notices without a valid signature came within ${minutes} minutes. Nothing of them was taken.`,
    advice: 'If the signing secret has just changed at the provider, put it into the settings; otherwise somebody tries to pass for the provider.',
  },
  'refused-dialling': {
    subject: 'Répondeur: outgoing calls were refused',
    what: (count, minutes) => `At least ${count} outgoing calls were refused within ${minutes} minutes.`,
    advice: 'This is how fraud with premium numbers begins. Look at the rules for transfers and at the SIP accounts.',
  },
};

const common = {
  fr: { look: 'Les détails sont dans le journal d’audit :', once: 'Vous ne serez pas averti de nouveau pour ce motif avant une heure.' },
  en: { look: 'The audit log has the details:', once: 'You will not be told of this pattern again within an hour.' },
} as const;

/** What the e-mail about a suspicious pattern says. It names nobody. */
export function securityWords(language: Language, pattern: AlertPattern, count: number, minutes: number): SecurityWords {
  const { subject, what, advice } = (language === 'fr' ? fr : en)[pattern];
  return { subject, what: what(count, minutes), advice, ...common[language] };
}

/** The actions of the audit log that a pattern is made of. */
export const actionsOf: Record<AlertPattern, string> = {
  'many-failed-sign-ins': 'sign-in.failed',
  'refresh-token-reused': 'session.refresh-token-reused',
  'forged-webhooks': 'webhook.forged',
  'refused-dialling': 'dialling.refused',
};
