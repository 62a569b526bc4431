import test from 'ava';
import { bargeInPolicy, initialSpeechState, listeningPolicy, nextSpeechState, type SpeechEvent, type SpeechPolicy } from './speech-detector.ts';

/** Runs a picture of frames, 20 ms each: '#' voice, '.' none. */
function run(picture: string, policy: SpeechPolicy): SpeechEvent[] {
  let state = initialSpeechState;
  return [...picture].flatMap((frame) => {
    const step = nextSpeechState(state, frame === '#', policy);
    state = step.state;
    return step.event ? [step.event] : [];
  });
}

const voice = (ms: number) => '#'.repeat(ms / 20);
const pause = (ms: number) => '.'.repeat(ms / 20);

test('a click is not speech', (t) => {
  t.deepEqual(run(pause(400) + voice(40) + pause(400), listeningPolicy), []);
});

test('speech starts where its first voice was, less the look-back, and ends with its last voice', (t) => {
  t.deepEqual(run(pause(400) + voice(600) + pause(400), listeningPolicy), [
    { type: 'speech-started', atMs: 280 },
    { type: 'speech-ended', atMs: 1000, startedMs: 280 },
  ]);
});

test('speech right at the beginning has no look-back before the sound itself', (t) => {
  t.deepEqual(run(voice(100), listeningPolicy), [{ type: 'speech-started', atMs: 0 }]);
});

test('pauses between words do not end speech', (t) => {
  const events = run(voice(300) + pause(200) + voice(300) + pause(280) + voice(100) + pause(300), listeningPolicy);
  t.deepEqual(events, [
    { type: 'speech-started', atMs: 0 },
    { type: 'speech-ended', atMs: 1180, startedMs: 0 },
  ]);
});

test('while the assistant speaks, “mm” is no interruption but a sentence is', (t) => {
  t.deepEqual(run(pause(200) + voice(200) + pause(500) + voice(220) + pause(200), bargeInPolicy), []);
  t.deepEqual(run(pause(200) + voice(260), bargeInPolicy), [{ type: 'speech-started', atMs: 80 }]);
});

test('the closure of a consonant does not start the count again', (t) => {
  t.is(run(voice(140) + pause(80) + voice(140), bargeInPolicy).length, 1);
  t.is(run(voice(140) + pause(120) + voice(140), bargeInPolicy).length, 0);
});

test('a policy may change in the middle of a run', (t) => {
  let state = initialSpeechState;
  for (let n = 0; n < 5; n++) state = nextSpeechState(state, true, bargeInPolicy).state;
  t.is(nextSpeechState(state, true, listeningPolicy).event?.type, 'speech-started');
});
