import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test from 'ava';
import { hosts } from '../../rehearsal/stage.ts';
import { lesserEar } from '../../testing/lesser-ear.ts';
import { callerTurns } from '../../testing/real-call.ts';
import { RealLine } from '../../testing/real-line.ts';
import { rehearsalModel } from '../../testing/rehearsal-ear.ts';
import { until } from '../../testing/until.ts';

const folder = await mkdtemp(join(tmpdir(), 'repondeur-ears-'));
const line = new RealLine({
  settings: {
    speech_to_text: {
      live_fr: await lesserEar(folder, 'fr', ['plus']),
      after_call_fr: await rehearsalModel('fr'),
      live_en: await lesserEar(folder, 'en', ['leak']),
      after_call_en: '/nowhere/large-en',
    },
  },
});
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(async () => {
  await line.close();
  await rm(folder, { recursive: true, force: true });
});

test('the e-mail of a call waits for the better transcript, and says which model made it', async (t) => {
  const { record, told } = await line.call({
    from: '+33639980061',
    to: hosts.fr.number,
    voice: 'fr+m3',
    script: [{ say: 'Bonjour, ici Julie Martin, ma chaudière ne marche plus.' }, { say: 'Oui.' }, { say: 'Non merci.' }, { silent: true }],
  });
  t.is(record.outcome, 'message-taken', told);
  const heardAgain = async () => {
    const records = await line.records('+33639980061');
    return records[0]?.ear?.pass === 'after-call' && records;
  };
  // It has the lowest priority on the machine.
  const [better] = await until('the better transcript', heardAgain, 120_000);
  const first = better!.turns.find(({ speaker }) => speaker === 'caller');
  t.is(first?.text, 'bonjour ici julie martin ma chaudière ne marche plus', told);
  t.is(first?.liveText, 'bonjour ici julie martin ma chaudière ne marche', told);
  t.is(better!.message?.phone, '+33639980061', told);
  const { mail } = await line.email(record, 60_000);
  t.is(line.emails(record).length, 1);
  for (const part of [...callerTurns(better!), better!.summary ?? '', 'Transcrit et résumé après l’appel, avec le modèle rehearsal-fr.']) {
    t.true(mail.text?.includes(part), `"${part}" is not in the e-mail:\n${mail.text}`);
  }
});

test('with a larger model that cannot be loaded, the e-mail goes with the live transcript', async (t) => {
  const { record, told } = await line.call({
    from: '+447700900061',
    to: hosts.en.number,
    voice: 'en-us+m3',
    script: [{ say: 'Hello, this is James Wilson, my boiler is broken.' }, { say: 'Yes.' }, { say: 'No thank you.' }, { silent: true }],
  });
  t.deepEqual(record.ear, { model: 'lesser-en', pass: 'live' }, told);
  const { mail } = await line.email(record, 60_000);
  for (const part of [...callerTurns(record), 'Transcribed and summarised during the call, with the model lesser-en.']) {
    t.true(mail.text?.includes(part), `"${part}" is not in the e-mail:\n${mail.text}`);
  }
  t.regex(await line.tell(record.from ?? ''), /\/nowhere\/large-en cannot be used/);
});
