import test from 'ava';
import { hosts } from '../../rehearsal/stage.ts';
import { RealLine } from '../../testing/real-line.ts';
import { until } from '../../testing/until.ts';

const line = new RealLine();
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(() => line.close());

/** The first attempt after a failed one comes within 30 s. */
const retriedWithinMs = 60_000;

test('messages that are left while the mail server is down are delivered once it is up, and only once', async (t) => {
  await line.smtp.stop();
  const [french, english] = await Promise.all([
    line.call({
      from: '+33639980101',
      to: hosts.fr.number,
      voice: 'fr+m3',
      script: [{ say: "Bonjour, ici Julie Martin, j'ai une fuite d'eau dans ma cuisine." }, { hangUp: true }],
    }),
    line.call({
      from: '+447700900101',
      to: hosts.en.number,
      voice: 'en-us+m3',
      script: [{ say: 'Hello, this is James Wilson, I have a leak in my kitchen.' }, { hangUp: true }],
    }),
  ]);
  t.like(french.record.message, { name: 'Julie Martin' }, french.told);
  t.like(english.record.message, { name: 'James Wilson' }, english.told);
  await until('both e-mails have been tried in vain', () => line.log.lines.filter((text) => text.includes('it is tried again later')).length >= 2);
  await until('health says that no e-mail goes out', () => !line.stage.app.health().notifications?.ready);

  await line.smtp.start();
  const later = await line.call({
    from: '+33639980102',
    to: hosts.fr.number,
    voice: 'fr',
    script: [{ say: 'Ici Camille Durand.' }, { hangUp: true }],
  });
  for (const { record } of [french, english, later]) {
    const { to } = await line.email(record, retriedWithinMs);
    t.deepEqual(to, [hosts[record.language].email]);
  }
  await until('health says that e-mails go out again', () => line.stage.app.health().notifications?.ready);
  for (const { record, told } of [french, english, later]) t.is(line.emails(record).length, 1, told);
  t.is(line.smtp.received.length, 3);
});
