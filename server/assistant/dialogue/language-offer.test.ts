import test from 'ava';
import { requestedLanguage } from '../languages/language-request.ts';
import type { DialogueContext, DialogueEvent } from './contract.ts';
import { createDialogue, languageOf } from './dialogue.ts';

const dialogue = createDialogue();
const context: DialogueContext = {
  host: { name: 'Cabinet Durand', language: 'fr', country: 'FR', timeZone: 'Europe/Paris', recordingNotice: false },
  callerNumber: '+33639980001',
  now: new Date('2026-11-24T09:30:00Z'),
  otherLanguage: 'en',
};

function talk(events: DialogueEvent[], given = context) {
  let state = dialogue.initial(given);
  const said: string[] = [];
  const voices: (string | undefined)[] = [];
  for (const event of [{ type: 'start' } as const, ...events]) {
    const step = dialogue.next(state, event, given);
    state = step.state;
    said.push(step.replies.map(({ text }) => text).join(' '));
    voices.push(step.replies.at(-1)?.language);
  }
  return { state, said, voices, last: said.at(-1) ?? '' };
}

const garbage: DialogueEvent = { type: 'said', text: "alors l'école peeters je noah", confidence: 0.7, doubtful: true };
const foreign: DialogueEvent = {
  type: 'said',
  text: 'ma bonne les que arthur dix comme ethan est',
  confidence: 0.7,
  doubtful: true,
  second: { language: 'en', text: 'my boiler is broken', fits: true },
};
const answer = (text: string, second: string): DialogueEvent => ({ type: 'said', text, second: { language: 'en', text: second, fits: false } });

test('another language is offered in its own words and voice', (t) => {
  const { last, voices } = talk([garbage, foreign]);
  t.is(last, 'Would you like to continue in English?');
  t.is(voices.at(-1), 'en');
});

test('with a yes the talk goes on in it, with what was said in it and without what was misheard', (t) => {
  const { state, last } = talk([garbage, foreign, answer('hier est-ce', 'yes')]);
  t.is(languageOf(state, context), 'en');
  t.is(state.slots.reason, 'my boiler is broken');
  t.regex(last, /^Of course, let's continue in English\. .*name\?$/);
});

test('what was understood before the doubt is kept', (t) => {
  const named: DialogueEvent = { type: 'said', text: 'je suis James Wilson', confidence: 1 };
  t.is(talk([named, garbage, foreign, answer('hier est-ce', 'yes please')]).state.slots.name, 'James Wilson');
});

for (const [how, event] of Object.entries<DialogueEvent>({
  no: answer('non', 'name'),
  silence: { type: 'silence' },
  'something that nobody understands': answer('hier est-ce', 'the yes man of the year'),
  'key 2': { type: 'keyed', digits: '2' },
})) {
  test(`with ${how} the talk goes on as it was, and does not offer it again`, (t) => {
    const { state, last } = talk([garbage, foreign, event]);
    t.is(languageOf(state, context), 'fr');
    t.notRegex(last, /English/);
    t.notRegex(talk([garbage, foreign, event, garbage, foreign]).last, /English/);
  });
}

test('an answer in the talk’s own language is taken as what it says', (t) => {
  const { state } = talk([garbage, foreign, answer("j'ai une fuite d'eau", 'jay une')]);
  t.is(languageOf(state, context), 'fr');
  t.regex(state.slots.reason ?? '', /fuite d'eau/);
});

test('key 1 changes the language, and key 0 asks for a human all the same', (t) => {
  t.is(languageOf(talk([garbage, foreign, { type: 'keyed', digits: '1' }]).state, context), 'en');
  t.regex(talk([garbage, foreign, { type: 'keyed', digits: '0' }]).last, /Personne ne peut prendre votre appel/);
});

test('nothing is offered that cannot be heard', (t) => {
  t.notRegex(talk([garbage, foreign], { ...context, otherLanguage: undefined }).last, /English/);
});

const asks = test.macro<['fr' | 'en', string, 'fr' | 'en' | undefined]>({
  title: (_, language, sentence, wanted) => `(${language}) "${sentence}" asks for ${wanted ?? 'no language'}`,
  exec: (t, language, sentence, wanted) => t.is(requestedLanguage(sentence, language), wanted),
});
test(asks, 'fr', 'Parlez-vous anglais ?', 'en');
test(asks, 'fr', "En anglais s'il vous plaît", 'en');
test(asks, 'fr', 'je ne parle pas très bien français', 'en');
test(asks, 'fr', 'est-ce que vous parlez français', 'fr');
test(asks, 'fr', 'je cherche un professeur qui enseigne en anglais', undefined);
test(asks, 'fr', "j'ai un cours d'anglais demain", undefined);
test(asks, 'en', 'do you speak French', 'fr');
test(asks, 'en', 'in French please', 'fr');
test(asks, 'en', 'Sorry, I do not speak French.', 'en');
test(asks, 'en', 'Do you speak English?', 'en');
test(asks, 'en', 'my boiler is French', undefined);

test('who asks for the other language in words is offered it at once', (t) => {
  t.regex(talk([{ type: 'said', text: 'parlez-vous anglais', confidence: 1 }]).last, /continue in English/);
});

for (const [language, words, reply] of [
  ['fr', 'hello do you speak english please', /only speak French.*after the beep/],
  ['en', "bonjour vous parlez français s'il vous plaît", /qu'anglais.*après le bip/],
] as const)
  test(`${language}: a caller whose language nobody here hears leaves a recording`, (t) => {
    const alone = { ...context, host: { ...context.host, language }, otherLanguage: undefined };
    const first = dialogue.next(dialogue.initial(alone), { type: 'start' }, alone);
    const step = dialogue.next(first.state, { type: 'said', text: words }, alone);
    t.regex(step.replies.map(({ text }) => text).join(' '), reply);
    t.deepEqual(step.next, { act: 'voicemail' });
  });

test('a yes in the language that was offered is one, whichever ear heard it', (t) => {
  const { state } = talk([
    { type: 'said', text: 'do you speak english' },
    { type: 'said', text: 'yes' },
  ]);
  t.is(languageOf(state, context), 'en');
});
