import test, { type ExecutionContext } from 'ava';
import { FakeSpeechToText } from '../ai/speech-to-text/fake.ts';
import { soundOfText } from '../ai/speech-to-text/text-in-sound.ts';
import { silence } from '../audio/sound.ts';
import { loadVoiceActivity } from '../audio/voice-activity.ts';
import { concatPcm, samplesPerFrame } from '../core/audio-frame.ts';
import { silentLogger } from '../core/logger.ts';
import { Hearing } from './hearing.ts';

async function listen(t: ExecutionContext) {
  const ear = new FakeSpeechToText();
  await ear.start();
  const voiceActivity = (await loadVoiceActivity()).open();
  const hearing = new Hearing({ speechToText: ear, voiceActivity, language: 'en', logger: silentLogger, nowMs: () => 0, onPartial: () => {} });
  t.teardown(async () => {
    await hearing.close();
    voiceActivity.close();
    await ear.stop();
  });
  const say = (text: string) => {
    const sound = concatPcm([soundOfText(text), silence(200)]);
    for (let at = 0; at + samplesPerFrame <= sound.length; at += samplesPerFrame)
      hearing.write(sound.subarray(at, at + samplesPerFrame), silence(20));
  };
  await hearing.open();
  return { ear, hearing, say };
}

test('a recogniser that did not answer once is believed about the next sentence', async (t) => {
  const { ear, hearing, say } = await listen(t);
  ear.failNextFinish();
  say('i have a leak');
  t.is(await hearing.finalText(), null);
  say('in my kitchen');
  t.is((await hearing.finalText())?.text, 'in my kitchen');
});

test('a beginning that was lost makes the whole sentence unknown', async (t) => {
  const { ear, hearing } = await listen(t);
  ear.failNextFinish();
  await hearing.settle();
  t.is(await hearing.finalText(), null);
});

test('a sentence that began while the recogniser was away is unknown, the next one is not', async (t) => {
  const { ear, hearing, say } = await listen(t);
  const [stream] = ear.streams;
  stream!.hears = false;
  say('james wilson speaking');
  stream!.hears = true;
  say('my boiler is broken');
  t.is(await hearing.finalText(), null);
  say('my boiler is broken');
  t.is((await hearing.finalText())?.text, 'my boiler is broken');
});
