import test from 'ava';
import { eachDatabase } from '../../testing/each-database.ts';
import { AccountStore } from '../../users/account-store.ts';
import { SessionStore } from './session-store.ts';

const each = eachDatabase(test);
const dayMs = 86_400_000;
const at = (days: number) => new Date(Date.parse('2026-11-22T10:00:00Z') + days * dayMs);

each('a user has so many sessions: what is over goes first, then what was used longest ago; others keep theirs', async (t, database) => {
  const accounts = new AccountStore(database);
  const julie = await accounts.create({ name: 'Julie', email: 'julie@example.org' });
  const bob = await accounts.create({ name: 'Bob', email: 'bob@example.org' });
  const sessions = new SessionStore(database, { idleMs: 30 * dayMs, longestMs: 180 * dayMs, most: 3 });
  const open = async (userId: string, days: number) =>
    await sessions.open({ userId, network: '192.0.2.0/24', agent: 'test', secondFactor: false }, at(days));
  const isLive = async ({ sessionId }: { sessionId: string }) => (await sessions.live(sessionId, at(9))) !== null;
  const ofBob = await open(bob.id, 0);
  const [first, second, third] = [await open(julie.id, 1), await open(julie.id, 2), await open(julie.id, 3)];
  await sessions.end(julie.id, third.sessionId, 'signed-out', at(4));
  const fourth = await open(julie.id, 5);
  t.deepEqual(await Promise.all([first, second, fourth].map(isLive)), [true, true, true], 'the one that was over is gone');
  const rotation = await sessions.rotate(first.refreshToken, at(6));
  t.is(rotation.state, 'renewed');
  const fifth = await open(julie.id, 7);
  t.deepEqual(await Promise.all([first, second, fourth, fifth].map(isLive)), [true, false, true, true]);
  t.is((await sessions.rotate(second.refreshToken, at(8))).state, 'unknown');
  t.true(await isLive(ofBob));
  t.is((await database('sessions')).length, 4);
  t.is((await database('refresh_tokens')).length, 5, 'tokens go with their session');
});
