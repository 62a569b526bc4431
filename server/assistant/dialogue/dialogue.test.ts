import test from 'ava';
import type { Language } from '../../core/language.ts';
import type { DialogueContext, DialogueStep, Host } from './contract.ts';
import { createDialogue } from './dialogue.ts';

const day = [{ from: '09:00', to: '18:00' }];

interface Options {
  host?: Partial<Host>;
  callerNumber?: string;
}

function contextOf(language: Language, { host, callerNumber }: Options = {}): DialogueContext {
  return {
    host: {
      name: 'Cabinet Durand',
      language,
      country: language === 'fr' ? 'FR' : 'GB',
      timeZone: 'Europe/Paris',
      openingHours: { 1: day, 2: day },
      recordingNotice: false,
      ...host,
    },
    callerNumber: callerNumber ?? null,
    /** A Monday, 11:00 in Paris. */
    now: new Date('2026-11-23T10:00:00Z'),
  };
}

/** Plays a call: '' is silence, '#12' keys, '?' a sentence that was lost, '!' a call picked up again. Gives all steps, the greeting first. */
function play(language: Language, lines: readonly string[], options: Options = {}): DialogueStep[] {
  const dialogue = createDialogue();
  const context = contextOf(language, options);
  const steps = [dialogue.next(dialogue.initial(context), { type: 'start' }, context)];
  for (const line of lines) steps.push(dialogue.next(steps.at(-1)!.state, eventOf(line), context));
  return steps;
}

function eventOf(line: string) {
  if (line === '') return { type: 'silence' } as const;
  if (line === '?') return { type: 'not-heard' } as const;
  if (line === '!') return { type: 'resume' } as const;
  return line.startsWith('#') ? ({ type: 'keyed', digits: line.slice(1) } as const) : ({ type: 'said', text: line } as const);
}

const textOf = (step: DialogueStep | undefined) => step?.replies.map((reply) => reply.text).join(' ') ?? '';
const goals = (steps: readonly DialogueStep[]) => steps.map((step) => step.state.goal);

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

interface Scene {
  lines: readonly string[];
  slots: { name: string | null; phone: string | null; reason: string | null; urgent: boolean };
}

const messageIs = test.macro((t, language: Language, { lines, slots }: Scene, options: Options = {}) => {
  const steps = play(language, lines, options);
  const last = steps.at(-1)!;
  t.deepEqual(last.next, { act: 'hang-up', outcome: 'message-taken' });
  const { person: _person, ...message } = last.state.slots;
  t.deepEqual(message, slots);
  t.true(last.replies.at(-1)?.interruptible === false, 'the goodbye is said whole');
  t.true(
    steps.slice(0, -1).every((step) => step.next.act === 'listen'),
    'it does not end early',
  );
});

test('fr: a message, one digit corrected', messageIs, 'fr', {
  lines: [
    "bonjour ici julie martin j'ai une fuite d'eau dans ma cuisine",
    'zéro six douze trente-quatre cinquante-six soixante-huit',
    'non soixante-dix-huit pas soixante-huit',
    "oui c'est ça",
    'non merci',
  ],
  slots: { name: 'Julie Martin', phone: '+33612345678', reason: "fuite d'eau dans ma cuisine", urgent: false },
});

test('en: a message, one digit corrected', messageIs, 'en', {
  lines: [
    'hello this is julie martin i have a water leak in my kitchen',
    'oh seven nine double one one two three four six one',
    'no sixty-two not sixty-one',
    "yes that's right",
    'no thank you',
  ],
  slots: { name: 'Julie Martin', phone: '+447911123462', reason: 'water leak in my kitchen', urgent: false },
});

test('fr: everything in one sentence, urgent', messageIs, 'fr', {
  lines: ["ici Marc Petit, c'est urgent, ma chaudière fuit, mon numéro est le 06 12 34 56 78", 'oui', 'oui', 'rien du tout'],
  slots: { name: 'Marc Petit', phone: '+33612345678', reason: 'ma chaudière fuit', urgent: true },
});

test('en: everything in one sentence, urgent', messageIs, 'en', {
  lines: ["this is Peter Wood, it's urgent, my boiler is leaking, my number is 07911 123456", 'yes', 'yes', 'nothing'],
  slots: { name: 'Peter Wood', phone: '+447911123456', reason: 'my boiler is leaking', urgent: true },
});

test('fr: what was heard as urgent is taken back', messageIs, 'fr', {
  lines: ["c'est urgent j'ai une fuite", 'non', 'Paul Morel', '06 12 34 56 78', 'oui', 'non'],
  slots: { name: 'Paul Morel', phone: '+33612345678', reason: 'fuite', urgent: false },
});

test('fr: a number in three parts', messageIs, 'fr', {
  lines: [
    'je voudrais laisser un message',
    'julie martin',
    'ma facture est fausse',
    'zéro six douze',
    'trente-quatre',
    'cinquante-six soixante-dix-huit',
    'oui',
    'non',
  ],
  slots: { name: 'Julie Martin', phone: '+33612345678', reason: 'ma facture est fausse', urgent: false },
});

test('en: a number in two parts', messageIs, 'en', {
  lines: [
    "i'd like to leave a message",
    'peter wood',
    'my invoice is wrong',
    'oh seven nine double one',
    'one two three four five six',
    'correct',
    'no',
  ],
  slots: { name: 'Peter Wood', phone: '+447911123456', reason: 'my invoice is wrong', urgent: false },
});

test('fr: the number is keyed, and confirmed by key', messageIs, 'fr', {
  lines: ["ici Julie Martin, j'ai un problème de chauffage", '#0612345678', '#1', '#2'],
  slots: { name: 'Julie Martin', phone: '+33612345678', reason: 'problème de chauffage', urgent: false },
});

test(
  'fr: the shown number is offered and accepted',
  messageIs,
  'fr',
  {
    lines: ["ici Julie Martin, j'ai un problème de chauffage", 'oui', 'non'],
    slots: { name: 'Julie Martin', phone: '+33145678901', reason: 'problème de chauffage', urgent: false },
  },
  { callerNumber: '+33145678901' },
);

test(
  'en: the shown number is refused and another given',
  messageIs,
  'en',
  {
    lines: ['this is Emma Stone, my car broke down', 'no', '07911 123456', 'yes', 'no'],
    slots: { name: 'Emma Stone', phone: '+447911123456', reason: 'my car broke down', urgent: false },
  },
  { callerNumber: '+442079460958' },
);

test(
  'en: "the number I am calling from"',
  messageIs,
  'en',
  {
    lines: ['this is Emma Stone, my car broke down', "on the number i'm calling from", 'no'],
    slots: { name: 'Emma Stone', phone: '+442079460958', reason: 'my car broke down', urgent: false },
  },
  { callerNumber: '+442079460958' },
);

test(
  'fr: an early goodbye keeps the message and the shown number',
  messageIs,
  'fr',
  {
    lines: ["ici Julie Martin, j'ai un problème de chauffage", 'merci au revoir'],
    slots: { name: 'Julie Martin', phone: '+33145678901', reason: 'problème de chauffage', urgent: false },
  },
  { callerNumber: '+33145678901' },
);

test('fr: a long reason that matches no pattern is taken', messageIs, 'fr', {
  lines: ['le portillon vert grillagé du fond tombe doucement', 'Paul Morel', '06 12 34 56 78', 'oui', 'non'],
  slots: { name: 'Paul Morel', phone: '+33612345678', reason: 'portillon vert grillagé du fond tombe doucement', urgent: false },
});

test('fr: what is added at the end joins the reason', messageIs, 'fr', {
  lines: ["ici Paul Morel, j'ai une fuite", '06 12 34 56 78', 'oui', 'oui', 'ma cave est humide aussi'],
  slots: { name: 'Paul Morel', phone: '+33612345678', reason: 'fuite, ma cave est humide aussi', urgent: false },
});

test('en: the family name is corrected while the number is read back', messageIs, 'en', {
  lines: ['this is julie martin i have a water leak', '07911 123456', 'not martin, morton', 'yes', 'no'],
  slots: { name: 'Julie Morton', phone: '+447911123456', reason: 'water leak', urgent: false },
});

test('fr: nothing to add is a silence too', messageIs, 'fr', {
  lines: ["ici Paul Morel, j'ai une fuite", '06 12 34 56 78', 'oui', ''],
  slots: { name: 'Paul Morel', phone: '+33612345678', reason: 'fuite', urgent: false },
});

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

const endsAs = test.macro((t, language: Language, lines: readonly string[], next: DialogueStep['next'], options: Options = {}) => {
  t.deepEqual(play(language, lines, options).at(-1)?.next, next);
});

test('fr: wrong number', endsAs, 'fr', ['pardon je me suis trompé de numéro'], { act: 'hang-up', outcome: 'wrong-number' });
test('en: wrong number', endsAs, 'en', ['sorry wrong number'], { act: 'hang-up', outcome: 'wrong-number' });
test('fr: opening hours and nothing more', endsAs, 'fr', ['quels sont vos horaires', 'non merci'], { act: 'hang-up', outcome: 'information-given' });
test('en: opening hours and nothing more', endsAs, 'en', ['when are you open', 'no thanks'], { act: 'hang-up', outcome: 'information-given' });
test('fr: goodbye at once', endsAs, 'fr', ['au revoir'], { act: 'hang-up', outcome: 'caller-hung-up' });
test('fr: three silences', endsAs, 'fr', ['', '', ''], { act: 'voicemail' });
test('en: three silences', endsAs, 'en', ['', '', ''], { act: 'voicemail' });
test('fr: three silences after a reason keep the message', endsAs, 'fr', ["j'ai une fuite", '', '', ''], {
  act: 'hang-up',
  outcome: 'message-taken',
});
test('fr: three sentences not understood', endsAs, 'fr', ['blabla', 'asdf', 'qsdf'], { act: 'voicemail' });
test('en: three sentences lost', endsAs, 'en', ['?', '?', '?'], { act: 'voicemail' });
test('fr: key 0 three times', endsAs, 'fr', ['#0', '#0', '#0'], { act: 'voicemail' });
test('en: asking for a human does not loop', endsAs, 'en', ['i want a human', 'a real person', 'a human please'], { act: 'voicemail' });

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
  const context = {
    host: { name: 'Cabinet Durand', language: 'fr', country: 'FR', timeZone: 'Europe/Paris', recordingNotice: false },
    callerNumber: null,
    now: new Date('2026-11-23T10:00:00Z'),
  } as const;
  const { state } = dialogue.next(dialogue.initial(context), { type: 'start' }, context);
  const understanding = { intent: 'message', slots: { reason: 'le plafond est brun' } } as const;
  const step = dialogue.next(state, { type: 'said', text: 'bla bla bla', understanding }, context);
  t.is(step.understanding, understanding);
  t.is(step.state.slots.reason, 'le plafond est brun');
});

test('of all replies only acknowledgements may be put in other words', (t) => {
  const dialogue = createDialogue();
  const context = {
    host: { name: 'Cabinet Durand', language: 'fr', country: 'FR', timeZone: 'Europe/Paris', recordingNotice: true },
    callerNumber: '+33612345678',
    now: new Date('2026-11-23T10:00:00Z'),
  } as const;
  let step = dialogue.next(dialogue.initial(context), { type: 'start' }, context);
  const reworded = new Set<string>();
  const kept = new Set<string>();
  const talk = [
    "j'ai une fuite dans ma cuisine",
    'Julie Martin',
    'zéro six douze trente quatre cinquante six soixante dix huit',
    'oui',
    'passez moi un humain',
    'non au revoir',
  ];
  for (const text of ['', ...talk]) {
    if (text !== '') step = dialogue.next(step.state, { type: 'said', text }, context);
    for (const reply of step.replies) (reply.rewordable ? reworded : kept).add(reply.text);
  }
  t.deepEqual([...reworded], ["C'est noté."]);
  for (const said of [/intelligence artificielle/, /enregistré/, /Je répète/, /Au revoir/])
    t.true(
      [...kept].some((text) => said.test(text)),
      String(said),
    );
});
