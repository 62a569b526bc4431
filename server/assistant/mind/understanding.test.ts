import test from 'ava';
import type { Goal, Understanding, UnderstandingContext } from '../dialogue/contract.ts';
import { leavesOpen, merged, type Proposal, parseProposal, understandingPrompt, wordsPrompt } from './understanding.ts';

const context = (goal: Goal = 'purpose'): UnderstandingContext => ({
  language: 'fr',
  goal,
  country: 'FR',
  now: new Date(),
  timeZone: 'Europe/Paris',
});
const unknown: Understanding = { intent: 'unknown', slots: {} };
const nothing: Proposal = { intent: 'unknown', name: '', reason: '', urgent: 'unsaid', language: 'fr' };
const propose = (proposal: Partial<Proposal>, said: string, rules = unknown) => merged(rules, { ...nothing, ...proposal }, said, context());

test('what the caller said word for word is taken, as he said it', (t) => {
  const said = 'ici madame Lefèvre le plafond a des traînées brunes';
  t.deepEqual(propose({ intent: 'message', name: 'madame lefevre', reason: 'le plafond a des trainees brunes' }, said), {
    intent: 'message',
    slots: { name: 'Madame Lefèvre', reason: 'le plafond a des traînées brunes' },
  });
});

for (const [what, proposal] of [
  ['a name', { name: 'Jean Dupont' }],
  ['a name with a word too many', { name: 'Lefèvre Martin' }],
  ['words in another order', { reason: 'brunes traînées' }],
  ['a reason', { reason: 'une inondation dans la cave' }],
  ['a number as a name', { name: '0612345678' }],
] as [string, Partial<Proposal>][]) {
  test(`${what} that the caller did not say is left out`, (t) => {
    t.deepEqual(propose(proposal, 'ici Lefèvre le plafond a des traînées brunes').slots, {});
  });
}

test('what the rules know stays', (t) => {
  const rules: Understanding = { intent: 'appointment', slots: { name: 'Lefèvre', urgent: false }, question: true };
  t.deepEqual(propose({ intent: 'hours', name: 'le plafond', reason: 'le plafond fuit', urgent: 'yes' }, 'Lefèvre le plafond fuit', rules), {
    intent: 'appointment',
    slots: { name: 'Lefèvre', urgent: false, reason: 'le plafond fuit' },
    question: true,
  });
});

test('an emergency that the model sees is only asked about', (t) => {
  t.deepEqual(propose({ intent: 'urgent', urgent: 'no' }, 'ça sent très fort ici'), { intent: 'urgent', slots: { urgent: true } });
  t.deepEqual(propose({ urgent: 'no' }, 'ça sent très fort ici').slots, {});
});

test('the other language is told', (t) => {
  t.is(propose({ language: 'en' }, 'the ceiling is brown').language, 'en');
  t.is(propose({ language: 'other' }, 'die Decke ist braun').language, undefined);
});

test('of half an answer what is whole counts; nonsense, a goodbye and a transfer are no proposals', (t) => {
  const whole = JSON.stringify({ ...nothing, intent: 'message' });
  t.is(parseProposal(whole)?.intent, 'message');
  t.deepEqual(parseProposal('{"intent":"message","reason":"le \\"toit\\"","urgent":"y'), {
    ...nothing,
    intent: 'message',
    reason: 'le "toit"',
    language: 'other',
  });
  for (const text of [
    '',
    'bonjour',
    whole.slice(0, 12),
    '[]',
    JSON.stringify({ ...nothing, intent: 'human' }),
    JSON.stringify({ ...nothing, intent: 'bye' }),
  ])
    t.is(parseProposal(text), undefined);
});

test('the model is asked only what the rules leave open, and never after a yes-or-no question or about a number', (t) => {
  const said = 'le plafond a des traînées brunes';
  t.true(leavesOpen(unknown, said, context()));
  t.true(leavesOpen({ intent: 'message', slots: {} }, `${said} partout`, context()));
  t.false(leavesOpen({ intent: 'message', slots: {} }, 'je voudrais laisser un message', context()));
  t.false(leavesOpen({ intent: 'hours', slots: {} }, said, context()));
  t.false(leavesOpen({ intent: 'message', slots: { reason: said } }, said, context()));
  t.false(leavesOpen({ intent: 'unknown', slots: { digits: '0612' } }, said, context()));
  t.false(leavesOpen(unknown, 'euh bonjour', context()));
  for (const goal of ['phone', 'confirm-phone', 'confirm-urgency'] as const) t.false(leavesOpen(unknown, said, context(goal)));
});

test('the prompt of the words so far is the beginning of the prompt of them all', (t) => {
  const whole = understandingPrompt('le plafond a des traînées', context());
  t.true(whole.startsWith(wordsPrompt('le plafond', context())));
  t.is(understandingPrompt('le '.repeat(1000), context()).length, understandingPrompt('le '.repeat(5000), context()).length);
});
