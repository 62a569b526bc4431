import test from 'ava';
import type { RepondeurError } from '../core/errors.ts';
import { temporaryDatabase } from '../testing/database.ts';
import { movedClock, testAuth } from '../testing/sign-in.ts';
import { BackOff } from './back-off.ts';

test('four fail freely, then each failure doubles the wait up to 15 minutes, and an hour of quiet forgets', (t) => {
  const clock = movedClock();
  const backOff = new BackOff({ clock });
  const waits: number[] = [];
  for (let count = 0; count < 20; count++) {
    backOff.begin('address', 'julie');
    let waited = 0;
    for (;;) {
      try {
        backOff.begin('address', 'julie').undo();
        break;
      } catch (error) {
        t.is((error as RepondeurError).code, 'too-many');
        clock.forward(1000);
        waited++;
      }
    }
    waits.push(waited);
  }
  t.deepEqual(waits, [0, 0, 0, 0, 1, 2, 4, 8, 16, 32, 64, 128, 256, 512, 900, 900, 900, 900, 900, 900]);
  clock.forward(3_600_000);
  for (let count = 0; count < 4; count++) backOff.begin('address', 'julie');
  t.notThrows(() => backOff.begin('address', 'julie'));
});

test('who guesses makes nobody else wait, and the memory has an end', (t) => {
  const backOff = new BackOff({ clock: movedClock(), maxKeys: 100 });
  for (let count = 0; count < 5; count++) backOff.begin('intruder', 'julie');
  t.throws(() => backOff.begin('intruder', 'julie'));
  t.notThrows(() => backOff.begin('home', 'julie').forget());
  t.notThrows(() => backOff.begin('intruder', 'bob'));
  for (let count = 0; count < 1000; count++) backOff.begin('intruder', `user ${count}`);
  t.is(backOff.size, 100);
});

test('what was no attempt is taken back alone: not what was begun before or meanwhile', (t) => {
  const backOff = new BackOff({ clock: movedClock() });
  const begin = () => backOff.begin('intruder', 'julie');
  for (let count = 0; count < 4; count++) {
    const none = begin();
    begin();
    none.undo();
  }
  begin();
  t.throws(begin);
  backOff.begin('home', 'julie').undo();
  t.is(backOff.size, 1);
});

test('at the door: a guesser waits, also with the right password; its owner signs in from elsewhere all the while', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { signedUp, julie, login, events, clock, parts } = await testAuth(t, database);
  await signedUp();
  const guess = () => login({ ...julie, password: 'wrong wrong wrong' });
  const answers = await Promise.all(Array.from({ length: 12 }, guess));
  t.is(answers.filter(({ status }) => status === 401).length, 5, 'many at once gain nothing');
  const refused = await login(julie);
  t.is(refused.status, 429);
  t.true(Number(refused.headers.get('Retry-After')) >= 1);
  t.is(refused.body.code, 'too-many');
  t.true(events.some(({ name, event }) => name === 'sign-in-failed' && 'reason' in event && event.reason === 'back-off'));
  t.notThrows(() => parts.backOff.begin('203.0.113.9', julie.email).undo());
  clock.forward(900_000);
  t.is((await login(julie)).status, 200);
  t.is((await guess()).status, 401, 'and all is forgotten');
});
