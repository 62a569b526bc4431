import test, { type ExecutionContext } from 'ava';
import type { HotwordDetector } from '../ai/hotword/contract.ts';
import { KeywordDetector } from '../ai/hotword/providers/keywords/keywords.ts';
import { FakeLanguageModel } from '../ai/language-model/fake.ts';
import { FakeSpeechToText } from '../ai/speech-to-text/fake.ts';
import { soundOfText } from '../ai/speech-to-text/text-in-sound.ts';
import { FakeTextToSpeech } from '../ai/text-to-speech/fake.ts';
import { silence } from '../audio/sound.ts';
import { loadVoiceActivity } from '../audio/voice-activity.ts';
import { concatPcm, msOfSamples, type Pcm, samplesOfMs } from '../core/audio-frame.ts';
import type { Language } from '../core/language.ts';
import { silentLogger } from '../core/logger.ts';
import type { FakeCaller } from '../telephony/fake/fake-call.ts';
import { FakeTelephony } from '../telephony/fake/fake-telephony.ts';
import { Line } from '../telephony/line.ts';
import type { ConversationEnd, ConversationObserver, ConversationOptions } from './conversation.ts';
import type { Dialogue, DialogueEvent, DialogueState, DialogueStep } from './dialogue/contract.ts';
import { createDialogue } from './dialogue/dialogue.ts';
import { understand } from './dialogue/understand.ts';
import { CallMind } from './mind/call-mind.ts';
import { defaultMindSettings, type Mind } from './mind/contract.ts';
import { systemText } from './mind/system-text.ts';
import { converse } from './pipeline.ts';
import { defaultTurnSettings } from './turn-settings.ts';

/** Lets everything that a frame set off come to rest before the next one, however slow this machine is. */
async function settle(): Promise<void> {
  for (let turns = 0; turns < 12; turns++) await new Promise((resolve) => setImmediate(resolve));
}

interface Talk {
  caller: FakeCaller;
  /** What the dialogue was told, in order. */
  events: DialogueEvent[];
  ear: FakeSpeechToText;
  voice: FakeTextToSpeech;
  end: Promise<ConversationEnd>;
  latencies: number[];
  /** What was said by either, in order. */
  heard: string[];
}

interface TalkOptions {
  /** What is said to each event in turn; the last one is said again and again. */
  answers?: DialogueStep['replies'][];
  next?: (event: DialogueEvent) => DialogueStep['next'];
  settings?: Partial<typeof defaultTurnSettings>;
  ear?: FakeSpeechToText;
  mind?: Mind;
  hotwords?: HotwordDetector;
  /** Instead of the dialogue that says what the test wants. */
  real?: Pick<ConversationOptions, 'dialogue' | 'understand'> & { otherLanguage: Language };
}

const state: DialogueState = { goal: 'purpose', slots: { name: null, phone: null, reason: null, urgent: false, person: null }, memory: {} };
const greeting = [{ text: 'Hello, I am the assistant of the house.', interruptible: true }];
const listen = { act: 'listen', expects: 'open' } as const;

/** A talk over the fake switch, with a dialogue that says what the test wants and remembers what it was told. */
async function talk(
  t: ExecutionContext,
  { answers = [greeting], next = () => listen, settings, ear = new FakeSpeechToText(), mind, hotwords, real }: TalkOptions = {},
): Promise<Talk> {
  const telephony = new FakeTelephony({ msPerFrame: 'manual' });
  const voice = new FakeTextToSpeech({ msPerCharacter: 50, clock: telephony.clock });
  const voiceActivity = (await loadVoiceActivity()).open();
  await voice.start();
  await ear.start();
  const events: DialogueEvent[] = [];
  const latencies: number[] = [];
  const heard: string[] = [];
  // Pure, as a dialogue is: it is asked ahead of time too. Only the steps that are taken count.
  const stepsBefore = ({ memory }: DialogueState) => Number(memory.steps ?? 0);
  const dialogue: Dialogue = {
    initial: () => state,
    next: (before, event) => ({
      state: { ...before, memory: { steps: stepsBefore(before) + 1, event } },
      replies: answers[Math.min(stepsBefore(before), answers.length - 1)] ?? [],
      next: next(event),
    }),
  };
  const observer: ConversationObserver = {
    onLatency: (milliseconds) => latencies.push(milliseconds),
    onState: ({ memory }) => events.push(memory.event as DialogueEvent),
    onTurn: ({ text }) => heard.push(text),
  };
  const ended = Promise.withResolvers<ConversationEnd>();
  await telephony.start(async (call) => {
    const media = await call.answer();
    ended.resolve(
      await converse({
        line: new Line({ media, clock: telephony.clock, signal: call.signal }),
        speechToText: ear,
        textToSpeech: voice,
        voiceActivity,
        dialogue: real?.dialogue ?? dialogue,
        understand: real?.understand ?? (() => ({ intent: 'unknown', slots: {} })),
        mind,
        hotwords,
        context: {
          host: { name: 'House', language: 'en', country: 'GB', timeZone: 'Europe/London', recordingNotice: false },
          callerNumber: null,
          now: new Date(),
          otherLanguage: real?.otherLanguage,
        },
        settings: { ...defaultTurnSettings, ...settings },
        observer,
        clock: telephony.clock,
        logger: silentLogger,
        signal: call.signal,
      }),
    );
  });
  const caller = telephony.placeCall({ from: '+447700900001', to: '+442079460123' });
  let running = true;
  const ticking = (async () => {
    while (running) {
      telephony.advance(20);
      await settle();
    }
  })();
  t.teardown(async () => {
    running = false;
    await ticking;
    await telephony.stop();
    await voice.stop();
    await ear.stop();
    voiceActivity.close();
  });
  return { caller, events, ear, voice, end: ended.promise, latencies, heard };
}

const said = (text: string, pauseMs = 1000): Pcm => concatPcm([soundOfText(text), silence(pauseMs)]);
const greetingMs = 50 * greeting[0]!.text.length;

/** Without a word in it. */
function cough(ms: number): Pcm {
  return Int16Array.from({ length: samplesOfMs(ms) }, (_, n) => 9000 * Math.sin(n / 9) * Math.sin(n / 300));
}

interface Stretch {
  startMs: number;
  endMs: number;
}

/** When the caller heard the voice, pauses under 100 ms left out. */
function stretches(received: Pcm): Stretch[] {
  const heard: Stretch[] = [];
  for (let ms = 0; ms < msOfSamples(received.length); ms += 20) {
    if (!received.subarray(samplesOfMs(ms), samplesOfMs(ms + 20)).some((sample) => sample !== 0)) continue;
    const last = heard.at(-1);
    if (last && ms - last.endMs < 100) last.endMs = ms + 20;
    else heard.push({ startMs: ms, endMs: ms + 20 });
  }
  return heard;
}

async function until(condition: () => boolean, what: string): Promise<void> {
  for (let tries = 0; tries < 50_000; tries++) {
    if (condition()) return;
    await new Promise((resolve) => setImmediate(resolve));
  }
  throw new Error(`waited in vain for: ${what}`);
}

test('what the caller says after the greeting reaches the dialogue as one sentence, and both are in the transcript', async (t) => {
  const { caller, events, end } = await talk(t, { next: (event) => (event.type === 'said' ? { act: 'hang-up', outcome: 'message-taken' } : listen) });
  caller.send(concatPcm([silence(greetingMs + 400), said('i have a leak')]));
  const { outcome, turns, next } = await end;
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
  const { caller, latencies } = await talk(t);
  caller.send(concatPcm([silence(greetingMs + 400), said('i have a leak', 3000)]));
  await until(() => latencies.length > 0, 'an answer');
  t.true(latencies[0]! >= defaultTurnSettings.normalPauseMs - 100);
});

test('words of the caller stop the voice, and what was not heard is not in the transcript', async (t) => {
  const long = [
    {
      text: 'First I tell you this. Then I tell you something that takes a very long time to say and that nobody wants to hear.',
      interruptible: true,
    },
  ];
  const { caller, events, end, voice } = await talk(t, {
    answers: [long],
    next: (event) => (event.type === 'said' ? { act: 'hang-up', outcome: 'message-taken' } : listen),
  });
  await until(() => voice.spoken.length === 2, 'the second sentence');
  caller.send(concatPcm([silence(1600), said('stop please listen to me')]));
  const { turns } = await end;
  t.like(events[1], { type: 'said', text: 'stop please listen to me' });
  t.is(turns[0]!.speaker, 'assistant');
  t.true(turns[0]!.text.startsWith('First I tell you this.'));
  t.false(turns[0]!.text.includes('nobody wants'));
});

test('a back-channel does not stop the voice', async (t) => {
  const { caller, events } = await talk(t, {
    answers: [[{ text: 'This is a long sentence that the caller only accompanies by a word.', interruptible: true }]],
  });
  caller.send(concatPcm([silence(800), said('okay', 1200), silence(4000)]));
  await until(() => msOfSamples(caller.received().length) > 5500, 'five seconds');
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
  const { caller, events, end } = await talk(t, {
    answers: [[{ text, interruptible: true }]],
    next: (event) => (event.type === 'silence' ? { act: 'hang-up', outcome: 'nothing-said' } : listen),
    settings: { silenceMs: 1000 },
  });
  caller.send(concatPcm([silence(800), cough(280), silence(6000)]));
  const { turns } = await end;
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
  const { caller, end } = await talk(t, {
    answers: [[{ text, interruptible: true }]],
    next: (event) => (event.type === 'said' ? { act: 'hang-up', outcome: 'message-taken' } : listen),
  });
  caller.send(concatPcm([silence(1000), said('no no listen to me', 3000)]));
  const { turns } = await end;
  t.true(text.startsWith(turns[0]!.text) && turns[0]!.text.length < 40, turns[0]!.text);
  t.is(turns[1]!.text, 'no no listen to me');
  t.true(turns[0]!.endMs < 1500, String(turns[0]!.endMs));
});

test('a sentence that must be heard whole is not cut, and the answer that overlaps its end counts', async (t) => {
  const whole = [{ text: 'Your number is one two three.', interruptible: false }];
  const { caller, events, end } = await talk(t, {
    answers: [whole],
    next: (event) => (event.type === 'said' ? { act: 'hang-up', outcome: 'message-taken' } : { act: 'listen', expects: 'yes-no' }),
  });
  caller.send(concatPcm([silence(1100), said('yes', 2000)]));
  const { turns } = await end;
  t.like(events[1], { type: 'said', text: 'yes' });
  t.is(turns[0]!.text, whole[0]!.text);
});

test('a caller who only took breath is heard as one sentence', async (t) => {
  const { caller, events } = await talk(t);
  const breath = defaultTurnSettings.normalPauseMs + 160;
  caller.send(concatPcm([silence(greetingMs + 400), soundOfText('i have a leak'), silence(breath), said('in my kitchen', 2500)]));
  await until(() => events.filter(({ type }) => type === 'said').length === 2, 'both halves');
  t.deepEqual(events.slice(1), [
    { type: 'said', text: 'i have a leak', confidence: 1 },
    { type: 'said', text: 'i have a leak in my kitchen', confidence: 1 },
  ]);
});

test('a sentence that seemed unfinished ends when its last word is known, and a long pause does not part it', async (t) => {
  const { caller, events } = await talk(t);
  caller.send(concatPcm([silence(greetingMs + 400), soundOfText('my number is'), silence(900), said('five five five', 3000)]));
  await until(() => events.some(({ type }) => type === 'said'), 'the whole sentence');
  t.like(events[1], { type: 'said', text: 'my number is five five five' });
});

test('keys are one number, and the first one stops the voice', async (t) => {
  const { caller, events, end } = await talk(t, {
    next: (event) => (event.type === 'keyed' ? { act: 'hang-up', outcome: 'message-taken' } : listen),
  });
  await caller.answered;
  await until(() => msOfSamples(caller.received().length) > 400, 'the greeting');
  for (const key of '0612345678#') await caller.key(key);
  const { turns } = await end;
  t.deepEqual(events[1], { type: 'keyed', digits: '0612345678' });
  t.not(turns[0]!.text, greeting[0]!.text);
});

test('silence is told to the dialogue, again and again', async (t) => {
  const { events } = await talk(t, { settings: { silenceMs: 500 } });
  await until(() => events.filter(({ type }) => type === 'silence').length >= 2, 'two silences');
  t.pass();
});

test('a recogniser that dies in mid-sentence makes the dialogue ask again', async (t) => {
  const { caller, events, ear } = await talk(t);
  await until(() => msOfSamples(caller.received().length) > greetingMs + 300, 'the end of the greeting');
  caller.send(said('this sentence is long enough to be cut in the middle', 3000));
  await until(() => [...ear.streams].length > 0 && msOfSamples(caller.received().length) > greetingMs + 1500, 'the middle of the sentence');
  ear.die();
  await until(() => events.length > 1, 'a reaction');
  t.is(events[1]!.type, 'not-heard');
});

test('a final text that fails makes the dialogue ask again', async (t) => {
  const { caller, events, ear } = await talk(t);
  ear.failNextFinish();
  caller.send(concatPcm([silence(greetingMs + 400), said('i have a leak', 3000)]));
  await until(() => events.length > 1, 'a reaction');
  t.is(events[1]!.type, 'not-heard');
});

test('a voice that fails hands the caller to voicemail', async (t) => {
  const { caller, end, voice } = await talk(t);
  caller.send(concatPcm([silence(greetingMs + 400), said('i have a leak', 3000)]));
  await until(() => voice.spoken.length === 1, 'the greeting');
  // Once for what it made ahead, once for the answer.
  voice.failNext();
  voice.failNext();
  const { next, outcome } = await end;
  t.deepEqual([next, outcome], ['voicemail', 'failed']);
});

test('without a recogniser the caller is handed to voicemail', async (t) => {
  const { end } = await talk(t, { ear: new FakeSpeechToText({ understands: ['fr'] }) });
  t.is((await end).next, 'voicemail');
});

test('the words of a caller who hangs up in mid-sentence are kept and understood', async (t) => {
  const { caller, end, events } = await talk(t);
  caller.send(concatPcm([silence(greetingMs + 400), said('i have a leak in')]));
  await until(() => msOfSamples(caller.received().length) > greetingMs + 1300, 'the sentence');
  await caller.hangUp();
  const { next, outcome, turns } = await end;
  t.deepEqual([next, outcome], ['hang-up', 'caller-hung-up']);
  const [greeted, kept] = turns;
  t.is(greeted!.text, greeting[0]!.text);
  t.regex(kept!.text, /^i have/);
  t.like(events.at(-1), { type: 'said', text: kept!.text });
});

test('nobody is kept on the line longer than allowed', async (t) => {
  const { end, events } = await talk(t, {
    settings: { maxCallMs: 4000 },
    next: (event) => (event.type === 'out-of-time' ? { act: 'hang-up', outcome: 'nothing-said' } : listen),
  });
  t.is((await end).outcome, 'nothing-said');
  t.is(events.at(-1)!.type, 'out-of-time');
});

test('a key pressed into the last goodbye does not keep the caller on the line', async (t) => {
  const { caller, end, events } = await talk(t, {
    answers: [[{ text: 'A goodbye that takes a while to be said.', interruptible: true }]],
    settings: { maxCallMs: 4000 },
    next: (event) => (event.type === 'out-of-time' ? { act: 'hang-up', outcome: 'nothing-said' } : listen),
  });
  await until(() => events.at(-1)?.type === 'out-of-time', 'the end of the time');
  await until(() => msOfSamples(caller.received().length) > 4500, 'the goodbye');
  await caller.key('5');
  t.is((await end).outcome, 'nothing-said');
});

test('noise without words is waited out, and long noise is answered', async (t) => {
  const { caller, events } = await talk(t);
  caller.send(concatPcm([silence(greetingMs + 400), cough(700), silence(2000)]));
  await until(() => events.length > 1, 'a reaction');
  t.is(events[1]!.type, 'not-heard');
});

/** A mind that understands everything as a request for opening hours and says "Right away." instead of what may be put in other words. */
function eagerMind(preloads: string[]): Mind {
  return {
    preload: (partial) => preloads.push(partial),
    refine: async (_said, rules) => ({ ...rules, intent: 'hours' }),
    async *word(reply) {
      yield 'Right,';
      yield reply.text;
    },
    changeLanguage: () => {},
  };
}

test('a mind hears the words while they are spoken, and its understanding reaches the dialogue', async (t) => {
  const preloads: string[] = [];
  const { caller, events } = await talk(t, { mind: eagerMind(preloads) });
  caller.send(concatPcm([silence(greetingMs + 400), said('i have a leak', 3000)]));
  await until(() => events.length > 1, 'an answer');
  t.deepEqual(events[1], { type: 'said', text: 'i have a leak', confidence: 1, understanding: { intent: 'hours', slots: {} } });
  t.true(preloads.includes('i have a'), preloads.join(' | '));
  t.is(preloads.at(-1), 'i have a leak');
});

test('a mind words only what may be put in other words', async (t) => {
  const replies = [
    { text: 'Noted.', interruptible: true, rewordable: true as const },
    { text: 'What is your name?', interruptible: true },
  ];
  const { caller, end } = await talk(t, {
    answers: [replies],
    next: (event) => (event.type === 'said' ? { act: 'hang-up', outcome: 'message-taken' } : listen),
    mind: eagerMind([]),
  });
  caller.send(concatPcm([silence(2000), said('i have a leak', 5000)]));
  const { turns } = await end;
  t.deepEqual(
    turns.map(({ text }) => text),
    ['Noted. What is your name?', 'i have a leak', 'Right, Noted. What is your name?'],
  );
});

test('a caller who speaks on while he is being understood is heard to his end, and answered once', async (t) => {
  const given: string[] = [];
  const mind: Mind = {
    ...eagerMind([]),
    refine: (said, rules, _context, signal) => {
      given.push(said);
      if (said.includes('kitchen')) return Promise.resolve(rules);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
    },
  };
  const { caller, events, end } = await talk(t, {
    mind,
    next: (event) => (event.type === 'said' ? { act: 'hang-up', outcome: 'message-taken' } : listen),
  });
  caller.send(concatPcm([silence(greetingMs + 400), soundOfText('i have a leak'), silence(900), said('in my kitchen', 3000)]));
  const { turns } = await end;
  t.deepEqual(given, ['i have a leak', 'i have a leak in my kitchen']);
  t.deepEqual(
    events.map(({ type }) => type),
    ['start', 'said'],
  );
  t.deepEqual(
    turns.filter(({ speaker }) => speaker === 'caller').map(({ text }) => text),
    ['i have a leak in my kitchen'],
  );
});

test('a cough while he is being understood does not lose what a caller said', async (t) => {
  let asked = 0;
  const mind: Mind = {
    ...eagerMind([]),
    refine: (_said, rules, _context, signal) => {
      asked++;
      if (asked > 1) return Promise.resolve(rules);
      return new Promise((_, reject) => signal.addEventListener('abort', () => reject(signal.reason), { once: true }));
    },
  };
  const { caller, events } = await talk(t, { mind });
  caller.send(concatPcm([silence(greetingMs + 400), soundOfText('i have a leak'), silence(900), cough(300), silence(4000)]));
  await until(() => events.length > 1, 'an answer');
  t.like(events[1], { type: 'said', text: 'i have a leak' });
});

test('the sound of the answer is begun in the pause, before the turn has ended', async (t) => {
  const { caller, events, voice } = await talk(t, {
    answers: [greeting, [{ text: 'Noted.', interruptible: true }]],
    settings: { normalPauseMs: 900 },
    next: (event) => (event.type === 'said' ? { act: 'hang-up', outcome: 'message-taken' } : listen),
  });
  caller.send(concatPcm([silence(greetingMs + 400), said('i have a leak', 3000)]));
  await until(() => voice.spoken.length > 1, 'the voice');
  t.is(events.length, 1);
  await until(() => events.length > 1, 'the answer');
  t.deepEqual(
    voice.spoken.map(({ text }) => text),
    [greeting[0]!.text, 'Noted.'],
  );
});

test('a mind that fails hands the caller to voicemail like any step that fails, and never silence', async (t) => {
  const mind: Mind = { ...eagerMind([]), refine: () => Promise.reject(new Error('broken')) };
  const { caller, end } = await talk(t, { mind });
  caller.send(concatPcm([silence(greetingMs + 400), said('i have a leak', 3000)]));
  t.is((await end).next, 'voicemail');
});

test('a hot word stops a sentence that is said whole, and asks for a human', async (t) => {
  const { caller, events } = await talk(t, {
    answers: [[{ text: 'This sentence is said to its end, whatever the caller does about it in the meantime.', interruptible: false }], []],
    hotwords: new KeywordDetector({ words: { fr: [], en: ['operator'] } }),
  });
  caller.send(concatPcm([silence(500), said('the operator', 2000)]));
  await until(() => events.length > 1, 'the request');
  t.like(events[1], { type: 'said', text: 'the operator', understanding: { intent: 'human' } });
  t.true(msOfSamples(caller.received().length) < 3_000);
});

test('a hot word in a sentence that tells something is no request, and the sentence that is said whole goes on', async (t) => {
  const sentence = 'This sentence is said to its end, whatever the caller does.';
  const { caller, events } = await talk(t, {
    answers: [[{ text: sentence, interruptible: false }], []],
    hotwords: new KeywordDetector({ words: { fr: [], en: ['operator'] } }),
  });
  caller.send(concatPcm([silence(300), said('the crane has an operator', 6000)]));
  await until(() => msOfSamples(caller.received().length) > 50 * sentence.length + 500, 'the sentence to end');
  t.false(events.some((event) => event.type === 'said' && event.understanding?.intent === 'human'));
});

test('a language that the mind recognises is offered, and after a yes the mind understands it', async (t) => {
  const asked: { system: string; prompt: string }[] = [];
  const model = new FakeLanguageModel({
    sequences: 1,
    answer: (prompt, system) => {
      asked.push({ system, prompt });
      const isFrench = system === systemText.fr;
      const proposal = { intent: isFrench ? 'message' : 'unknown', urgent: 'unsaid', name: '', reason: '', language: 'fr' };
      return JSON.stringify(proposal);
    },
  });
  await model.start();
  const call = new AbortController();
  t.teardown(() => call.abort(new Error('the call is over')));
  const settings = { ...defaultMindSettings, thinkAhead: 'no', wording: false, understandDeadlineMs: 60_000 } as const;
  const mind = new CallMind({ model, language: 'en', settings, logger: silentLogger, signal: call.signal });
  await mind.open();
  const { caller, heard, end } = await talk(t, { mind, real: { dialogue: createDialogue(), understand, otherLanguage: 'fr' } });
  await until(() => heard.length === 1, 'the greeting');
  caller.send(concatPcm([silence(500), said('plafond traînées brunes partout', 2000)]));
  await until(() => heard.length === 3, 'the offer');
  t.is(heard[2], 'Souhaitez-vous continuer en français ?');
  caller.send(said('oui', 2000));
  await until(() => heard.length === 5, 'the change');
  t.regex(heard[4]!, /français/);
  caller.send(said('chaudière ronronne bizarrement depuis', 2000));
  await until(() => heard.length === 7, 'the next question');
  t.is(asked.at(-1)!.system, systemText.fr);
  t.true(asked.at(-1)!.prompt.includes('chaudière ronronne'), asked.at(-1)!.prompt);
  await caller.hangUp();
  await end;
});
