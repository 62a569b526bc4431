import test from 'ava';
import { RepondeurError } from '../../core/errors.ts';
import { silentLogger } from '../../core/logger.ts';
import { temporaryDatabase } from '../../testing/database.ts';
import { Outbox, queue } from '../outbox.ts';
import { OutboxWorker } from './worker.ts';

const fate = test.macro({
  title: (_, code: string, result: string) => `an item whose delivery fails with ${code} is ${result}`,
  async exec(t, code: 'storage-failed' | 'delivery-failed' | 'delivery-refused', result: string) {
    const { database } = await temporaryDatabase(t);
    const now = new Date();
    await database.transaction((transaction) => queue(transaction, { kind: 'k', idempotencyKey: 'a', payload: {}, now }));
    const results = Promise.withResolvers<string>();
    const worker = new OutboxWorker({
      outbox: new Outbox(database),
      channels: { k: { deliver: () => Promise.reject(new RepondeurError(code, 'no')), health: () => ({ ready: true }) } },
      logger: silentLogger,
      onResult: results.resolve,
    });
    await worker.start();
    const told = await results.promise;
    await worker.stop();
    t.is(told, result);
    const { dead_at } = await database('outbox').first('dead_at');
    t.is(dead_at === null, result === 'retried');
  },
});

test(fate, 'delivery-refused', 'dead');
test(fate, 'delivery-failed', 'retried');
// A master key that is away, a fault of the database: nothing that the item can do for.
test(fate, 'storage-failed', 'retried');
