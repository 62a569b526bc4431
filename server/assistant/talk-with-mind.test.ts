import test from 'ava';
import { FakeLanguageModel } from '../ai/language-model/fake.ts';
import { soundOfText } from '../ai/speech-to-text/text-in-sound.ts';
import { silence } from '../audio/sound.ts';
import { concatPcm } from '../core/audio-frame.ts';
import { silentLogger } from '../core/logger.ts';
import { createDialogue } from './dialogue/dialogue.ts';
import { understand } from './dialogue/understand.ts';
import { CallMind } from './mind/call-mind.ts';
import { defaultMindSettings, type Mind } from './mind/contract.ts';
import { systemText } from './mind/system-text.ts';
import { cough, eagerMind, greetingMs, listen, said, talk } from './staged-talk.ts';

test('a mind hears the words while they are spoken, and its understanding reaches the dialogue', async (t) => {
  const preloads: string[] = [];
  const { caller, events, pass } = await talk(t, { mind: eagerMind(preloads) });
  caller.send(concatPcm([silence(greetingMs + 400), said('i have a leak', 3000)]));
  await pass(() => events.length > 1, 'an answer');
  t.deepEqual(events[1], { type: 'said', text: 'i have a leak', confidence: 1, understanding: { intent: 'hours', slots: {} } });
  t.true(preloads.includes('i have a'), preloads.join(' | '));
  t.is(preloads.at(-1), 'i have a leak');
});

test('a mind words only what may be put in other words', async (t) => {
  const replies = [
    { text: 'Noted.', interruptible: true, rewordable: true as const },
    { text: 'What is your name?', interruptible: true },
  ];
  const { caller, ended } = await talk(t, {
    answers: [replies],
    next: (event) => (event.type === 'said' ? { act: 'hang-up', outcome: 'message-taken' } : listen),
    mind: eagerMind([]),
  });
  caller.send(concatPcm([silence(2000), said('i have a leak', 5000)]));
  const { turns } = await ended();
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
  const { caller, events, ended } = await talk(t, {
    mind,
    next: (event) => (event.type === 'said' ? { act: 'hang-up', outcome: 'message-taken' } : listen),
  });
  caller.send(concatPcm([silence(greetingMs + 400), soundOfText('i have a leak'), silence(900), said('in my kitchen', 3000)]));
  const { turns } = await ended();
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
  const { caller, events, pass } = await talk(t, { mind });
  caller.send(concatPcm([silence(greetingMs + 400), soundOfText('i have a leak'), silence(900), cough(300), silence(4000)]));
  await pass(() => events.length > 1, 'an answer');
  t.like(events[1], { type: 'said', text: 'i have a leak' });
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
  const { caller, heard, ended, pass } = await talk(t, { mind, real: { dialogue: createDialogue(), understand, otherLanguage: 'fr' } });
  await pass(() => heard.length === 1, 'the greeting');
  caller.send(concatPcm([silence(500), said('plafond traînées brunes partout', 2000)]));
  await pass(() => heard.length === 3, 'the offer');
  t.is(heard[2], 'Souhaitez-vous continuer en français ?');
  caller.send(said('oui', 2000));
  await pass(() => heard.length === 5, 'the change');
  t.regex(heard[4]!, /français/);
  caller.send(said('chaudière ronronne bizarrement depuis', 2000));
  await pass(() => heard.length === 7, 'the next question');
  t.is(asked.at(-1)!.system, systemText.fr);
  t.true(asked.at(-1)!.prompt.includes('chaudière ronronne'), asked.at(-1)!.prompt);
  await caller.hangUp();
  await ended();
});
