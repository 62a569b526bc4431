import test from 'ava';
import type { CallEnded } from '../../core/call-scope.ts';
import { type CallerSide, testTelephonyContract } from '../contract.suite.ts';
import { FakeTelephony } from './fake-telephony.ts';

testTelephonyContract('the fake switch', async () => {
  const telephony = new FakeTelephony({ msPerFrame: 2 });
  const placeCall = (numbers: { from: string | null; to: string }): CallerSide => {
    const caller = telephony.placeCall(numbers);
    const ended = new Promise<void>((resolve) => {
      caller.signal.addEventListener('abort', () => resolve(), { once: true });
      if (caller.signal.aborted) resolve();
    });
    return {
      get answered() {
        return caller.answered;
      },
      send: (pcm) => caller.send(pcm),
      received: () => caller.received(),
      key: (digit) => caller.key(digit),
      hangUp: () => caller.hangUp(),
      ended,
    };
  };
  return { telephony, placeCall, nothingIsLeft: async () => {} };
});

test('the fake switch moves only when it is told to, if so asked', async (t) => {
  const telephony = new FakeTelephony({ msPerFrame: 'manual' });
  const marked = Promise.withResolvers<number>();
  await telephony.start(async (call) => {
    const media = await call.answer();
    media.play(new Int16Array(3200));
    await media.mark();
    marked.resolve(telephony.clock.nowMs());
  });
  const caller = telephony.placeCall({ from: null, to: '+33123456789' });
  await caller.answered;
  telephony.advance(180);
  t.is(caller.received().length, 2880);
  telephony.advance(60);
  t.is(await marked.promise, 240);
  await telephony.stop();
});

test('the fake switch can lose its calls and offer one that was left behind', async (t) => {
  const telephony = new FakeTelephony({ msPerFrame: 'manual' });
  const reasons: unknown[] = [];
  const recovered: boolean[] = [];
  await telephony.start(async (call) => {
    recovered.push(call.recovered);
    const media = await call.answer();
    for await (const _ of media.frames);
    reasons.push(call.signal.reason);
  });
  await telephony.placeCall({ from: null, to: '+33123456789' }).answered;
  telephony.loseCalls();
  await telephony.placeCall({ from: null, to: '+33123456789', recovered: true }).answered;
  await telephony.stop();
  t.deepEqual(recovered, [false, true]);
  t.deepEqual(
    reasons.map((reason) => (reason as CallEnded).reason),
    ['switch-lost', 'server-stopping'],
  );
});
