import { readdir, readFile } from 'node:fs/promises';
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

test.serial('a comparison without an account is made at the same cost as one with', async (t) => {
  const passwords = new Passwords({ cost: 9 });
  const hash = await passwords.hash('correct horse battery');
  await passwords.warmUp();
  // The processor's time: that of a clock goes on while other programs run.
  const timeOf = async (of: string | null) => {
    const times: number[] = [];
    for (let count = 0; count < 5; count++) {
      const before = process.cpuUsage();
      await passwords.matches('wrong wrong wrong', of);
      const { user, system } = process.cpuUsage(before);
      times.push(user + system);
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

test.serial('while passwords are hashed, the threads that hash give way to all else, which keeps its priority', async (t) => {
  const passwords = new Passwords({ cost: 8, atOnce: 2 });
  const priorities = async () => {
    const threads = await readdir('/proc/self/task');
    const fields = await Promise.all(
      threads.map(async (id) => (await readFile(`/proc/self/task/${id}/stat`, 'utf8')).split(') ')[1]?.split(' ') ?? []),
    );
    return fields.map((ofThread) => Number(ofThread[16]));
  };
  const before = await priorities();
  await Promise.all([passwords.hash('correct horse battery'), passwords.hash('correct horse battery')]);
  const after = await priorities();
  const lowered = (nice: number[]) => nice.filter((value) => value > Math.min(...before)).length;
  t.is(lowered(after) - lowered(before), 2);
});

test('what bcrypt refuses is told to whoever asked, and the next one is hashed', async (t) => {
  const passwords = new Passwords({ cost: 4 });
  await t.throwsAsync(passwords.matches('correct horse battery', 5 as unknown as string), { message: /must be a string/ });
  t.truthy(await passwords.hash('correct horse battery'));
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
