import { readdir } from 'node:fs/promises';
import test from 'ava';
import { rmsDbfs } from '../../audio/level.ts';
import type { Language } from '../../core/language.ts';
import type { ScriptStep } from '../../rehearsal/scripted-caller.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { RealLine } from '../../testing/real-line.ts';
import { until } from '../../testing/until.ts';

const line = new RealLine({ supervised: true });
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(() => line.close());

interface Visitor {
  from: string;
  voice: string;
  script: ScriptStep[];
  subject: string;
  note: RegExp;
}

const visitors: Record<Language, Visitor> = {
  fr: {
    from: '+33639980091',
    voice: 'fr+m3',
    script: [{ say: "Bonjour, ici Julie Martin, j'ai une fuite d'eau dans ma cuisine." }, { hangUp: true, afterAssistantSpoke: false }],
    subject: 'Message vocal du 06 39 98 00 91',
    note: /l’assistant était arrêté/,
  },
  en: {
    from: '+447700900091',
    voice: 'en-us+m3',
    script: [{ say: 'Hello, this is James Wilson, I have a leak in my kitchen.' }, { press: '#', afterAssistantSpoke: false }],
    subject: 'Voicemail from 07700 900091',
    note: /while the assistant was/,
  },
};

const languages: Language[] = ['fr', 'en'];

test('while the server is away the switch takes the messages, and the server brings each in exactly once', async (t) => {
  const { supervisor, switchHouse } = line.stage;
  const spool = switchHouse.connection.awaySpoolDirectory;
  await supervisor.stop();
  const callingAt = new Date();
  await Promise.all(languages.map((language) => line.dial({ ...visitors[language], to: hosts[language].number })));
  await line.nothingIsLeft();
  await until(
    'the messages are in the spool',
    async () => (await readdir(spool)).filter((name) => name.endsWith('.wav16')).length === languages.length,
  );
  const calledAt = new Date();

  await supervisor.start();
  for (const language of languages) {
    const { from, subject, note } = visitors[language];
    const record = await line.stored(from);
    const told = await line.tell(from);
    t.like(record, { outcome: 'voicemail-left', from, to: hosts[language].number, language, untranscribed: 'server-away' }, told);
    t.like(record.message, { phone: from, name: null }, told);
    // The dialplan writes whole seconds.
    t.true(record.startedAt.getTime() >= callingAt.getTime() - 1000 && record.endedAt <= calledAt && record.startedAt < record.endedAt, told);
    if (!record.recording) return t.fail(`not recorded${told}`);
    const { pcm, durationMs } = await line.sound(record);
    t.true(durationMs > 2000 && rmsDbfs(pcm) > -40, `${durationMs} ms at ${rmsDbfs(pcm)} dBFS${told}`);
    const { mail } = await line.email(record);
    t.is(mail.subject, subject, told);
    t.regex(mail.text ?? '', note, told);
    t.is(mail.attachments.length, 1, told);
  }
  await until('the spool is empty', async () => (await readdir(spool)).length === 0);

  await supervisor.stop();
  await supervisor.start();
  for (const language of languages) {
    const [record, ...more] = await line.records(visitors[language].from);
    t.deepEqual(more, []);
    t.is(record && line.emails(record).length, 1);
  }
});
