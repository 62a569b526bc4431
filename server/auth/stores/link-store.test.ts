import test from 'ava';
import { newMasterKey } from '../../database/secrets/master-keys.ts';
import { UserKeys } from '../../database/secrets/user-keys.ts';
import { eachDatabase } from '../../testing/each-database.ts';
import { testAuth } from '../../testing/sign-in.ts';
import { type LinkPurpose, LinkStore } from './link-store.ts';

const each = eachDatabase(test);
const start = Date.parse('2026-11-22T10:00:00Z');
const at = (ms: number) => new Date(start + ms);

each('of sign-ins that strangers begin so many are open at most: the oldest go, of their kind alone', async (t, database) => {
  const links = new LinkStore(database, new UserKeys(database, [newMasterKey()]), { mostOpen: 3 });
  let ms = 0;
  const begin = async (purpose: LinkPurpose, count: number) => {
    const tokens: string[] = [];
    for (let index = 0; index < count; index++) tokens.push(await links.create({ purpose }, at(ms++)));
    return tokens;
  };
  const open = async (tokens: string[], purpose: LinkPurpose) => {
    const found = [];
    for (const token of tokens) found.push((await links.find(token, [purpose], at(ms))) !== null);
    return found;
  };
  const invitations = await begin('invitation', 5);
  const flows = await begin('oidc-sign-in', 3);
  const challenges = await begin('passkey-sign-in', 5);
  t.deepEqual(await open(challenges, 'passkey-sign-in'), [false, false, true, true, true]);
  t.deepEqual(await open(flows, 'oidc-sign-in'), [true, true, true]);
  t.deepEqual(await open(invitations, 'invitation'), [true, true, true, true, true]);
  t.is((await database('one_time_links')).length, 11);
});

each('many who begin at once get a challenge each, and no more stay than may', async (t, database) => {
  const links = new LinkStore(database, new UserKeys(database, [newMasterKey()]), { mostOpen: 3 });
  const tokens = await Promise.all(Array.from({ length: 20 }, (_, index) => links.create({ purpose: 'passkey-sign-in' }, at(index))));
  t.is(new Set(tokens).size, 20);
  // What is written by another at the same moment is not seen: the next one takes it away.
  await links.create({ purpose: 'passkey-sign-in' }, at(100));
  t.is((await database('one_time_links')).length, 3);
});

each('an address begins sixty sign-ins in ten minutes, of each kind, and another address goes on', async (t, database) => {
  const { call } = await testAuth(t, database, { limits: true });
  const begin = async (address: string) =>
    (await call('POST', '/api/v1/auth/passkeys/sign-in/options', undefined, undefined, { 'X-Forwarded-For': address })).status;
  const statuses = new Set<number>();
  for (let count = 0; count < 60; count++) statuses.add(await begin('192.0.2.1'));
  t.deepEqual([...statuses], [200]);
  t.is(await begin('192.0.2.1'), 429);
  t.is(await begin('198.51.100.1'), 200);
  t.is((await database('one_time_links')).length, 61);
});
