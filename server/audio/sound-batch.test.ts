import test from 'ava';
import { SoundBatch } from './sound-batch.ts';

const frame = (value: number) => new Int16Array(320).fill(value);

test('sound is handed on when it is a batch, in order and unharmed by what becomes of its frames', (t) => {
  const batch = new SoundBatch(60);
  const reused = frame(1);
  t.is(batch.add(reused), undefined);
  reused.fill(2);
  t.is(batch.add(reused), undefined);
  t.deepEqual(batch.add(frame(3)), Int16Array.from([...frame(1), ...frame(2), ...frame(3)]));
  t.is(batch.take(), undefined);
});

test('what is less than a batch can be taken, or forgotten', (t) => {
  const batch = new SoundBatch(60);
  batch.add(frame(1));
  t.deepEqual(batch.take(), frame(1));
  batch.add(frame(2));
  batch.clear();
  t.is(batch.take(), undefined);
});
