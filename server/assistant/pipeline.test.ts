import test from 'ava';
import { soundOfText } from '../ai/speech-to-text/text-in-sound.ts';
import { silence } from '../audio/sound.ts';
import { concatPcm, msOfSamples } from '../core/audio-frame.ts';
import { cough, greeting, greetingMs, listen, said, talk } from './staged-talk.ts';
import { defaultTurnSettings } from './turn-settings.ts';

test('what the caller says after the greeting reaches the dialogue as one sentence, and both are in the transcript', async (t) => {
  const { caller, events, ended } = await talk(t, {
    next: (event) => (event.type === 'said' ? { act: 'hang-up', outcome: 'message-taken' } : listen),
  });
  caller.send(concatPcm([silence(greetingMs + 400), said('i have a leak')]));
  const { outcome, turns, next } = await ended();
  t.deepEqual(
    events.map(({ type }) => type),
    ['start', 'said'],
  );
  t.deepEqual([next, outcome], ['hang-up', 'message-taken']);
  t.deepEqual(
    turns.map(({ speaker, text }) => [speaker, text]),
    [
      ['assistant', greeting[0]!.text],
      ['caller', 'i have a leak'],
      ['assistant', greeting[0]!.text],
    ],
  );
  t.true(turns[1]!.startMs >= greetingMs && turns[1]!.endMs - turns[1]!.startMs >= 1000);
});

test('the caller is answered within the pause and a few frames', async (t) => {
  const { caller, latencies, pass } = await talk(t);
  caller.send(concatPcm([silence(greetingMs + 400), said('i have a leak', 3000)]));
  await pass(() => latencies.length > 0, 'an answer');
  t.true(latencies[0]! >= defaultTurnSettings.normalPauseMs - 100);
});

test('a caller who only took breath is heard as one sentence', async (t) => {
  const { caller, events, pass } = await talk(t);
  const breath = defaultTurnSettings.normalPauseMs + 160;
  caller.send(concatPcm([silence(greetingMs + 400), soundOfText('i have a leak'), silence(breath), said('in my kitchen', 2500)]));
  await pass(() => events.filter(({ type }) => type === 'said').length === 2, 'both halves');
  t.deepEqual(events.slice(1), [
    { type: 'said', text: 'i have a leak', confidence: 1 },
    { type: 'said', text: 'i have a leak in my kitchen', confidence: 1 },
  ]);
});

test('a sentence that seemed unfinished ends when its last word is known, and a long pause does not part it', async (t) => {
  const { caller, events, pass } = await talk(t);
  caller.send(concatPcm([silence(greetingMs + 400), soundOfText('my number is'), silence(900), said('five five five', 3000)]));
  await pass(() => events.some(({ type }) => type === 'said'), 'the whole sentence');
  t.like(events[1], { type: 'said', text: 'my number is five five five' });
});

test('silence is told to the dialogue, again and again', async (t) => {
  const { events, pass } = await talk(t, { settings: { silenceMs: 500 } });
  await pass(() => events.filter(({ type }) => type === 'silence').length >= 2, 'two silences');
  t.pass();
});

test('the words of a caller who hangs up in mid-sentence are kept and understood', async (t) => {
  const { caller, ended, events, pass } = await talk(t);
  caller.send(concatPcm([silence(greetingMs + 400), said('i have a leak in')]));
  await pass(() => msOfSamples(caller.received().length) > greetingMs + 1300, 'the sentence');
  await caller.hangUp();
  const { next, outcome, turns } = await ended();
  t.deepEqual([next, outcome], ['hang-up', 'caller-hung-up']);
  const [greeted, kept] = turns;
  t.is(greeted!.text, greeting[0]!.text);
  t.regex(kept!.text, /^i have/);
  t.like(events.at(-1), { type: 'said', text: kept!.text });
});

test('nobody is kept on the line longer than allowed', async (t) => {
  const { ended, events } = await talk(t, {
    settings: { maxCallMs: 4000 },
    next: (event) => (event.type === 'out-of-time' ? { act: 'hang-up', outcome: 'nothing-said' } : listen),
  });
  t.is((await ended()).outcome, 'nothing-said');
  t.is(events.at(-1)!.type, 'out-of-time');
});

test('a key pressed into the last goodbye does not keep the caller on the line', async (t) => {
  const { caller, ended, events, pass } = await talk(t, {
    answers: [[{ text: 'A goodbye that takes a while to be said.', interruptible: true }]],
    settings: { maxCallMs: 4000 },
    next: (event) => (event.type === 'out-of-time' ? { act: 'hang-up', outcome: 'nothing-said' } : listen),
  });
  await pass(() => events.at(-1)?.type === 'out-of-time', 'the end of the time');
  await pass(() => msOfSamples(caller.received().length) > 4500, 'the goodbye');
  await caller.key('5');
  t.is((await ended()).outcome, 'nothing-said');
});

test('noise without words is waited out, and long noise is answered', async (t) => {
  const { caller, events, pass } = await talk(t);
  caller.send(concatPcm([silence(greetingMs + 400), cough(700), silence(2000)]));
  await pass(() => events.length > 1, 'a reaction');
  t.is(events[1]!.type, 'not-heard');
});

test('the sound of the answer is begun in the pause, before the turn has ended', async (t) => {
  const { caller, events, voice, pass } = await talk(t, {
    answers: [greeting, [{ text: 'Noted.', interruptible: true }]],
    settings: { normalPauseMs: 900 },
    next: (event) => (event.type === 'said' ? { act: 'hang-up', outcome: 'message-taken' } : listen),
  });
  caller.send(concatPcm([silence(greetingMs + 400), said('i have a leak', 3000)]));
  await pass(() => voice.spoken.length > 1, 'the voice');
  t.is(events.length, 1);
  await pass(() => events.length > 1, 'the answer');
  t.deepEqual(
    voice.spoken.map(({ text }) => text),
    [greeting[0]!.text, 'Noted.'],
  );
});
