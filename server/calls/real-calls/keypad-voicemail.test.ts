import test from 'ava';
import { rmsDbfs } from '../../audio/level.ts';
import { channelOf } from '../../audio/wav-file.ts';
import type { Language } from '../../core/language.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { assistantTurns, callerTurns } from '../../testing/real-call.ts';
import { RealLine } from '../../testing/real-line.ts';

// No model is installed, as on a machine that was just set up.
const line = new RealLine({ rehearsalEar: false });
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after('each owner is told once that nobody hears his callers, with the command that mends it', async (t) => {
  const notices = () => line.smtp.received.filter(({ mail }) => mail.headers.get('x-repondeur-fault') === 'no-ear');
  await line.smtp.waitUntil(() => notices().length >= languages.length, 15_000, 'the e-mails about the fault');
  for (const language of languages) {
    const told = notices().filter(({ to }) => to.includes(hosts[language].email));
    t.is(told.length, 1);
    t.regex(told[0]?.mail.text ?? '', new RegExp(`bin/repondeur models add --language ${language}`));
  }
  t.regex(line.stage.app.health()['speech-to-text']?.reason ?? '', /bin\/repondeur models add --language fr/);
});
test.after.always(() => line.close());

const languages: Language[] = ['fr', 'en'];
const wordsOf = {
  fr: {
    from: '+3363998006',
    voice: 'fr+m3',
    says: "Bonjour, ici Julie Martin, j'ai une fuite d'eau dans ma cuisine.",
    menu: /Pour laisser un message, tapez 1/,
    keys: '0639981278',
    phone: '+33639981278',
    readBack: /06, 39, 98, 12, 78/,
    subject: 'Message vocal du 06 39 98 12 78 – urgent',
    noEar: /Cet appel n’est pas transcrit/,
    nobody: /Personne ne peut prendre votre appel/,
    wantsHuman: "souhaite parler à quelqu'un",
    incomplete: /ne semble pas complet/,
  },
  en: {
    from: '+44770090006',
    voice: 'en-us+m3',
    says: 'Hello, this is James Wilson, I have a leak in my kitchen.',
    menu: /To leave a message, press 1/,
    keys: '07700900178',
    phone: '+447700900178',
    readBack: /0 7 7 0 0, 9 0 0, 1 7 8/,
    subject: 'Voicemail from 07700 900178 – urgent',
    noEar: /This call is not transcribed/,
    nobody: /Nobody can take your call/,
    wantsHuman: 'would like to speak to someone',
    incomplete: /does not seem to be complete/,
  },
} as const;

const leavesByKeys = test.macro<[Language]>({
  title: (_, language) => `where nothing can hear people, an urgent message is left by keys, with a number that is read back (${language})`,
  async exec(t, language) {
    const { from, voice, says, menu, keys, phone, readBack, subject, noEar } = wordsOf[language];
    const { heard, record, told } = await line.call({
      from: `${from}1`,
      to: hosts[language].number,
      voice,
      script: [{ press: '2' }, { say: says }, { press: '#', afterAssistantSpoke: false }, { press: `${keys}#` }, { press: '1' }, { silent: true }],
    });
    t.is(heard.events.at(-1)?.type, 'hung-up-by-assistant', told);
    t.like(record, { outcome: 'voicemail-left', untranscribed: 'no-ear', message: { name: null, phone, reason: null, urgent: true } }, told);
    t.true(
      assistantTurns(record).some((text) => menu.test(text)),
      told,
    );
    t.true(
      assistantTurns(record).some((text) => readBack.test(text)),
      told,
    );
    t.deepEqual(callerTurns(record), ['2', keys, '1'], told);
    if (!record.recording) return t.fail(`not recorded${told}`);
    t.true(rmsDbfs(channelOf(await line.sound(record), 0)) > -45, told);
    const { mail } = await line.email(record);
    t.is(mail.subject, subject, told);
    t.regex(mail.text ?? '', noEar, told);
    t.is(mail.attachments.length, 1, told);
  },
});

test(leavesByKeys, 'fr');
test(leavesByKeys, 'en');

const leavesWithoutKeys = test.macro<[Language]>({
  title: (_, language) => `a caller who presses nothing gets to the tone all the same, and may hang up after his words (${language})`,
  async exec(t, language) {
    const { from, voice, says } = wordsOf[language];
    const { record, told } = await line.call({
      from: `${from}2`,
      to: hosts[language].number,
      voice,
      // The menu, then the request to speak after the tone.
      script: [
        { waitFor: () => line.hasSaid(`${from}2`, /signal sonore|after the tone/) },
        { waitMs: 700 },
        { say: says, afterAssistantSpoke: false },
        { hangUp: true, afterAssistantSpoke: false },
      ],
    });
    t.like(record, { outcome: 'voicemail-left', message: { phone: `${from}2`, urgent: false } }, told);
    t.deepEqual(callerTurns(record), [], told);
  },
});

test(leavesWithoutKeys, 'fr');
test(leavesWithoutKeys, 'en');

const asksForAHuman = test.macro<[Language]>({
  title: (_, language) =>
    `key 0 says that nobody is there, and the owner learns that somebody was wanted, and a number that was not whole (${language})`,
  async exec(t, language) {
    const { from, voice, nobody, wantsHuman, incomplete } = wordsOf[language];
    const { record, told } = await line.call({
      from: `${from}3`,
      to: hosts[language].number,
      voice,
      script: [
        { press: '0' },
        { waitFor: () => line.hasSaid(`${from}3`, /signal sonore|after the tone/) },
        { waitMs: 700 },
        { press: '#', afterAssistantSpoke: false },
        { press: '07#' },
        { waitFor: () => line.hasSaid(`${from}3`, incomplete) },
        { hangUp: true },
      ],
    });
    t.true(
      assistantTurns(record).some((text) => nobody.test(text)),
      told,
    );
    t.like(record, { outcome: 'message-taken', message: { phone: `${from}3`, reason: wantsHuman } }, told);
  },
});

test(asksForAHuman, 'fr');
test(asksForAHuman, 'en');

const ends = test.macro<[Language]>({
  title: (_, language) => `star says the menu again, and hash ends the call (${language})`,
  async exec(t, language) {
    const { from, voice, menu } = wordsOf[language];
    const { heard, record, told } = await line.call({
      from: `${from}4`,
      to: hosts[language].number,
      voice,
      script: [{ press: '*' }, { press: '#' }, { silent: true }],
    });
    t.is(heard.events.at(-1)?.type, 'hung-up-by-assistant', told);
    t.is(assistantTurns(record).filter((text) => menu.test(text)).length, 2, told);
    t.is(record.outcome, 'nothing-said', told);
    t.is(record.recording, undefined, told);
  },
});

test(ends, 'fr');
test(ends, 'en');
