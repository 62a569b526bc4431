import type { SummaryWords } from '../summaries.ts';

export const summary: SummaryWords = {
  called(name, reason, person) {
    const who = name ?? "Quelqu'un";
    const whom = person && /^\p{Lu}/u.test(person) ? ` pour ${person}` : '';
    return `${who} a appelé${whom}${reason ? ` au sujet de : ${reason}` : ''}.`;
  },
  callBack: (phone) => `Rappeler au ${phone}.`,
  urgent: 'Urgent.',
  outcomes: {
    'information-given': "L'appelant a demandé un renseignement et l'a reçu.",
    'wrong-number': "L'appelant s'était trompé de numéro.",
    'voicemail-left': 'Un message vocal a été laissé.',
    'nothing-said': "L'appelant n'a rien dit.",
    'caller-hung-up': "L'appelant a raccroché sans laisser de message.",
  },
};
