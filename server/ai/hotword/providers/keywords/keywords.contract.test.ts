import test from 'ava';
import { hotwordContract } from '../../contract.suite.ts';
import { KeywordDetector } from './keywords.ts';

hotwordContract(test, async () => new KeywordDetector({ words: { fr: ['conseiller', 'humain'], en: ['operator'] } }));

test('phrases are found, accents and case do not count, and a word that is taken back and heard again is told again', (t) => {
  const heard: string[] = [];
  const detector = new KeywordDetector({ words: { fr: ["parler à quelqu'un", 'opérateur'], en: [] } });
  const stream = detector.open({ language: 'fr', signal: new AbortController().signal, onWord: (word) => heard.push(word) });
  const frame = new Int16Array(320);
  for (const partial of ['je veux parler', 'je veux parler a quelqu’un', 'Operateur', 'opéra', 'opérateur']) stream.hear(frame, partial);
  t.deepEqual(heard, ["parler à quelqu'un", 'opérateur']);
  stream.hear(frame, '');
  stream.hear(frame, 'OPÉRATEUR');
  t.is(heard.length, 3);
});
