import test from 'ava';
import { hosts } from '../../rehearsal/stage.ts';
import { RealLine } from '../../testing/real-line.ts';
import { until } from '../../testing/until.ts';

const line = new RealLine();
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(() => line.close());

test('when the switch dies in the middle of a call, what was said is kept, and the next caller is served', async (t) => {
  const { switchHouse, app } = line.stage;
  const { process: asterisk } = switchHouse;
  const killed = asterisk.pid as number;
  const from = '+33639980111';
  const dies = async () => {
    await until('what was said is in the journal', () => line.journalHolds(from, /fuite/));
    process.kill(killed, 'SIGKILL');
    await until('the server has noticed', () => !app.health().telephony?.ready);
  };
  const lost = line.dial({
    from,
    to: hosts.fr.number,
    voice: 'fr+m3',
    script: [
      { say: "Bonjour, ici Julie Martin, j'ai une fuite d'eau dans ma cuisine." },
      { waitFor: dies },
      { hangUp: true, afterAssistantSpoke: false },
    ],
  });
  // The caller's side goes through the same switch: how it learns of the end does not matter here.
  await Promise.allSettled([lost]);
  await until('the switch and the server are back', () => asterisk.health().ready && app.health().telephony?.ready);
  t.not(asterisk.pid, killed);

  const next = await line.call({
    from: '+447700900111',
    to: hosts.en.number,
    voice: 'en-us+m3',
    script: [{ say: 'Hello, this is James Wilson, I have a leak in my kitchen.' }, { say: 'Yes.' }, { say: 'No thank you.' }, { silent: true }],
  });
  t.like(next.record, { outcome: 'message-taken', message: { name: 'James Wilson' } }, next.told);

  const record = await line.stored(from, 30_000);
  const told = await line.tell(from);
  t.like(record, { outcome: 'failed', message: { name: 'Julie Martin' } }, told);
  t.truthy(record.message?.reason, told);
  t.true((record.recording?.durationMs ?? 0) > 5000, told);
  await line.email(record);
  t.is((await line.records(from)).length, 1, told);
});
