import test from 'ava';
import { soundOfText } from '../ai/speech-to-text/text-in-sound.ts';
import { switchboardHouse } from '../testing/switchboard-house.ts';
import { until } from '../testing/until.ts';

test('a caller beyond the calls that a plan allows at once leaves a voicemail, and when one has ended the next talks again', async (t) => {
  const { call, pass, voice, limited, greeted, stored } = await switchboardHouse(t);
  const first = call();
  await pass('the first greeting', () => greeted.length === 1);
  const second = call();
  await pass('the limit', () => limited.length === 1);
  await pass('the voicemail', () => voice.spoken.some(({ text }) => /message/i.test(text) && /tone|beep/i.test(text)));
  second.send(soundOfText('please call me back about the leaking roof of the kitchen'));
  await pass('the end of the message', () => second.signal.aborted);
  await until('the second record', () => stored.length === 1);
  t.is(stored[0]?.outcome, 'voicemail-left');
  t.truthy(stored[0]?.recording);
  t.false(first.signal.aborted, 'who talks is not disturbed');
  await first.hangUp();
  await until('the first record', () => stored.length === 2);
  const third = call();
  await pass('the third greeting', () => greeted.length === 2);
  t.is(limited.length, 1);
  await third.hangUp();
  await until('the third record', () => stored.length === 3);
});
