import test, { type ExecutionContext } from 'ava';
import { FakeTextToSpeech } from '../ai/text-to-speech/fake.ts';
import { FakeTelephony } from '../telephony/fake/fake-telephony.ts';
import { Line } from '../telephony/line.ts';
import type { Reply } from './dialogue/contract.ts';
import { Speaker } from './speaker.ts';

const replies: Reply[] = ['Thank you.', 'Who is calling?'].map((text) => ({ text, interruptible: true }));

/** Says the replies in a call whose time goes by itself. */
async function saying(t: ExecutionContext, onReply: (reply: Reply) => void) {
  const telephony = new FakeTelephony({ msPerFrame: 1 });
  const textToSpeech = new FakeTextToSpeech({ msPerCharacter: 5, clock: telephony.clock });
  await textToSpeech.start();
  t.teardown(() => textToSpeech.stop());
  t.teardown(() => telephony.stop());
  const said = Promise.withResolvers<unknown>();
  await telephony.start(async (call) => {
    const line = new Line({ media: await call.answer(), clock: telephony.clock, signal: call.signal });
    const speaker = new Speaker({ line, textToSpeech, language: 'en', clock: telephony.clock });
    const spoken = speaker.say(replies, call.signal, onReply);
    spoken.then(said.resolve, said.reject);
    await line.during(spoken);
  });
  telephony.placeCall({ from: '+447700900001', to: '+442079460123' });
  return said.promise;
}

test('each reply is told of when it begins to play', async (t) => {
  const begun: string[] = [];
  t.like(await saying(t, ({ text }) => begun.push(text)), { heard: 'Thank you. Who is calling?', whole: true });
  t.deepEqual(begun, ['Thank you.', 'Who is calling?']);
});

for (const faulty of replies)
  test(`a fault of whoever is told that "${faulty.text}" begins is a fault of the saying`, async (t) => {
    const error = await t.throwsAsync(
      saying(t, (reply) => {
        if (reply === faulty) throw new Error('the listener failed');
      }),
    );
    t.is(error?.message, 'the listener failed');
  });
