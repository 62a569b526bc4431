import { setTimeout as sleep } from 'node:timers/promises';
import test, { type ExecutionContext } from 'ava';
import { RepondeurError } from '../../core/errors.ts';
import { silentLogger } from '../../core/logger.ts';
import { until } from '../../testing/until.ts';
import { FakeLanguageModel } from './fake.ts';
import { OnDemandLanguageModel } from './on-demand.ts';

const { signal } = new AbortController();
const request = { prompt: 'merci', maxTokens: 20, deadlineMs: 5000 };

class WatchedModel extends FakeLanguageModel {
  starts = 0;
  stops = 0;
  fault: Error | undefined;

  override async start(): Promise<void> {
    this.starts++;
    if (this.fault) throw this.fault;
    await super.start();
  }

  override async stop(): Promise<void> {
    this.stops++;
    await super.stop();
  }
}

async function started(t: ExecutionContext, lingerMs = 20) {
  const inner = new WatchedModel();
  const model = new OnDemandLanguageModel({ create: () => inner, lingerMs, logger: silentLogger });
  t.teardown(() => model.stop());
  await model.start();
  return { inner, model };
}

test('it is loaded for work, once, and goes when there is none', async (t) => {
  const { inner, model } = await started(t);
  t.deepEqual([inner.starts, model.health()], [0, { ready: true }]);
  const [one, other] = await Promise.all([model.open({ system: '', signal }), model.open({ system: '', signal })]);
  t.is(await one.complete(request), 'merci');
  await one.close();
  await sleep(60);
  t.deepEqual([inner.starts, inner.stops], [1, 0], 'one is still at work');
  await other.close();
  await until('the end of the model', () => inner.stops === 1);
  t.is(await (await model.open({ system: '', signal })).complete(request), 'merci');
  t.is(inner.starts, 2);
});

test('work that ends by its signal counts as done', async (t) => {
  const { inner, model } = await started(t);
  const call = new AbortController();
  await model.open({ system: '', signal: call.signal });
  call.abort(new Error('over'));
  t.true(await until('the end of the model', () => inner.stops === 1));
});

test('a model that cannot be loaded is told by its health, and tried again with the next work', async (t) => {
  const { inner, model } = await started(t);
  inner.fault = new RepondeurError('bad-settings', 'this file is damaged');
  await t.throwsAsync(model.open({ system: '', signal }), { message: 'this file is damaged' });
  t.deepEqual(model.health(), { ready: false, reason: 'this file is damaged' });
  inner.fault = undefined;
  await model.open({ system: '', signal });
  t.deepEqual(model.health(), { ready: true });
});

test('it can be started and stopped twice, and refuses work when it is stopped', async (t) => {
  const { inner, model } = await started(t, 60_000);
  await model.start();
  await model.open({ system: '', signal });
  await model.stop();
  await model.stop();
  t.is(inner.stops, 1);
  await t.throwsAsync(model.open({ system: '', signal }), { code: 'engine-missing' });
  await model.start();
  t.is(await (await model.open({ system: '', signal })).complete(request), 'merci');
});
