import test from 'ava';
import type { Language } from '../../core/language.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { assistantTurns, callerTurns } from '../../testing/real-call.ts';
import { RealLine } from '../../testing/real-line.ts';

const line = new RealLine({ settings: { assistant: { silence_seconds: 2 } } });
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(() => line.close());

const silentCallers = {
  fr: {
    from: '+33639980031',
    voice: 'fr',
    reprompts: [/^Je ne vous entends pas/, /^Êtes-vous toujours là/, /message après le bip/],
    subject: 'Appel manqué du 06 39 98 00 31',
  },
  en: {
    from: '+447700900031',
    voice: 'en-gb',
    reprompts: [/^I can't hear you/, /^Are you still there/, /message after the beep/],
    subject: 'Missed call from 07700 900031',
  },
} as const;

const saysNothing = test.macro<[Language]>({
  title: (_, language) => `a caller who says nothing is asked twice more, may leave a voicemail, and is let go (${language})`,
  async exec(t, language) {
    const { from, voice, reprompts, subject } = silentCallers[language];
    const script = [{ silent: true } as const];
    const { heard, record, told } = await line.call({ from, to: hosts[language].number, voice, script, stepDeadlineMs: 90_000 });
    t.is(heard.events.at(-1)?.type, 'hung-up-by-assistant', told);
    t.like(record, { outcome: 'nothing-said', endReason: 'completed', message: undefined }, told);
    const [, ...asked] = assistantTurns(record);
    for (const [at, words] of reprompts.entries()) t.regex(asked[at] ?? '', words, told);
    t.deepEqual(callerTurns(record), [], told);
    t.is((await line.email(record)).mail.subject, subject, told);
  },
});

test(saysNothing, 'fr');
test(saysNothing, 'en');

const hasty = {
  fr: {
    from: '+33639980032',
    voice: 'fr+m3',
    says: 'Bonjour, ici Julie Martin, ma chaudière ne marche plus.',
    breaksOff: 'Mon numéro est le zéro six, trente-neuf, quatre-vingt-dix-huit, douze, soixante-huit.',
    words: /numéro/,
    name: 'Julie Martin',
    subject: 'Message incomplet de Julie Martin',
  },
  en: {
    from: '+447700900032',
    voice: 'en-us+m3',
    says: 'Hello, this is James Wilson, my boiler is broken.',
    breaksOff: 'My number is oh seven seven double zero, nine zero zero, one six eight.',
    words: /number/,
    name: 'James Wilson',
    subject: 'Incomplete message from James Wilson',
  },
} as const;

const hangsUp = test.macro<[Language]>({
  title: (_, language) => `what a caller said before he hung up in the middle of a sentence is kept (${language})`,
  async exec(t, language) {
    const { from, voice, says, breaksOff, words, name, subject } = hasty[language];
    const script = [{ say: says }, { hangUpWhileSaying: breaksOff, afterMs: 1200 }];
    const { record, told } = await line.call({ from, to: hosts[language].number, voice, script });
    t.like(record, { outcome: 'caller-hung-up', endReason: 'caller-hung-up', message: { name, urgent: false } }, told);
    t.truthy(record.message?.reason, told);
    t.regex(callerTurns(record).at(-1) ?? '', words, told);
    t.truthy(record.recording, told);
    t.is((await line.email(record)).mail.subject, subject, told);
  },
});

test(hangsUp, 'fr');
test(hangsUp, 'en');
