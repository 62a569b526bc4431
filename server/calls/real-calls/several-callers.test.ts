import test from 'ava';
import { type Language, languages } from '../../core/language.ts';
import { hosts } from '../../rehearsal/stage.ts';
import type { RealCaller } from '../../testing/real-call.ts';
import { RealLine } from '../../testing/real-line.ts';
import { until } from '../../testing/until.ts';

const line = new RealLine();
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(() => line.close());

interface Guest extends Omit<RealCaller, 'to'> {
  language: Language;
  message: { name: string; phone: string; reason: string; urgent: boolean };
}

const guests: Guest[] = [
  {
    language: 'fr',
    from: '+33639980051',
    voice: 'fr+m3',
    script: [
      { say: "Bonjour, ici Julie Martin, j'ai une fuite d'eau dans ma cuisine." },
      { say: 'Non.' },
      { say: 'Mon numéro est le zéro six, trente-neuf, quatre-vingt-dix-huit, douze, soixante-huit.' },
      { say: "Oui c'est ça." },
      { say: 'Non merci.' },
      { silent: true },
    ],
    message: { name: 'Julie Martin', phone: '+33639981268', reason: "fuite d'eau dans ma cuisine", urgent: false },
  },
  {
    language: 'en',
    from: '+447700900051',
    voice: 'en-us+m3',
    script: [
      { say: 'Hello, this is James Wilson, I have a leak in my kitchen.' },
      { say: 'No.' },
      { say: 'My number is oh seven seven double zero, nine zero zero, one six eight.' },
      { say: "Yes that's right." },
      { say: 'No thank you.' },
      { silent: true },
    ],
    message: { name: 'James Wilson', phone: '+447700900168', reason: 'leak in my kitchen', urgent: false },
  },
  {
    language: 'fr',
    from: '+33639980052',
    voice: 'fr+f3',
    script: [
      { say: "Bonjour, ici Camille Durand, j'ai une fuite d'eau dans la salle de bain." },
      { say: 'Non.' },
      { say: 'Mon numéro est le zéro six, trente-neuf, quatre-vingt-dix-huit, onze, vingt-trois.' },
      { say: "Oui c'est ça." },
      { say: 'Non merci.' },
      { silent: true },
    ],
    message: { name: 'Camille Durand', phone: '+33639981123', reason: "fuite d'eau dans la salle de bain", urgent: false },
  },
];

test('three callers at once, in both languages, each leave their own message', async (t) => {
  const upAtOnce = { now: 0, most: 0 };
  const allAreUp = () => until('all calls are up', () => upAtOnce.now === guests.length);
  const calls = guests.map(({ language, message: _, script, ...caller }) =>
    line.call({
      ...caller,
      script: [{ waitFor: allAreUp }, ...script],
      to: hosts[language].number,
      onEvent({ type }) {
        if (type === 'answered') upAtOnce.now++;
        if (type.startsWith('hung-up')) upAtOnce.now--;
        upAtOnce.most = Math.max(upAtOnce.most, upAtOnce.now);
      },
    }),
  );
  for (const [at, { record, told }] of (await Promise.all(calls)).entries()) {
    const { language, from, message } = guests[at] as Guest;
    t.like(record, { outcome: 'message-taken', from, to: hosts[language].number, language }, told);
    t.deepEqual(record.message, message, told);
    const { to, mail } = await line.email(record);
    t.deepEqual(to, [hosts[language].email]);
    t.true(mail.subject?.includes(message.name), told);
    for (const other of guests.filter((guest) => guest.from !== from)) t.false(mail.text?.includes(other.message.name), told);
  }
  t.is(upAtOnce.most, guests.length);
  for (const language of languages) t.is(line.smtp.received.filter(({ to }) => to.includes(hosts[language].email)).length, language === 'fr' ? 2 : 1);
});
