import { readdir } from 'node:fs/promises';
import test from 'ava';
import type { HealthState } from '../../core/health.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { RealLine } from '../../testing/real-line.ts';
import { until } from '../../testing/until.ts';

const line = new RealLine({ supervised: true });
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(() => line.close());

const talking = { from: '+447700900061', to: hosts.en.number, voice: 'en-us+m3' };
const late = { from: '+33639980061', to: hosts.fr.number, voice: 'fr+m3' };

async function partOfHealth(part: string): Promise<HealthState | undefined> {
  const response = await fetch(`${line.stage.httpUrl}/health`);
  const { parts } = (await response.json()) as { parts: Record<string, { status: HealthState }> };
  return parts[part]?.status;
}

test('a server that is told to stop leaves new callers to the switch, and says goodbye to those who are talking', async (t) => {
  const { supervisor, switchHouse } = line.stage;
  const isStopping = Promise.withResolvers<void>();
  const talk = line.dial({
    ...talking,
    script: [
      { say: 'Hello, this is James Wilson, I have a leak in my kitchen.' },
      {
        waitFor: async () => {
          isStopping.resolve();
        },
      },
      { silent: true },
    ],
  });
  await Promise.race([isStopping.promise, talk]);
  const stopped = supervisor.stop();
  await until('the server takes no more calls', async () => (await partOfHealth('telephony')) === 'down');
  const away = await line.dial({
    ...late,
    script: [{ say: "Bonjour, ici Julie Martin, j'ai une fuite d'eau dans ma cuisine." }, { hangUp: true, afterAssistantSpoke: false }],
  });
  t.true(away.assistantVoice.length > 0);
  const spool = switchHouse.connection.awaySpoolDirectory;
  await until('the message is in the spool', async () => (await readdir(spool)).some((name) => name.endsWith('.wav16')));

  const { events } = await talk;
  await stopped;
  t.is(events.at(-1)?.type, 'hung-up-by-assistant');
  const record = await line.stored(talking.from);
  const told = await line.tell(talking.from);
  t.like(record, { outcome: 'message-taken', endReason: 'completed' }, told);
  t.like(record.message, { name: 'James Wilson' }, told);
  t.regex(record.turns.at(-1)?.text ?? '', /goodbye/i, told);
  t.deepEqual(await line.records(late.from), []);

  await supervisor.start();
  t.like(await line.stored(late.from), { outcome: 'voicemail-left', untranscribed: 'server-away' });
});
