import test from 'ava';
import { KeywordDetector } from '../ai/hotword/providers/keywords/keywords.ts';
import { FakeSpeechToText } from '../ai/speech-to-text/fake.ts';
import { silence } from '../audio/sound.ts';
import { concatPcm, msOfSamples } from '../core/audio-frame.ts';
import { cough, greeting, listen, type Stretch, said, stretches, talk } from './staged-talk.ts';

test('words of the caller stop the voice, and what was not heard is not in the transcript', async (t) => {
  const long = [
    {
      text: 'First I tell you this. Then I tell you something that takes a very long time to say and that nobody wants to hear.',
      interruptible: true,
    },
  ];
  const { caller, events, ended, voice, pass } = await talk(t, {
    answers: [long],
    next: (event) => (event.type === 'said' ? { act: 'hang-up', outcome: 'message-taken' } : listen),
  });
  await pass(() => voice.spoken.length === 2, 'the second sentence');
  caller.send(concatPcm([silence(1600), said('stop please listen to me')]));
  const { turns } = await ended();
  t.like(events[1], { type: 'said', text: 'stop please listen to me' });
  t.is(turns[0]!.speaker, 'assistant');
  t.true(turns[0]!.text.startsWith('First I tell you this.'));
  t.false(turns[0]!.text.includes('nobody wants'));
});

test('a back-channel does not stop the voice', async (t) => {
  const { caller, events, pass } = await talk(t, {
    answers: [[{ text: 'This is a long sentence that the caller only accompanies by a word.', interruptible: true }]],
  });
  caller.send(concatPcm([silence(800), said('okay', 1200), silence(4000)]));
  await pass(() => msOfSamples(caller.received().length) > 5500, 'five seconds');
  t.deepEqual(
    events.map(({ type }) => type),
    ['start'],
  );
  t.true(
    caller
      .received()
      .subarray(16_000 * 2, 16_000 * 3)
      .some((sample) => sample !== 0),
  );
});

test('a cough pauses the voice, which then goes on where it was, and the whole sentence counts as heard', async (t) => {
  const text = 'This is a long sentence that a cough in its middle does not end.';
  const { caller, events, ended } = await talk(t, {
    answers: [[{ text, interruptible: true }]],
    next: (event) => (event.type === 'silence' ? { act: 'hang-up', outcome: 'nothing-said' } : listen),
    settings: { silenceMs: 1000 },
  });
  caller.send(concatPcm([silence(800), cough(280), silence(6000)]));
  const { turns } = await ended();
  t.deepEqual(
    events.map(({ type }) => type),
    ['start', 'silence'],
  );
  t.is(turns[0]!.text, text);
  const heard = stretches(caller.received());
  t.is(heard.length, 3, JSON.stringify(heard));
  const [before, after] = heard as [Stretch, Stretch];
  t.true(before.endMs > 900 && before.endMs < 1300, JSON.stringify(heard));
  t.true(after.startMs - before.endMs < 900, JSON.stringify(heard));
  // The word that was cut is said again, and no other.
  const saidMs = before.endMs - before.startMs + after.endMs - after.startMs;
  t.true(saidMs >= 50 * text.length && saidMs <= 50 * text.length + 600, JSON.stringify(heard));
});

test('a caller who goes on after the pause interrupts, and only what was heard before it is in the transcript', async (t) => {
  const text = 'This is a long sentence that the caller does not let the assistant finish at all.';
  const { caller, ended } = await talk(t, {
    answers: [[{ text, interruptible: true }]],
    next: (event) => (event.type === 'said' ? { act: 'hang-up', outcome: 'message-taken' } : listen),
  });
  caller.send(concatPcm([silence(1000), said('no no listen to me', 3000)]));
  const { turns } = await ended();
  t.true(text.startsWith(turns[0]!.text) && turns[0]!.text.length < 40, turns[0]!.text);
  t.is(turns[1]!.text, 'no no listen to me');
  t.true(turns[0]!.endMs < 1500, String(turns[0]!.endMs));
});

test('a sentence that must be heard whole is not cut, and the answer that overlaps its end counts', async (t) => {
  const whole = [{ text: 'Your number is one two three.', interruptible: false }];
  const { caller, events, ended } = await talk(t, {
    answers: [whole],
    next: (event) => (event.type === 'said' ? { act: 'hang-up', outcome: 'message-taken' } : { act: 'listen', expects: 'yes-no' }),
  });
  caller.send(concatPcm([silence(1100), said('yes', 2000)]));
  const { turns } = await ended();
  t.like(events[1], { type: 'said', text: 'yes' });
  t.is(turns[0]!.text, whole[0]!.text);
});

test('keys are one number, and the first one stops the voice', async (t) => {
  const { caller, events, ended, pass } = await talk(t, {
    next: (event) => (event.type === 'keyed' ? { act: 'hang-up', outcome: 'message-taken' } : listen),
  });
  await caller.answered;
  await pass(() => msOfSamples(caller.received().length) > 400, 'the greeting');
  for (const key of '0612345678#') await caller.key(key);
  const { turns } = await ended();
  t.deepEqual(events[1], { type: 'keyed', digits: '0612345678' });
  t.not(turns[0]!.text, greeting[0]!.text);
});

test('a hot word stops a sentence that is said whole, and asks for a human', async (t) => {
  const { caller, events, pass } = await talk(t, {
    answers: [[{ text: 'This sentence is said to its end, whatever the caller does about it in the meantime.', interruptible: false }], []],
    hotwords: new KeywordDetector({ words: { fr: [], en: ['operator'] } }),
  });
  caller.send(concatPcm([silence(500), said('the operator', 2000)]));
  await pass(() => events.length > 1, 'the request');
  t.like(events[1], { type: 'said', text: 'the operator', understanding: { intent: 'human' } });
  t.true(msOfSamples(caller.received().length) < 3_000);
});

test('a hot word that the recogniser knows only when it is asked for the final text counts too, once', async (t) => {
  const { caller, events, pass } = await talk(t, {
    answers: [[{ text: 'This sentence is said to its end, whatever the caller does about it in the meantime.', interruptible: false }], []],
    hotwords: new KeywordDetector({ words: { fr: [], en: ['operator'] } }),
    ear: new FakeSpeechToText({ partials: false }),
  });
  caller.send(concatPcm([silence(500), said('the operator', 6000)]));
  await pass(() => events.length > 1, 'the request');
  t.like(events[1], { type: 'said', text: 'the operator', understanding: { intent: 'human' } });
  t.true(msOfSamples(caller.received().length) < 4_000);
  await pass(() => msOfSamples(caller.received().length) > 6_000, 'the silence after it');
  t.is(events.length, 2);
});

test('a hot word in a sentence that tells something is no request, and the sentence that is said whole goes on', async (t) => {
  const sentence = 'This sentence is said to its end, whatever the caller does.';
  const { caller, events, pass } = await talk(t, {
    answers: [[{ text: sentence, interruptible: false }], []],
    hotwords: new KeywordDetector({ words: { fr: [], en: ['operator'] } }),
  });
  caller.send(concatPcm([silence(300), said('the crane has an operator', 6000)]));
  await pass(() => msOfSamples(caller.received().length) > 50 * sentence.length + 500, 'the sentence to end');
  t.false(events.some((event) => event.type === 'said' && event.understanding?.intent === 'human'));
});
