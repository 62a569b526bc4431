import { performance } from 'node:perf_hooks';
import test from 'ava';
import bcrypt from 'bcrypt';
import type { RepondeurError } from '../../core/errors.ts';
import { Passwords } from './passwords.ts';
import { isCommon, newPassword, typedPassword } from './rules.ts';

test('a password matches its own hash, and nothing matches none', async (t) => {
  const passwords = new Passwords({ cost: 4 });
  const hash = await passwords.hash('correct horse battery');
  t.true(await passwords.matches('correct horse battery', hash));
  t.false(await passwords.matches('correct horse batterY', hash));
  t.false(await passwords.matches('nobody', null));
  t.not(await passwords.hash('correct horse battery'), hash, 'salted');
});

test('more than 72 bytes are refused, not cut', async (t) => {
  const passwords = new Passwords({ cost: 4 });
  const full = 'é'.repeat(36);
  const hash = await passwords.hash(full);
  t.true(await passwords.matches(full, hash));
  t.false(await passwords.matches(`${full}x`, hash));
  t.is((await t.throwsAsync<RepondeurError>(passwords.hash(`${full}x`)))?.code, 'bad-input');
  for (const schema of [newPassword, typedPassword]) t.false(schema.safeParse(`${full}x`).success);
});

test('a comparison without an account is made at the same cost as one with', async (t) => {
  const passwords = new Passwords({ cost: 9 });
  const hash = await passwords.hash('correct horse battery');
  await passwords.warmUp();
  const timeOf = async (of: string | null) => {
    const times: number[] = [];
    for (let count = 0; count < 5; count++) {
      const atMs = performance.now();
      await passwords.matches('wrong wrong wrong', of);
      times.push(performance.now() - atMs);
    }
    return Math.min(...times);
  };
  // A cost that differed by one would be a factor of two; none at all a factor of hundreds.
  const ratio = (await timeOf(null)) / (await timeOf(hash));
  t.true(ratio > 0.2 && ratio < 5, String(ratio));
});

test('few are hashed at once, some wait in order, and beyond them it is unavailable for a moment', async (t) => {
  const passwords = new Passwords({ cost: 4, atOnce: 1, maxWaiting: 2 });
  const results = await Promise.allSettled(Array.from({ length: 5 }, () => passwords.hash('correct horse battery')));
  t.deepEqual(
    results.map(({ status }) => status),
    ['fulfilled', 'fulfilled', 'fulfilled', 'rejected', 'rejected'],
  );
  t.true((results[4] as PromiseRejectedResult).reason.retryable);
  t.truthy(await passwords.hash('correct horse battery'), 'and afterwards all is as before');
});

test('a hash of a lower cost is outdated', async (t) => {
  t.true(new Passwords({ cost: 5 }).isOutdated(await bcrypt.hash('x', 4)));
  t.false(new Passwords({ cost: 4 }).isOutdated(await bcrypt.hash('x', 4)));
});

for (const password of [
  'password1234',
  'P@ssw0rd!!!!',
  'motdepasse2026!',
  '123456789012',
  'aaaaaaaaaaaaaa',
  'Bienvenue2026',
  'adminadmin123',
  'short',
])
  test(`"${password}" is no new password`, (t) => t.false(newPassword.safeParse(password).success));

for (const password of ['securePassword!', 'correct horse battery', 'le chat sur le toit', '四十雀がなく朝の森の中に', 'x7$Kq9!mZ2pL'])
  test(`"${password}" is one`, (t) => {
    t.true(newPassword.safeParse(password).success);
    t.false(isCommon(password));
  });
