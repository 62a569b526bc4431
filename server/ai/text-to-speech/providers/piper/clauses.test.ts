import test from 'ava';
import { clauses } from './clauses.ts';

const cut = (text: string) =>
  clauses(text).map(({ phrases, endsSentence }) => `${phrases.map(({ words, mark }) => words + mark).join(' ')}${endsSentence ? ' |' : ''}`);

const cases = test.macro({
  exec: (t, text: string, expected: string[]) => t.deepEqual(cut(text), expected),
  title: (_, text) => `"${text}"`,
});

test(cases, 'Bonjour, vous êtes bien chez nous. Que puis-je faire ?', ['Bonjour,', 'vous êtes bien chez nous. |', 'Que puis-je faire? |']);
test(cases, 'Il est 14:30 et il fait 12,5 degrés', ['Il est 14:30 et il fait 12,5 degrés. |']);
test(cases, 'Je répète : 06, 39, 98, 12, 34. Bien ?', ['Je répète:', '06, 39, 98, 12, 34. |', 'Bien? |']);
test(cases, 'Attendez… Quoi ?!', ['Attendez. |', 'Quoi? |']);
test(cases, 'Non; si: peut-être', ['Non; si:', 'peut-être. |']);
test(cases, 'Voir example.org demain.', ['Voir example.org demain. |']);
test(cases, '« Oui » (dit-il) !', ['« Oui » (dit-il)! |']);
test(cases, ' \n ', []);
test(cases, '... — ?', []);
test(cases, '!Début', ['Début. |']);

test('each clause knows where it begins in the text', (t) => {
  const text = 'Bonjour, vous êtes bien chez nous. Que puis-je faire ?';
  t.deepEqual(
    clauses(text).map(({ at }) => text.slice(at).trim().split(' ')[0]),
    ['Bonjour,', 'vous', 'Que'],
  );
});
