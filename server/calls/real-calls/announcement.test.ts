import test from 'ava';
import { silentLogger } from '../../core/logger.ts';
import { openDatabase } from '../../database/open.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { RealLine } from '../../testing/real-line.ts';
import { AccountStore } from '../../users/account-store.ts';
import { userIdOf } from '../../users/configured-users.ts';

const callers = {
  fr: { from: '+33639980071', voice: 'fr+m3' },
  en: { from: '+447700900071', voice: 'en-us+m3' },
} as const;

test('callers of a suspended or deleted user hear a neutral announcement, of which nothing is kept, and those of one who is back reach the assistant', async (t) => {
  const line = new RealLine({});
  t.teardown(() => line.close());
  await line.open();
  const database = await openDatabase({ ...line.stage.settings.database, logger: silentLogger });
  t.teardown(() => database.destroy());
  const accounts = new AccountStore(database);
  await accounts.setStatus(userIdOf(hosts.fr.email), 'suspended');
  await accounts.erase(userIdOf(hosts.en.email));

  const announced = await Promise.all(
    (['fr', 'en'] as const).map((language) => line.dial({ ...callers[language], to: hosts[language].number, script: [{ silent: true }] })),
  );
  for (const { events, assistantVoice } of announced) {
    t.is(events.at(-1)?.type, 'hung-up-by-assistant');
    t.true(assistantVoice.length > 0, JSON.stringify(events));
  }
  for (const { from } of Object.values(callers)) t.deepEqual(await line.records(from), []);
  t.deepEqual(await line.journal(), []);
  t.deepEqual(line.smtp.received, []);

  await accounts.setStatus(userIdOf(hosts.fr.email), 'active');
  const { record, told } = await line.call({
    ...callers.fr,
    from: '+33639980072',
    to: hosts.fr.number,
    script: [{ say: "Bonjour, ici Julie Martin, j'ai une fuite d'eau dans ma cuisine." }, { hangUp: true }],
  });
  t.regex(record.turns[0]?.text ?? '', /Cabinet Durand/, told);
  await line.nothingIsLeft();
});
