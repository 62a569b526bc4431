import test, { type ExecutionContext } from 'ava';
import { FakeLanguageModel, type FakeLanguageModelOptions } from '../../ai/language-model/fake.ts';
import { isCode } from '../../core/errors.ts';
import { silentLogger } from '../../core/logger.ts';
import type { Understanding, UnderstandingContext } from '../dialogue/contract.ts';
import { CallMind } from './call-mind.ts';
import { defaultMindSettings, type MindSettings } from './contract.ts';

const said = 'le plafond a des traînées brunes';
const rules: Understanding = { intent: 'unknown', slots: {} };
const context: UnderstandingContext = { language: 'fr', goal: 'purpose', country: 'FR', now: new Date(), timeZone: 'Europe/Paris' };
const proposal = JSON.stringify({ intent: 'message', name: '', reason: said, urgent: 'unsaid', language: 'fr' });
const noted = { text: "C'est noté.", interruptible: true, rewordable: true } as const;
const never = new AbortController().signal;

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
  t.is(model.preloads.length, 1);
  t.true(model.prompts[0]!.startsWith(model.preloads[0]!));
});

test('a sentence that the rules know is not waited for', async (t) => {
  const { model, mind } = await opened(t);
  const known: Understanding = { intent: 'hours', slots: {} };
  mind.preload(said, known, context);
  t.is(await mind.refine(said, known, context, never), known);
  t.deepEqual([model.preloads, model.prompts], [[], []]);
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
  const { mind, model } = await opened(t, { answer: () => `{"intent":"hours",${' '.repeat(1_000_000)}`, pieceMs: 5 }, { understandDeadlineMs: 300 });
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
