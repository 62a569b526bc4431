import test from 'ava';
import { FakeLanguageModel } from '../../ai/language-model/fake.ts';
import { silentLogger } from '../../core/logger.ts';
import type { Turn } from '../../core/outcome.ts';
import { defaultMindSettings } from './contract.ts';
import { summariseCall } from './summarise.ts';
import { grounded, writtenStatements } from './summary.ts';

const turn = (speaker: Turn['speaker'], text: string, startMs: number): Turn => ({ speaker, text, startMs, endMs: startMs + 1000 });
const turns = [
  turn('assistant', 'Bonjour, que puis-je faire pour vous ?', 0),
  turn('caller', "le robinet de la cuisine fuit et le voisin du dessous n'est pas content", 4000),
  turn('assistant', 'À quel numéro peut-on vous rappeler ?', 9000),
  turn('caller', 'rappelez plutôt après midi je suis au travail', 72_000),
];
const call = {
  language: 'fr',
  outcome: 'message-taken',
  person: null,
  turns,
  message: { name: 'Julie', phone: null, reason: 'robinet', urgent: false },
} as const;
const kept = (text: string, at: number) => grounded([{ text, turn: at }], turns, 'fr').length === 1;

test('a statement is kept when its turn says it', (t) => {
  t.true(kept('Le robinet de la cuisine fuit.', 1));
  t.true(kept("L'appelant signale que le robinet fuit.", 1));
  t.true(kept("Le voisin n'est pas content.", 1));
  t.true(kept('Rappelez après midi.', 3));
});

test('a statement is dropped when its turn does not say it', (t) => {
  t.false(kept('Le robinet de la salle de bain fuit.', 1));
  t.false(kept('Le robinet de la cuisine fuit.', 3));
  t.false(kept('Rappelez plutôt pas après midi.', 3));
  t.false(kept('Rappelez au 0612345678.', 3));
  t.false(kept('Rappelez après 14 heures.', 3));
  t.false(kept('À quel numéro peut-on vous rappeler', 2));
  t.false(kept("L'appelant dit.", 1));
  t.false(kept('Le robinet de la cuisine fuit.', 17));
});

test('each statement points to its moment in the call', (t) => {
  t.is(
    writtenStatements(
      [
        { text: 'Le robinet fuit.', turn: 1 },
        { text: 'Rappelez après midi', turn: 3 },
      ],
      turns,
    ),
    'Le robinet fuit (0:04). Rappelez après midi (1:12).',
  );
});

const { signal } = new AbortController();
const answering = async (answer: string) => {
  const model = new FakeLanguageModel({ answer: () => answer });
  await model.start();
  return model;
};
const rules = await summariseCall(call, { mind: null, logger: silentLogger, signal });

test('the summary is what the rules know, then what the model found', async (t) => {
  const model = await answering(
    JSON.stringify({
      statements: [
        { turn: 1, text: "le voisin du dessous n'est pas content" },
        { turn: 1, text: 'le toit a brûlé' },
      ],
    }),
  );
  const summary = await summariseCall(call, { mind: { model, settings: defaultMindSettings }, logger: silentLogger, signal });
  t.is(summary, `${rules} le voisin du dessous n'est pas content (0:04).`);
  t.is(model.sessions.size, 0);
});

for (const [what, answer] of [
  ['nonsense', 'bla bla'],
  ['half an answer', '{"statements":[{"turn":1,"te'],
  ['nothing', '{"statements":[]}'],
] as const) {
  test(`a model that answers ${what} leaves the summary to the rules`, async (t) => {
    const model = await answering(answer);
    t.is(await summariseCall(call, { mind: { model, settings: defaultMindSettings }, logger: silentLogger, signal }), rules);
  });
}

test('a model that is down, full, or switched off for summaries leaves them to the rules', async (t) => {
  const down = new FakeLanguageModel();
  t.is(await summariseCall(call, { mind: { model: down, settings: defaultMindSettings }, logger: silentLogger, signal }), rules);
  const busy = await answering('{"statements":[]}');
  const other = await busy.open({ system: '', signal, background: true });
  const late = { ...defaultMindSettings, summaryDeadlineMs: 50 };
  t.is(await summariseCall(call, { mind: { model: busy, settings: late }, logger: silentLogger, signal }), rules);
  const stopping = new AbortController();
  const stopped = summariseCall(call, { mind: { model: busy, settings: defaultMindSettings }, logger: silentLogger, signal: stopping.signal });
  stopping.abort(new Error('the service is being stopped'));
  t.is(await stopped, rules);
  t.deepEqual(busy.prompts, []);
  await other.close();
  const off = await answering('{"statements":[{"turn":1,"text":"le robinet fuit"}]}');
  t.is(
    await summariseCall(call, { mind: { model: off, settings: { ...defaultMindSettings, summary: false } }, logger: silentLogger, signal }),
    rules,
  );
  t.deepEqual(off.prompts, []);
});

test('a caller who said nothing has nothing to be summed up', async (t) => {
  const model = await answering('{"statements":[]}');
  const silent = { ...call, message: undefined, outcome: 'nothing-said', turns: turns.slice(0, 1) } as const;
  const settings = defaultMindSettings;
  t.is(
    await summariseCall(silent, { mind: { model, settings }, logger: silentLogger, signal }),
    await summariseCall(silent, { mind: null, logger: silentLogger, signal }),
  );
  t.deepEqual(model.prompts, []);
});
