import { setImmediate } from 'node:timers/promises';
import test from 'ava';
import { isCode } from '../../core/errors.ts';
import { HashingThread } from './hashing-thread.ts';
import { Passwords } from './passwords.ts';

/** bcrypt itself cannot be broken off: the thread ends when it comes back, and before it answers. */
const long = { password: 'correct horse battery', cost: 13 };

test('whoever waits for a thread that ends in the middle of his job is told to try again, and the next job has a new thread', async (t) => {
  const thread = new HashingThread();
  const waiting = thread.run(long);
  await thread.stop();
  const error = await t.throwsAsync(waiting);
  t.true(isCode(error, 'unavailable') && error.retryable);
  t.true(String(await thread.run({ password: 'correct horse battery', cost: 4 })).startsWith('$2'));
  await thread.stop();
});

test('a sign-in whose thread ends gives its place to those who wait', async (t) => {
  const threads: HashingThread[] = [];
  const passwords = new Passwords({
    cost: 4,
    atOnce: 1,
    createThread: () => {
      threads.push(new HashingThread());
      return threads.at(-1) as HashingThread;
    },
  });
  const hash = await passwords.hash('correct horse battery');
  await passwords.warmUp();
  const long = hash.replace('$04$', '$13$');
  const cut = t.throwsAsync(passwords.matches('correct horse battery', long));
  const next = passwords.matches('correct horse battery', hash);
  while (passwords.waiting === 0) await setImmediate();
  await threads[0]?.stop();
  t.true(isCode(await cut, 'unavailable'));
  t.true(await next);
  t.is(threads.length, 1);
  t.is(passwords.waiting, 0);
});
