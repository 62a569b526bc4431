import test from 'ava';
import { systemClock } from '../core/clock.ts';
import { eachDatabase } from '../testing/each-database.ts';
import type { Database } from './open.ts';
import { Outbox, queue } from './outbox.ts';
import { forgetOldItems } from './outbox-retention.ts';

const each = eachDatabase(test);
const now = new Date('2026-11-22T10:00:00Z');
const later = (ms: number) => new Date(now.getTime() + ms);
const leaseMs = 60_000;

async function queueAll(database: Database, ...keys: string[]): Promise<void> {
  await database.transaction(async (transaction) => {
    for (const [index, idempotencyKey] of keys.entries())
      await queue(transaction, { kind: 'k', idempotencyKey, payload: { idempotencyKey }, now: later(index) });
  });
}

each('an item is queued once, and given to one worker in the order of its time', async (t, database) => {
  await queueAll(database, 'a', 'b', 'a');
  const outbox = new Outbox(database);
  t.deepEqual(
    [
      (await outbox.claim(['k'], later(9), leaseMs))?.payload,
      (await outbox.claim(['k'], later(9), leaseMs))?.payload,
      await outbox.claim(['k'], later(9), leaseMs),
    ],
    [{ idempotencyKey: 'a' }, { idempotencyKey: 'b' }, null],
  );
});

each('many workers at once get every item once', async (t, database) => {
  const keys = Array.from({ length: 12 }, (_, index) => `key-${index}`);
  await queueAll(database, ...keys);
  const workers = Array.from({ length: 4 }, () => new Outbox(database));
  const got: string[] = [];
  await Promise.all(
    workers.map(async (worker) => {
      for (;;) {
        const item = await worker.claim(['k'], later(100), leaseMs);
        if (!item) return;
        got.push((item.payload as { idempotencyKey: string }).idempotencyKey);
        await worker.delivered(item.id, later(100));
      }
    }),
  );
  t.deepEqual(got.sort(), keys.sort());
});

each('a lease that ran out is taken over, and its first holder cannot renew it', async (t, database) => {
  await queueAll(database, 'a');
  const [first, second] = [new Outbox(database), new Outbox(database)];
  const item = await first.claim(['k'], now, leaseMs);
  t.true(await first.renew(item?.id ?? '', later(1000), leaseMs));
  t.is(await second.claim(['k'], later(leaseMs), leaseMs), null);
  t.is((await second.claim(['k'], later(leaseMs + 1001), leaseMs))?.attempts, 2);
  t.false(await first.renew(item?.id ?? '', later(leaseMs + 1002), leaseMs));
});

each('what is put off or dead is not given out before its time', async (t, database) => {
  await queueAll(database, 'a', 'b');
  const outbox = new Outbox(database);
  const a = await outbox.claim(['k'], later(9), leaseMs);
  await outbox.retryAt(a?.id ?? '', later(5000), 'busy');
  const b = await outbox.claim(['k'], later(9), leaseMs);
  await outbox.dead(b?.id ?? '', later(10), 'refused');
  t.is((await database('outbox').where({ id: b?.id }).first('payload')).payload, 'null', 'what is over holds nothing of anybody');
  t.is(await outbox.claim(['k'], later(4999), leaseMs), null);
  t.deepEqual(await outbox.nextDueAt(['k']), later(5000));
  t.is((await outbox.claim(['k'], later(5000), leaseMs))?.id, a?.id);
});

each('what was delivered or given up goes after 90 days, and what waits stays', async (t, database) => {
  const dayMs = 86_400_000;
  const at = (days: number) => ({ ...systemClock, now: () => later(days * dayMs) });
  const many = Array.from({ length: 501 }, (_, index) => `delivered-${index}`);
  await queueAll(database, 'waits', 'dead', 'late', ...many);
  await database('outbox').whereIn('idempotency_key', many).update({ delivered_at: now.toISOString() });
  await database('outbox').where({ idempotency_key: 'dead' }).update({ dead_at: now.toISOString() });
  await database('outbox')
    .where({ idempotency_key: 'late' })
    .update({ delivered_at: later(dayMs).toISOString() });
  await forgetOldItems({ database, clock: at(90) });
  t.is((await database('outbox')).length, 504, 'not before their day');
  await forgetOldItems({ database, clock: at(91) });
  t.deepEqual((await database('outbox').pluck('idempotency_key')).sort(), ['late', 'waits']);
  await forgetOldItems({ database, clock: at(400) });
  t.deepEqual(await database('outbox').pluck('idempotency_key'), ['waits']);
});
