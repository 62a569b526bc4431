import type { SummaryWords } from '../summaries.ts';

export const summary: SummaryWords = {
  called(name, reason, person) {
    const whom = person && /^\p{Lu}/u.test(person) ? ` for ${person}` : '';
    return `${name ?? 'Somebody'} called${whom}${reason ? ` about: ${reason}` : ''}.`;
  },
  callBack: (phone) => `Call back on ${phone}.`,
  urgent: 'Urgent.',
  outcomes: {
    'information-given': 'The caller asked for information and got it.',
    'wrong-number': 'The caller had the wrong number.',
    'voicemail-left': 'A voice message was left.',
    'nothing-said': 'The caller said nothing.',
    'caller-hung-up': 'The caller hung up without leaving a message.',
  },
};
