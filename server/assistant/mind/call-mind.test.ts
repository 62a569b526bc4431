import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { FakeLanguageModel, type FakeLanguageModelOptions } from '../../ai/language-model/fake.ts';
import { isCode } from '../../core/errors.ts';
import { silentLogger } from '../../core/logger.ts';
import { until } from '../../testing/until.ts';
import type { Understanding, UnderstandingContext } from '../dialogue/contract.ts';
import { CallMind } from './call-mind.ts';
import { defaultMindSettings, type MindSettings } from './contract.ts';
import { systemText } from './system-text.ts';

const said = 'le plafond a des traînées brunes';
const rules: Understanding = { intent: 'unknown', slots: {} };
const context: UnderstandingContext = { language: 'fr', goal: 'purpose', country: 'FR', now: new Date(), timeZone: 'Europe/Paris' };
const proposal = JSON.stringify({ intent: 'message', urgent: 'unsaid', name: '', reason: said, language: 'fr' });
const noted = { text: "C'est noté.", interruptible: true, rewordable: true } as const;
const never = new AbortController().signal;
/** Templates must not win because this machine is busy. */
const unhurried = { understandDeadlineMs: 60_000, wordDeadlineMs: 60_000 };

async function opened(t: ExecutionContext, options: FakeLanguageModelOptions = {}, settings: Partial<MindSettings> = {}) {
  const model = new FakeLanguageModel({ answer: () => proposal, ...options });
  await model.start();
  t.teardown(() => model.stop());
  const call = new AbortController();
  const mind = new CallMind({ model, language: 'fr', settings: { ...defaultMindSettings, ...settings }, logger: silentLogger, signal: call.signal });
  await mind.open();
  return { model, mind, call };
}

async function spoken(mind: CallMind, signal = never): Promise<string[]> {
  const clauses: string[] = [];
  for await (const clause of mind.word(noted, said, signal)) clauses.push(clause);
  return clauses;
}

test('a sentence that the rules do not know is understood, and was evaluated while it was spoken', async (t) => {
  const { model, mind } = await opened(t);
  for (const partial of ['le', 'le plafond a', 'le plafond a', 'le plafond a des traînées']) mind.preload(partial, rules, context);
  t.deepEqual(await mind.refine(said, rules, context, never), { intent: 'message', slots: { reason: said } });
  t.is(model.preloads.length, 3);
  for (const beginning of model.preloads) t.true(model.prompts[0]!.startsWith(beginning));
});

test('a sentence is understood in the pause after it, and whoever wants it then finds it', async (t) => {
  const { model, mind } = await opened(t);
  mind.preload('le plafond a des', rules, context);
  mind.preload(said, rules, context);
  await until('the thought', () => model.prompts.length === 1);
  await sleep(20);
  t.deepEqual(await mind.refine(said, rules, context, never), { intent: 'message', slots: { reason: said } });
  t.is(model.prompts.length, 1);
});

test('what was understood in a pause is thrown away when the caller goes on', async (t) => {
  const { model, mind } = await opened(t, { pieceMs: 20 });
  mind.preload('le plafond a des traînées', rules, context);
  await until('the thought', () => model.prompts.length === 1);
  mind.preload(said, rules, context);
  t.deepEqual(await mind.refine(said, rules, context, never), { intent: 'message', slots: { reason: said } });
  t.is(model.prompts.length, 2);
});

test('a caller who speaks on while the answer is awaited changes nothing in it', async (t) => {
  const { model, mind } = await opened(t, { pieceMs: 5 });
  const refined = mind.refine(said, rules, context, never);
  mind.preload('et puis la cave a des traînées brunes', rules, context);
  t.deepEqual(await refined, { intent: 'message', slots: { reason: said } });
  t.is(model.preloads.length, 0);
});

test('when the reason is told the rest is not waited for', async (t) => {
  const { mind, model } = await opened(
    t,
    {
      answer: () => `${proposal.slice(0, proposal.indexOf(',"language"'))},${' '.repeat(1_000_000)}`,
      pieceMs: 2,
    },
    unhurried,
  );
  t.deepEqual(await mind.refine(said, rules, context, never), { intent: 'message', slots: { reason: said } });
  t.deepEqual(await spoken(mind), [noted.text]);
  t.is(model.prompts.length, 2);
});

test('where the rules know the reason, the name is the last that is waited for', async (t) => {
  const knows: Understanding = { intent: 'unknown', slots: { reason: said } };
  const { mind, model } = await opened(
    t,
    { answer: () => `${proposal.slice(0, proposal.indexOf(',"reason"'))},${' '.repeat(1_000_000)}`, pieceMs: 2 },
    unhurried,
  );
  t.deepEqual(await mind.refine(said, knows, context, never), { intent: 'message', slots: { reason: said } });
  t.is(model.prompts.length, 1);
});

test('nothing is evaluated ahead where that is switched off, and nothing answered where it is only read', async (t) => {
  for (const [thinkAhead, preloads] of [
    ['no', 0],
    ['read', 1],
  ] as const) {
    const { model, mind } = await opened(t, {}, { thinkAhead });
    mind.preload(said, rules, context);
    await sleep(150);
    t.is(model.preloads.length, preloads);
    t.deepEqual(model.prompts, []);
    t.is((await mind.refine(said, rules, context, never)).intent, 'message');
  }
});

test('a caller who has waited for the understanding does not wait for the wording as well', async (t) => {
  const { mind, model } = await opened(t, { pieceMs: 20 }, { wordDeadlineMs: 120, understandDeadlineMs: 100 });
  await mind.refine(said, rules, context, never);
  t.deepEqual(await spoken(mind), [noted.text]);
  t.is(model.prompts.length, 1);
});

test('no thought begins while a reply is worded', async (t) => {
  const { mind, model } = await opened(t, { answer: () => 'Très bien, je vois.', pieceMs: 5 });
  for await (const clause of mind.word(noted, said, never)) {
    t.true(['Très bien,', 'je vois.'].includes(clause));
    mind.preload(`${said} partout`, rules, context);
    await sleep(150);
  }
  t.is(model.prompts.length, 1);
});

test('a sentence that the rules know is not waited for', async (t) => {
  const { model, mind } = await opened(t);
  const known: Understanding = { intent: 'hours', slots: {} };
  mind.preload(said, known, context);
  t.is(await mind.refine(said, known, context, never), known);
  t.deepEqual([model.preloads.length, model.prompts], [1, []], 'its acknowledgement may be worded');
  const silent = await opened(t, {}, { wording: false });
  silent.mind.preload(said, known, context);
  t.deepEqual(silent.model.preloads, []);
});

test('a model that is late, lost or talks nonsense leaves the rules', async (t) => {
  const late = await opened(t, { pieceMs: 2000 }, { understandDeadlineMs: 30 });
  t.is(await late.mind.refine(said, rules, context, never), rules);
  const lost = await opened(t);
  lost.model.failNext();
  t.is(await lost.mind.refine(said, rules, context, never), rules);
  const nonsense = await opened(t, { answer: () => 'ha ha ha' });
  t.is(await nonsense.mind.refine(said, rules, context, never), rules);
});

test('what a late model has told by its deadline is used', async (t) => {
  const { mind, model } = await opened(t, { answer: () => `{"intent":"hours",${' '.repeat(1_000_000)}`, pieceMs: 5 }, { understandDeadlineMs: 3000 });
  const { intent } = await mind.refine(said, rules, context, never);
  t.is(intent, 'hours');
  t.is(model.prompts.length, 1);
});

test('a call that finds no place is served by rules and templates', async (t) => {
  const { mind, model } = await opened(t, { sequences: 0 });
  mind.preload(said, rules, context);
  t.is(await mind.refine(said, rules, context, never), rules);
  t.deepEqual(await spoken(mind), [noted.text]);
  t.deepEqual([model.preloads, model.prompts], [[], []]);
});

test('the place is given back with the end of the call', async (t) => {
  const { call, model, mind } = await opened(t, { sequences: 1, pieceMs: 20 });
  const waiting = mind.refine(said, rules, context, call.signal);
  const reason = new Error('hung up');
  call.abort(reason);
  t.is(await t.throwsAsync(waiting), reason);
  t.is(model.sessions.size, 0);
});

test('an acknowledgement is spoken clause by clause as the model words it', async (t) => {
  const { mind } = await opened(t, { answer: () => 'Je vois, le plafond a des traînées brunes. Très bien.' });
  t.deepEqual(await spoken(mind), ['Je vois,', 'le plafond a des traînées brunes.', 'Très bien.']);
});

test('a wording that invents is cut off before, and the template spoken when nothing is left', async (t) => {
  const { mind } = await opened(t, { answer: () => 'Je vois, un plombier arrive dans une heure.' });
  t.deepEqual(await spoken(mind), ['Je vois,']);
  const invents = await opened(t, { answer: () => 'Un plombier arrive dans une heure.' });
  t.deepEqual(await spoken(invents.mind), [noted.text]);
});

test('a model without a first clause at the deadline, lost, silent or switched off for wording leaves the template', async (t) => {
  const late = await opened(t, { answer: () => 'très '.repeat(30), pieceMs: 20 }, { wordDeadlineMs: 50 });
  t.deepEqual(await spoken(late.mind), [noted.text]);
  const lost = await opened(t);
  lost.model.failNext();
  t.deepEqual(await spoken(lost.mind), [noted.text]);
  const silent = await opened(t, { answer: () => '' });
  t.deepEqual(await spoken(silent.mind), [noted.text]);
  const off = await opened(t, {}, { wording: false });
  t.deepEqual(await spoken(off.mind), [noted.text]);
  t.deepEqual(off.model.prompts, []);
});

test('who stops listening stops the model', async (t) => {
  const { mind, model } = await opened(t, { answer: () => 'Très bien, '.repeat(1000), pieceMs: 1 });
  for await (const clause of mind.word(noted, said, never)) {
    t.is(clause, 'Très bien,');
    break;
  }
  const [session] = model.sessions;
  // A session answers one request at a time: it is free again.
  const error = await session!.complete({ prompt: '', maxTokens: 1, deadlineMs: 1000 }).then(
    () => undefined,
    (reason) => reason,
  );
  t.false(isCode(error, 'bad-input'));
});

test('when the talk changes its language, the model is instructed in the other, in the same place', async (t) => {
  const english = 'the ceiling has brown streaks';
  const systems: string[] = [];
  const answer = (_prompt: string, system: string) => {
    systems.push(system);
    return JSON.stringify({ intent: 'message', urgent: 'unsaid', name: '', reason: english, language: 'en' });
  };
  const { mind, model } = await opened(t, { answer, sequences: 1 }, unhurried);
  const [french] = model.sessions;
  mind.preload(said, rules, context);
  mind.changeLanguage('en');
  const inEnglish: UnderstandingContext = { ...context, language: 'en' };
  await until('the other session', () => model.sessions.size === 1 && !model.sessions.has(french!));
  t.deepEqual(await mind.refine(english, rules, inEnglish, never), { intent: 'message', slots: { reason: english } });
  t.is(systems.at(-1), systemText.en);
});
