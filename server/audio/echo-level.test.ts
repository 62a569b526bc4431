import test, { type ExecutionContext } from 'ava';
import { concatPcm, type Pcm, samplesOfMs, samplesPerFrame } from '../core/audio-frame.ts';
import { espeak } from '../testing/espeak.ts';
import { EchoLevel } from './echo-level.ts';
import { rmsDbfs } from './level.ts';
import { gain, mix, silence } from './sound.ts';
import { loadVoiceActivity } from './voice-activity.ts';

const played = Promise.all([
  espeak('Bonjour, vous êtes bien chez Camille Durand. Je suis son assistant, une intelligence artificielle. Que puis-je faire pour vous ?', 'fr'),
  espeak('You have reached James Wilson. I am his assistant, an artificial intelligence. How may I help you today? Please tell me.', 'en'),
]).then(concatPcm);
const interruption = espeak("Attendez, excusez-moi, je voudrais parler à quelqu'un.", 'fr');
const voiceActivity = loadVoiceActivity();

/** The noise of a quiet room, the same in every run. */
function room(length: number): Pcm {
  let seed = 1;
  return Int16Array.from({ length }, () => {
    seed = (seed * 48_271) % 2_147_483_647;
    return (seed / 2_147_483_647 - 0.5) * 60;
  });
}

/** For each 20 ms of the line whether the voice detector hears a voice, and whether it is more than echo. */
async function listen(heard: Pcm): Promise<{ voiced: boolean; caller: boolean }[]> {
  const voice = await played;
  const echo = new EchoLevel();
  const activity = (await voiceActivity).open();
  const frames: { voiced: boolean; caller: boolean }[] = [];
  for (let at = 0; at + samplesPerFrame <= voice.length; at += samplesPerFrame) {
    const frame = heard.subarray(at, at + samplesPerFrame);
    const echoDbfs = echo.next(voice.subarray(at, at + samplesPerFrame), frame);
    const { voiced, levelDbfs } = activity.next(frame);
    frames.push({ voiced, caller: voiced && levelDbfs >= echoDbfs });
  }
  activity.close();
  return frames;
}

const paths = [-10, -20, -30].flatMap((db) => [50, 150, 250].map((delayMs) => ({ db, delayMs })));

async function echoOf({ db, delayMs }: { db: number; delayMs: number }): Promise<Pcm> {
  const voice = await played;
  return mix(concatPcm([silence(delayMs), gain(voice, db)]), room(voice.length));
}

for (const path of paths) {
  const name = `${path.db} dB after ${path.delayMs} ms`;

  test(`the voice that comes back is not taken for a caller: ${name}`, async (t) => {
    const frames = await listen(await echoOf(path));
    // The softest is so far below a caller's voice that the detector by itself hears little of it.
    const leastFrames = path.db > -30 ? 100 : 1;
    t.true(frames.filter(({ voiced }) => voiced).length >= leastFrames, 'this echo does not sound like a voice');
    t.is(frames.filter(({ caller }) => caller).length, 0);
  });

  test(`a caller who talks over the voice that comes back is heard: ${name}`, async (t) => {
    for (const atMs of [2_000, 6_000]) {
      const heard = mix(await echoOf(path), concatPcm([silence(atMs), await interruption]));
      await isHeard(t, heard, atMs, 0.6);
    }
  });
}

test('a line without echo hears a caller as if nothing were played', async (t) => {
  const heard = mix(room((await played).length), concatPcm([silence(2_000), await interruption]));
  await isHeard(t, heard, 2_000, 1);
});

test('without sound to come back nothing is echo', (t) => {
  const echo = new EchoLevel();
  for (let frame = 0; frame < 100; frame++) t.true(echo.next(new Int16Array(samplesPerFrame), room(samplesPerFrame)) < -90);
});

async function isHeard(t: ExecutionContext, heard: Pcm, atMs: number, share: number): Promise<void> {
  const said = await interruption;
  const frames = await listen(heard);
  const during = frames.filter((_, n) => {
    const from = n * samplesPerFrame - samplesOfMs(atMs);
    return from >= 0 && from + samplesPerFrame <= said.length && rmsDbfs(said.subarray(from, from + samplesPerFrame)) > -32;
  });
  const caller = during.filter((frame) => frame.caller).length;
  t.true(caller >= share * during.filter(({ voiced }) => voiced).length, `${caller} of ${during.length} frames`);
  t.true(during.length > 50);
}
