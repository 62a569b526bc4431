import test from 'ava';
import { collect, textToSpeechContract } from './contract.suite.ts';
import { FakeTextToSpeech } from './fake.ts';

textToSpeechContract(test, (voices) => new FakeTextToSpeech({ voices }));

test('a test sees what was said and can make it fail', async (t) => {
  const voice = new FakeTextToSpeech();
  await voice.start();
  voice.failNext();
  const say = (text: string) => collect(voice.speak({ text, language: 'fr' }));
  await t.throwsAsync(say('un'), { message: 'the fake voice was told to fail' });
  t.is((await say('deux, trois')).length, 'deux, trois'.length * 50 * 16);
  t.deepEqual(
    voice.spoken.map(({ text }) => text),
    ['un', 'deux, trois'],
  );
});
