import test from 'ava';
import { summarise } from './summary.ts';

const message = { name: 'Julie Martin', phone: '+33612345678', reason: "fuite d'eau dans ma cuisine", urgent: true };

test('who, why, number and urgency in French', (t) =>
  t.is(
    summarise({ message, outcome: 'message-taken', turns: [] }, 'fr'),
    "Julie Martin a appelé au sujet de : fuite d'eau dans ma cuisine. Rappeler au 06 12 34 56 78. Urgent.",
  ));
test('who, why and number in English', (t) =>
  t.is(
    summarise({ message: { ...message, reason: 'a leak', urgent: false }, person: 'Mr Harrison', outcome: 'message-taken', turns: [] }, 'en'),
    'Julie Martin called for Mr Harrison about: a leak. Call back on 06 12 34 56 78.',
  ));
test('what is not known is not said', (t) =>
  t.is(
    summarise({ message: { name: null, phone: null, reason: null, urgent: false }, outcome: 'message-taken', turns: [] }, 'fr'),
    "Quelqu'un a appelé.",
  ));
test('a call without a message tells its outcome', (t) =>
  t.is(summarise({ outcome: 'wrong-number', turns: [] }, 'en'), 'The caller had the wrong number.'));
test('nothing to say gives nothing', (t) => t.is(summarise({ outcome: 'failed', turns: [] }, 'fr'), ''));

const nothing = { name: null, phone: null, reason: null, urgent: false };

for (const [language, left, named] of [
  ['fr', 'Un message vocal a été laissé.', 'Julie Martin a appelé. Un message vocal a été laissé. Rappeler au 06 12 34 56 78.'],
  ['en', 'A voice message was left.', 'Julie Martin called. A voice message was left. Call back on 06 12 34 56 78.'],
] as const) {
  test(`${language}: a voicemail is told as what it is`, (t) => {
    t.is(summarise({ message: nothing, outcome: 'voicemail-left', turns: [] }, language), left);
    t.is(summarise({ outcome: 'voicemail-left', turns: [] }, language), left);
  });
  test(`${language}: what was known before the voicemail is told beside it`, (t) => {
    const known = { ...nothing, name: 'Julie Martin', phone: '+33612345678' };
    t.is(summarise({ message: known, outcome: 'voicemail-left', turns: [], country: 'FR' }, language), named);
  });
}
