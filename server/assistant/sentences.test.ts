import test from 'ava';
import { sentences } from './sentences.ts';

const cuts = test.macro({
  exec: (t, text: string, expected: string[]) => t.deepEqual(sentences(text), expected),
  title: (_, text) => `"${text}"`,
});

test(cuts, 'Bonjour. Que puis-je faire ? Oui !', ['Bonjour.', 'Que puis-je faire ?', 'Oui !']);
test(cuts, 'Merci, M. Martin. À demain.', ['Merci, M. Martin.', 'À demain.']);
test(cuts, 'Dr. J. Smith is out. Mrs. Hall is in.', ['Dr. J. Smith is out.', 'Mrs. Hall is in.']);
test(cuts, 'Cela fait 12.5 euros. Voir example.org. Fin', ['Cela fait 12.5 euros.', 'Voir example.org.', 'Fin']);
test(cuts, 'Attendez… Je regarde.', ['Attendez…', 'Je regarde.']);
test(cuts, 'Il parle à Tim. Elle aussi.', ['Il parle à Tim.', 'Elle aussi.']);
test(cuts, '  ', []);
