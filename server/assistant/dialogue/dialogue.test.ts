import test from 'ava';
import { createDialogue } from './dialogue.ts';
import { contextOf, goals, play, textOf } from './played-call.ts';

for (const [language, ai, recorded] of [
  ['fr', /intelligence artificielle/, /enregistré/],
  ['en', /AI assistant/, /recorded/],
] as const) {
  test(`${language}: the greeting names the host and says that an AI speaks`, (t) => {
    const [greeting] = play(language, []);
    t.regex(textOf(greeting), /Cabinet Durand/);
    t.regex(textOf(greeting), ai);
    t.notRegex(textOf(greeting), recorded);
    t.deepEqual(greeting?.next, { act: 'listen', expects: 'open' });
  });

  test(`${language}: a recorded call is announced`, (t) => t.regex(textOf(play(language, [], { host: { recordingNotice: true } })[0]), recorded));

  test(`${language}: an own greeting is said, and the AI named when it does not do so itself`, (t) => {
    t.regex(textOf(play(language, [], { host: { greeting: 'Durand, salut.' } })[0]), ai);
    t.is(
      play(language, [], { host: { greeting: language === 'fr' ? "Ici l'assistant vocal de Durand." : 'Here is the AI of Durand.' } })[0]?.replies
        .length,
      2,
    );
  });
}

test('"wrong number" after the number was read back refuses the number, not the call', (t) => {
  for (const [language, lines] of [
    ['fr', ["ici Paul Morel, j'ai une fuite", '06 12 34 56 78', "ce n'est pas le bon numéro"]],
    ['en', ['this is Peter Wood, i have a leak', '07911 123456', "that's the wrong number"]],
  ] as const) {
    const step = play(language, lines).at(-1);
    t.is(step?.next.act, 'listen');
    t.is(step?.state.goal, 'phone');
  }
});

test('the number is read back whole', (t) => {
  const step = play('fr', ["ici Julie Martin, j'ai une fuite", '06 12 34 56 78']).at(-1);
  t.regex(textOf(step), /06, 12, 34, 56, 78/);
  t.false(step?.replies.at(-1)?.interruptible);
  t.deepEqual(step?.next, { act: 'listen', expects: 'yes-no' });
});

test('after two failed readings the number is to be keyed, and after more the last one is kept', (t) => {
  const steps = play('fr', [
    "ici Julie Martin, j'ai une fuite",
    '06 12 34 56 78',
    'non',
    '06 12 34 56 79',
    'non',
    '06 12 34 56 70',
    'non',
    '06 12 34 56 71',
    'non',
  ]);
  t.regex(textOf(steps[5]), /clavier/);
  t.is(steps.at(-1)?.state.goal, 'anything-else');
  t.is(steps.at(-1)?.state.slots.phone, '+33612345671');
});

test('re-prompts come in different words', (t) => {
  for (const language of ['fr', 'en'] as const) {
    const [, first, second] = play(language, ['', '']);
    t.not(textOf(first), textOf(second));
    const [, once, twice] = play(language, ['asdf', 'qsdf']);
    t.not(textOf(once), textOf(twice));
  }
});

test('a greeting alone is answered by listening', (t) => {
  t.regex(textOf(play('fr', ['bonjour']).at(-1)), /je vous écoute/);
  t.regex(textOf(play('en', ['good morning']).at(-1)), /listening/);
});

test('a silence is forgotten once something was said', (t) => {
  t.is(play('fr', ['', '', 'ma chaudière est en panne', '', '']).at(-1)?.next.act, 'listen');
});

test('opening hours are told in the middle of a message, which then goes on', (t) => {
  const steps = play('fr', ["ici Julie Martin, j'ai une fuite", 'vous fermez à quelle heure', '06 12 34 56 78']);
  t.regex(textOf(steps[2]), /18 heures/);
  t.deepEqual(goals(steps), ['purpose', 'phone', 'phone', 'confirm-phone']);
});

for (const [language, lines, ai] of [
  ['fr', ["ici Julie Martin, j'ai une fuite", 'est-ce que je parle à un robot ?'], /intelligence artificielle/],
  ['en', ['this is Emma Stone, i have a leak', 'are you a real person?'], /AI assistant/],
] as const)
  test(`${language}: asked whether it is a machine, it says so and goes on with its question`, (t) => {
    const steps = play(language, lines);
    t.regex(textOf(steps[2]), ai);
    t.is(steps[2]?.replies.at(-1)?.text, steps[1]?.replies.at(-1)?.text);
    t.is(steps[2]?.state.goal, 'phone');
    t.deepEqual(steps[2]?.state.slots, steps[1]?.state.slots);
  });

test('hours that are not known are not invented', (t) => {
  const steps = play('en', ['what are your opening hours'], { host: { openingHours: undefined } });
  t.regex(textOf(steps.at(-1)), /don't know/);
});

test('another day is told when asked about', (t) => {
  t.regex(textOf(play('fr', ['êtes-vous ouverts samedi']).at(-1)), /samedi.*fermés/);
});

test('a price is not invented', (t) => {
  const step = play('fr', ['combien coûte une vidange']).at(-1);
  t.regex(textOf(step), /ne peux pas vous donner de tarif/);
  t.is(step?.state.slots.reason, 'combien coûte une vidange');
});

test('a person cannot be put through, and a message is offered', (t) => {
  const step = play('en', ['could i speak to mr harrison please']).at(-1);
  t.regex(textOf(step), /Mr Harrison.*message/);
  t.is(step?.state.slots.person, 'Mr Harrison');
});

test('the question is repeated on request, in the same words', (t) => {
  const steps = play('fr', ["j'ai une fuite", 'pouvez-vous répéter']);
  t.true(textOf(steps[1]).endsWith(textOf(steps[2])));
});

test('a call picked up again begins with an apology and an open question', (t) => {
  const dialogue = createDialogue();
  const context = contextOf('fr');
  const step = dialogue.next(dialogue.initial(context), { type: 'resume' }, context);
  t.regex(textOf(step), /interrompus/);
  t.is(step.state.goal, 'purpose');
});

test('urgency is confirmed once only', (t) => {
  const steps = play('fr', ["c'est urgent", 'oui', "c'est urgent", 'Julie Martin', "c'est très urgent"]);
  t.is(goals(steps).filter((goal) => goal === 'confirm-urgency').length, 1);
});

test('the same state and event give the same step', (t) => {
  const dialogue = createDialogue();
  const context = contextOf('fr');
  const { state } = dialogue.next(dialogue.initial(context), { type: 'start' }, context);
  const before = structuredClone(state);
  const event = { type: 'said', text: "ici Julie Martin, j'ai une fuite" } as const;
  t.deepEqual(dialogue.next(state, event, context), dialogue.next(state, event, context));
  t.deepEqual(state, before, 'the state given is not changed');
});

test('the seams for a language model are used', (t) => {
  const dialogue = createDialogue({ understand: () => ({ intent: 'bye', slots: {} }), word: (key) => `<${key}>` });
  const context = contextOf('en');
  const step = dialogue.next(dialogue.initial(context), { type: 'said', text: 'whatever' }, context);
  t.is(textOf(step), '<goodbye>');
});

test('an understanding that comes with what was said is taken instead of its own', (t) => {
  const dialogue = createDialogue();
  const context = contextOf('fr');
  const { state } = dialogue.next(dialogue.initial(context), { type: 'start' }, context);
  const understanding = { intent: 'message', slots: { reason: 'le plafond est brun' } } as const;
  const step = dialogue.next(state, { type: 'said', text: 'bla bla bla', understanding }, context);
  t.is(step.understanding, understanding);
  t.is(step.state.slots.reason, 'le plafond est brun');
});

test('of all replies only acknowledgements may be put in other words', (t) => {
  const talk = [
    "j'ai une fuite dans ma cuisine",
    'Julie Martin',
    'zéro six douze trente quatre cinquante six soixante dix huit',
    'oui',
    'passez moi un humain',
    'non au revoir',
  ];
  const replies = play('fr', talk, { host: { recordingNotice: true }, callerNumber: '+33612345678' }).flatMap((step) => step.replies);
  const texts = (rewordable: boolean) => new Set(replies.filter((reply) => (reply.rewordable ?? false) === rewordable).map(({ text }) => text));
  t.deepEqual([...texts(true)], ["C'est noté."]);
  for (const said of [/intelligence artificielle/, /enregistré/, /Je répète/, /Au revoir/])
    t.true(
      [...texts(false)].some((text) => said.test(text)),
      String(said),
    );
});
