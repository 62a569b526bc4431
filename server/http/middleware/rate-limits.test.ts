import test from 'ava';
import { isCode } from '../../core/errors.ts';
import { rateLimit } from './rate-limits.ts';

const refused = (take: Promise<void>) =>
  take.then(
    () => false,
    (error) => isCode(error, 'too-many'),
  );

test('of one key so many are let through, and of another as many', async (t) => {
  const limit = rateLimit({ requests: 2, perSeconds: 3600 });
  t.deepEqual([await refused(limit.take('a')), await refused(limit.take('a')), await refused(limit.take('a'))], [false, false, true]);
  t.false(await refused(limit.take('b')));
});

test('whoever has many keys does not fill the memory: the first are forgotten, the last are not', async (t) => {
  const limit = rateLimit({ requests: 1, perSeconds: 3600, maxKeys: 100 });
  for (let count = 0; count < 1000; count++) await limit.take(`key ${count}`);
  t.true(await refused(limit.take('key 999')));
  t.true(await refused(limit.take('key 900')));
  t.false(await refused(limit.take('key 899')));
});
