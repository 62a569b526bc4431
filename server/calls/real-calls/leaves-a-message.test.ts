import { readFile } from 'node:fs/promises';
import test from 'ava';
import { decodeWav } from '../../audio/wav-file.ts';
import type { Language } from '../../core/language.ts';
import { firstCall } from '../../rehearsal/scenes.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { callerTurns, type RealCaller } from '../../testing/real-call.ts';
import { RealLine } from '../../testing/real-line.ts';
import { recordingSides } from '../../testing/recording-sides.ts';

const line = new RealLine();
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(() => line.close());

const plain = {
  fr: {
    from: '+33639980001',
    voice: 'fr+f3',
    says: 'Bonjour, ici Camille Durand, je vous appelle au sujet de la facture.',
    agrees: 'Oui.',
    leaves: 'Non merci, au revoir.',
    name: 'Camille Durand',
    reason: /facture/,
    subject: 'Message de Camille Durand',
    shownNumber: '06 39 98 00 01',
    askedBack: /finit par 01/,
  },
  en: {
    from: '+447700900001',
    voice: 'en-gb+f3',
    says: "Hello, this is Emily Carter, I'm calling about an invoice.",
    agrees: 'Yes.',
    leaves: 'No thank you, goodbye.',
    name: 'Emily Carter',
    reason: /invoice/,
    subject: 'Message from Emily Carter',
    shownNumber: '07700 900001',
    askedBack: /ending in 0 1/,
  },
} as const;

const leavesAMessage = test.macro<[Language]>({
  title: (_, language) => `a caller leaves a message, which is stored, recorded on both sides and e-mailed (${language})`,
  async exec(t, language) {
    const { from, voice, says, agrees, leaves, name, reason, subject, shownNumber, askedBack } = plain[language];
    const to = hosts[language].number;
    const { heard, record, told } = await line.call({ from, to, voice, script: [{ say: says }, { say: agrees }, { say: leaves }, { silent: true }] });

    t.like(record, { outcome: 'message-taken', endReason: 'completed', from, to, language, untranscribed: null }, told);
    t.is(heard.events.at(-1)?.type, 'hung-up-by-assistant', told);
    t.like(record.message, { name, phone: from, urgent: false }, told);
    t.regex(record.message?.reason ?? '', reason, told);
    t.regex(record.summary ?? '', new RegExp(name), told);
    t.true(record.startedAt < record.endedAt && record.durationMs > 5000, told);

    const speakers = record.turns.map(({ speaker }) => speaker);
    t.deepEqual(speakers, ['assistant', 'caller', 'assistant', 'caller', 'assistant', 'caller', 'assistant'], told);
    t.regex(record.turns[0]?.text ?? '', new RegExp(hosts[language].name), told);
    t.regex(record.turns[2]?.text ?? '', askedBack, told);
    for (const { startMs, endMs } of record.turns) t.true(startMs >= 0 && endMs > startMs && endMs <= record.durationMs, told);

    for (const { text, startMs, endMs, words = [], confidence } of record.turns.filter(({ speaker }) => speaker === 'caller')) {
      t.is(words.map(({ word }) => word).join(' '), text, told);
      for (const word of words)
        t.true(word.startMs >= startMs - 1000 && word.endMs <= endMs + 500, `${JSON.stringify({ word, startMs, endMs })}${told}`);
      t.true((confidence ?? 0) > 0.5, told);
    }

    const { recording } = record;
    if (!recording) return t.fail(`the call was not recorded${told}`);
    t.like(recording, { sampleRateHz: 16_000, channels: 2 }, told);
    const { caller, assistant } = recordingSides(await line.sound(record), record.turns);
    t.true(caller.ownDbfs > -40 && caller.otherDbfs < caller.ownDbfs - 20, `caller's side ${JSON.stringify(caller)}${told}`);
    t.true(assistant.ownDbfs > -40 && assistant.otherDbfs < assistant.ownDbfs - 20, `assistant's side ${JSON.stringify(assistant)}${told}`);

    const { to: recipients, mail } = await line.email(record);
    t.deepEqual(recipients, [hosts[language].email]);
    t.is(mail.subject, subject);
    for (const part of [name, shownNumber, record.summary ?? '', ...callerTurns(record)]) {
      t.true(mail.text?.includes(part), `"${part}" is not in the e-mail:\n${mail.text}`);
    }
    t.is(mail.attachments.length, 1);
    // On the disk it is sealed; what the owner gets is the whole sound.
    t.false((await readFile(recording.path)).includes('RIFF'));
    t.deepEqual(decodeWav(mail.attachments[0]?.content ?? Buffer.alloc(0)), await line.sound(record));
    t.is(line.emails(record).length, 1);
    t.true(await line.isAnnounced(record), told);
  },
});

test(leavesAMessage, 'fr');
test(leavesAMessage, 'en');

const corrects = test.macro<[Language]>({
  title: (_, language) => `an urgent caller corrects a digit of his number when it is read back (${language})`,
  async exec(t, language) {
    const { from, to, voice, script, expected } = firstCall[language];
    const { record, told } = await line.call({ from, to, voice, script });
    t.is(record.outcome, 'message-taken', told);
    t.deepEqual(record.message, expected, told);
    const { mail } = await line.email(record);
    t.regex(mail.subject ?? '', / – urgent$/);
  },
});

test(corrects, 'fr');
test(corrects, 'en');

const notUrgent: Record<Language, Omit<RealCaller, 'to'> & { subject: string }> = {
  fr: {
    from: '+33639980003',
    voice: 'fr',
    script: [
      { say: "Bonjour, ici Julie Martin, ma chaudière ne marche plus, c'est urgent." },
      { say: "Non, ce n'est pas urgent." },
      { say: 'Oui.' },
      { say: 'Non merci.' },
      { silent: true },
    ],
    subject: 'Message de Julie Martin',
  },
  en: {
    from: '+447700900003',
    voice: 'en-us',
    script: [
      { say: 'Hello, this is James Wilson, my boiler is broken, it is urgent.' },
      { say: "No, it's not urgent." },
      { say: 'Yes.' },
      { say: 'No thank you.' },
      { silent: true },
    ],
    subject: 'Message from James Wilson',
  },
};

const afterAllNot = test.macro<[Language]>({
  title: (_, language) => `a caller who says that it is not urgent after all is believed (${language})`,
  async exec(t, language) {
    const { subject, ...caller } = notUrgent[language];
    const { record, told } = await line.call({ ...caller, to: hosts[language].number });
    t.like(record, { outcome: 'message-taken', message: { phone: caller.from, urgent: false } }, told);
    t.is((await line.email(record)).mail.subject, subject, told);
  },
});

test(afterAllNot, 'fr');
test(afterAllNot, 'en');
