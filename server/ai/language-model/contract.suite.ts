import type { ExecutionContext, TestFn } from 'ava';
import { isCode } from '../../core/errors.ts';
import { until } from '../../testing/until.ts';
import type { JsonSchema, LanguageModel, MindSession } from './contract.ts';

/** What every language model under test answers when the prompt holds the word. */
export const script = {
  opening: { word: 'horaires', text: 'Nous sommes ouverts de neuf heures à midi.' },
  thanks: { word: 'merci', text: 'Je vous en prie, bonne journée à vous.' },
  json: { word: 'extraction', text: '{"intent":"message","name":"Dupont"}' },
  /** Goes on and on. */
  story: { word: 'histoire', text: 'il était une fois un très long conte, ' },
} as const;

export const schema: JsonSchema = { type: 'object', properties: { intent: { enum: ['message', 'hours'] }, name: { type: 'string' } } };

export interface LanguageModelUnderTest {
  /** Builds one, not started, that follows the script. */
  make(options: { sequences: number }): Promise<LanguageModel>;
  /** Ends its engine as a crash would. */
  kill(model: LanguageModel): void;
}

const system = 'Vous êtes le secrétariat.';
const request = { maxTokens: 60, deadlineMs: 20_000 };
/** Of an engine that gives way to everything else, on a machine that is busy with other tests. */
export const restartMs = 120_000;
const endless = { prompt: 'une histoire', maxTokens: 100_000, deadlineMs: 60_000 };

/** What every language model does. */
export function languageModelContract(test: TestFn, { make, kill }: LanguageModelUnderTest): void {
  const started = async (t: ExecutionContext, sequences = 2) => {
    const model = await make({ sequences });
    t.teardown(() => model.stop());
    await model.start();
    return model;
  };
  const signal = new AbortController().signal;
  const opened = async (t: ExecutionContext, options: { signal?: AbortSignal; sequences?: number } = {}) => {
    const model = await started(t, options.sequences);
    return { model, session: await model.open({ system, signal: options.signal ?? signal }) };
  };
  /** The session answers as it should. */
  const works = async (t: ExecutionContext, session: MindSession) =>
    t.is(await session.complete({ ...request, prompt: 'vos horaires' }), script.opening.text);

  test('answers a prompt, piece by piece', async (t) => {
    const { session } = await opened(t);
    const pieces: string[] = [];
    t.is(await session.complete({ ...request, prompt: 'quels sont vos horaires', onText: (piece) => pieces.push(piece) }), script.opening.text);
    t.true(pieces.length > 2, pieces.join('|'));
    t.is(pieces.join(''), script.opening.text);
  });

  test('a prompt knows nothing of the one before it', async (t) => {
    const { session } = await opened(t);
    await works(t, session);
    t.is(await session.complete({ ...request, prompt: 'merci' }), script.thanks.text);
    await works(t, session);
  });

  test('an answer that is bound by a schema is JSON of that schema', async (t) => {
    const { session } = await opened(t);
    const answer = await session.complete({ ...request, prompt: 'extraction', schema });
    t.deepEqual(JSON.parse(answer), { intent: 'message', name: 'Dupont' });
    t.true(answer.endsWith('}'), 'it ends with the object');
  });

  test('what was evaluated ahead changes nothing in the answer', async (t) => {
    const { session } = await opened(t);
    for (const beginning of ['quels', 'quels sont', 'quelle histoire', 'quels sont vos', '']) session.preload(beginning);
    t.is(await session.complete({ ...request, prompt: 'quels sont vos horaires' }), script.opening.text);
    session.preload('une histoire');
    t.is(await session.complete({ ...request, prompt: 'merci' }), script.thanks.text);
  });

  test('an answer ends at its longest length', async (t) => {
    const { session } = await opened(t);
    const answer = await session.complete({ ...endless, maxTokens: 5 });
    t.true(script.story.text.repeat(2).startsWith(answer) && answer.length > 5, answer);
  });

  test('calls at the same time get their own answers', async (t) => {
    const model = await started(t, 4);
    const words = [script.opening, script.thanks, script.opening, script.thanks];
    const answers = await Promise.all(
      words.map(async ({ word }) => {
        const session = await model.open({ system, signal });
        session.preload(word.slice(0, 3));
        return session.complete({ ...request, prompt: word });
      }),
    );
    t.deepEqual(
      answers,
      words.map(({ text }) => text),
    );
  });

  test('more calls than places are refused, until one of them ends', async (t) => {
    const model = await started(t, 2);
    const call = new AbortController();
    await model.open({ system, signal: call.signal });
    const second = await model.open({ system, signal });
    const refused = await t.throwsAsync(model.open({ system, signal }));
    t.true(isCode(refused, 'unavailable') && refused.retryable);
    call.abort();
    const third = await until('a place that is free', () =>
      model.open({ system, signal }).catch((error) => {
        if (isCode(error, 'unavailable')) return null;
        throw error;
      }),
    );
    await works(t, third);
    await second.close();
    await second.close();
    await works(t, await model.open({ system, signal }));
  });

  test('work after a call takes no place of a call, and one at a time is done', async (t) => {
    const model = await started(t, 1);
    const live = await model.open({ system, signal });
    const first = await model.open({ system, signal, background: true });
    let begun = false;
    const second = model.open({ system, signal, background: true }).then((session) => {
      begun = true;
      return session;
    });
    await works(t, first);
    await works(t, live);
    t.false(begun);
    await first.close();
    await works(t, await second);
    const given = new AbortController();
    const third = model.open({ system, signal: given.signal, background: true });
    const reason = new Error('too late');
    given.abort(reason);
    t.is(await t.throwsAsync(third), reason);
    await (await second).close();
    await works(t, await model.open({ system, signal, background: true }));
  });

  test('work after a call is done while a call answers, and both get their own', async (t) => {
    const model = await started(t, 1);
    const live = await model.open({ system, signal });
    const after = await model.open({ system, signal, background: true });
    const interruption = new AbortController();
    const story = live.complete({ ...endless, signal: interruption.signal });
    const summary = after.complete({ ...request, prompt: 'merci' });
    interruption.abort(new Error('enough'));
    await t.throwsAsync(story, { message: 'enough' });
    t.is(await summary, script.thanks.text);
  });

  test('an interruption ends the answer with its reason, and the session answers the next prompt', async (t) => {
    const { session } = await opened(t);
    const interruption = new AbortController();
    const reason = new Error('the caller speaks');
    let pieces = 0;
    const onText = () => {
      if (++pieces === 3) interruption.abort(reason);
    };
    t.is(await t.throwsAsync(session.complete({ ...endless, signal: interruption.signal, onText })), reason);
    const heard = pieces;
    await works(t, session);
    t.is(pieces, heard);
    t.is(await t.throwsAsync(session.complete({ ...request, prompt: 'merci', signal: interruption.signal })), reason);
  });

  test('an answer that comes too late is given up, and the session answers the next prompt', async (t) => {
    const { session } = await opened(t);
    const late = await t.throwsAsync(session.complete({ ...endless, deadlineMs: 30 }));
    t.true(isCode(late, 'timeout') && late.retryable);
    await works(t, session);
  });

  test('one answer at a time', async (t) => {
    const { session } = await opened(t);
    const interruption = new AbortController();
    const first = session.complete({ ...endless, signal: interruption.signal });
    t.true(isCode(await t.throwsAsync(session.complete({ ...request, prompt: 'merci' })), 'bad-input'));
    interruption.abort(new Error('enough'));
    await t.throwsAsync(first, { message: 'enough' });
    await works(t, session);
  });

  test('the end of the call ends its session, and what it waits for', async (t) => {
    const call = new AbortController();
    const { model, session } = await opened(t, { signal: call.signal });
    const reason = new Error('hung up');
    const waiting = session.complete(endless);
    call.abort(reason);
    t.is(await t.throwsAsync(waiting), reason);
    t.notThrows(() => session.preload('bonjour'));
    t.is(await t.throwsAsync(session.complete({ ...request, prompt: 'merci' })), reason);
    t.is(await t.throwsAsync(model.open({ system, signal: call.signal })), reason);
    await session.close();
  });

  test('an engine that dies fails what is awaited, and the session answers once it is back', async (t) => {
    const { model, session } = await opened(t);
    const waiting = session.complete({ ...endless, onText: () => kill(model) });
    const error = await t.throwsAsync(waiting);
    t.true(isCode(error, 'engine-failed') && error.retryable);
    session.preload('vos');
    await until('the engine to be back', () => model.health().ready, restartMs);
    await works(t, session);
  });

  test('it can be started and stopped twice, and again', async (t) => {
    const model = await make({ sequences: 1 });
    t.false(model.health().ready);
    t.true(isCode(await t.throwsAsync(model.open({ system, signal })), 'engine-missing'));
    await model.start();
    await model.start();
    t.deepEqual(model.health(), { ready: true });
    const session = await model.open({ system, signal });
    await model.stop();
    await model.stop();
    t.false(model.health().ready);
    await t.throwsAsync(session.complete({ ...request, prompt: 'merci' }));
    await model.start();
    await works(t, await model.open({ system, signal }));
    await model.stop();
  });
}
