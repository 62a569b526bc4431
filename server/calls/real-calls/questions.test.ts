import test from 'ava';
import type { Language } from '../../core/language.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { assistantTurns } from '../../testing/real-call.ts';
import { RealLine } from '../../testing/real-line.ts';
import { until } from '../../testing/until.ts';

const line = new RealLine();
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(() => line.close());

const wrong = {
  fr: { from: '+33639980041', voice: 'fr+m3', says: 'Excusez-moi, je me suis trompé de numéro.', reply: /pas grave/ },
  en: { from: '+447700900041', voice: 'en-us+m3', says: 'Sorry, I have the wrong number.', reply: /No problem/ },
} as const;

const wrongNumber = test.macro<[Language]>({
  title: (_, language) => `a caller with the wrong number is let go, and nobody gets an e-mail about it (${language})`,
  async exec(t, language) {
    const { from, voice, says, reply } = wrong[language];
    const { heard, record, told } = await line.call({ from, to: hosts[language].number, voice, script: [{ say: says }, { silent: true }] });
    t.like(record, { outcome: 'wrong-number', endReason: 'completed', message: undefined }, told);
    t.regex(assistantTurns(record).at(-1) ?? '', reply, told);
    t.is(heard.events.at(-1)?.type, 'hung-up-by-assistant', told);
    t.false(await line.isAnnounced(record), told);
  },
});

test(wrongNumber, 'fr');
test(wrongNumber, 'en');

const curious = {
  fr: {
    from: '+33639980042',
    voice: 'fr+f3',
    asks: "Quels sont vos horaires d'ouverture ?",
    done: 'Non merci, au revoir.',
    answer: /du lundi au vendredi de 9 heures à 12 heures 30 et de 14 heures à 18 heures/,
  },
  en: {
    from: '+447700900042',
    voice: 'en-gb+f3',
    asks: 'What are your opening hours?',
    done: 'No thank you, goodbye.',
    answer: /Monday to Friday from 9 am to 12:30 pm and from 2 pm to 6 pm/,
  },
} as const;

const asksTheHours = test.macro<[Language]>({
  title: (_, language) => `a caller who asks for the opening hours hears those of the settings (${language})`,
  async exec(t, language) {
    const { from, voice, asks, done, answer } = curious[language];
    const { record, told } = await line.call({ from, to: hosts[language].number, voice, script: [{ say: asks }, { say: done }, { silent: true }] });
    t.like(record, { outcome: 'information-given', endReason: 'completed', message: undefined }, told);
    t.regex(assistantTurns(record)[1] ?? '', answer, told);
  },
});

test(asksTheHours, 'fr');
test(asksTheHours, 'en');

test('a call to a number that nobody here has is refused', async (t) => {
  const error = await t.throwsAsync(
    line.dial({ from: '+33639980043', to: '+33199009999', voice: 'fr', script: [{ hangUp: true, afterAssistantSpoke: false }] }),
  );
  t.like(error, { code: 'unavailable' });
  t.deepEqual(await line.records('+33639980043'), []);
  await until('the refusal in the log', () => line.log.lines.some((text) => text.includes('a call to a number that nobody here has was refused')));
});
