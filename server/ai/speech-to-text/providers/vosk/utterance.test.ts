import test from 'ava';
import { Utterance } from './utterance.ts';

const heard = (text: string, start: number) => ({
  text,
  result: text.split(' ').map((word, n) => ({ word, start: start + n, end: start + n + 0.5, conf: 0.9 })),
});

test('results in the middle of an utterance are joined with what follows them', (t) => {
  const utterance = new Utterance(0);
  t.true(utterance.setPartial('mon numéro'));
  t.false(utterance.addResult(heard('mon numéro', 1)));
  t.true(utterance.setPartial('zéro'));
  t.is(utterance.text, 'mon numéro zéro');
  t.true(utterance.addResult(heard('zéro six', 5)));
  t.is(utterance.transcript().text, 'mon numéro zéro six');
});

test('only a changed text is news', (t) => {
  const utterance = new Utterance(0);
  t.true(utterance.setPartial('oui'));
  t.false(utterance.setPartial('oui'));
  t.false(utterance.setPartial('[unk] oui'));
});

test('the empty results of digital silence add nothing', (t) => {
  const utterance = new Utterance(0);
  t.false(utterance.addResult({ text: '' }));
  t.deepEqual(utterance.transcript(), { text: '', words: [] });
});

test('times count from the start of the utterance, not of the call', (t) => {
  const utterance = new Utterance(10);
  utterance.addResult(heard('oui', 10.25));
  t.deepEqual(utterance.transcript().words, [{ word: 'oui', startMs: 250, endMs: 750, confidence: 0.9 }]);
});

test('the model’s marks for noise are no words', (t) => {
  const utterance = new Utterance(0);
  utterance.addResult(heard('[unk] Oui <unk>', 0));
  t.is(utterance.transcript().text, 'oui');
});
