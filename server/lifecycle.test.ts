import test from 'ava';
import { silentLogger } from './core/logger.ts';
import { Lifecycle } from './lifecycle.ts';

function parts(log: string[], broken?: string) {
  return ['a', 'b', 'c'].map((name) => ({
    name,
    stopWithinMs: 50,
    start: async () => {
      if (name === broken) throw new Error(`${name} is broken`);
      log.push(`+${name}`);
    },
    stop: async () => {
      log.push(`-${name}`);
    },
  }));
}

test('parts start in order and stop in the opposite order, as often as asked', async (t) => {
  const log: string[] = [];
  const lifecycle = new Lifecycle(parts(log), silentLogger);
  await lifecycle.start();
  await lifecycle.start();
  await lifecycle.stop();
  await lifecycle.stop();
  await lifecycle.start();
  t.deepEqual(log, ['+a', '+b', '+c', '-c', '-b', '-a', '+a', '+b', '+c']);
});

test('when one does not start, those before it are stopped and its fault is thrown', async (t) => {
  const log: string[] = [];
  await t.throwsAsync(new Lifecycle(parts(log, 'c'), silentLogger).start(), { message: 'c is broken' });
  t.deepEqual(log, ['+a', '+b', '-b', '-a']);
});

test('a part that never stops does not keep the others running', async (t) => {
  const log: string[] = [];
  const list = parts(log);
  list[2]!.stop = () => new Promise(() => {});
  const lifecycle = new Lifecycle(list, silentLogger);
  await lifecycle.start();
  await lifecycle.stop();
  t.deepEqual(log.slice(3), ['-b', '-a']);
});
