import test from 'ava';
import { UtteranceTime } from './utterance-time.ts';

const word = (startMs: number, endMs: number) => ({ word: 'oui', startMs, endMs, confidence: 1 });

test('words of an utterance get the times of the call', (t) => {
  const time = new UtteranceTime();
  for (let n = 0; n < 50; n++) time.add(5000 + n * 20);
  t.deepEqual(time.inCall([word(0, 100), word(400, 900)]), [word(5000, 5100), word(5400, 5900)]);
});

test('frames that were lost, or one too many, move what comes after them', (t) => {
  const time = new UtteranceTime();
  for (const callMs of [1000, 1020, 3000, 3020, 3020, 3040]) time.add(callMs);
  t.deepEqual(
    [0, 20, 40, 60, 80, 100, 200].map((ms) => time.inCall([word(ms, ms)])[0]?.startMs),
    [1000, 1020, 3000, 3020, 3020, 3040, 3140],
  );
});
