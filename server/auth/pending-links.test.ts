import test from 'ava';
import type { Database } from '../database/open.ts';
import { eachDatabase } from '../testing/each-database.ts';
import { testAuth } from '../testing/sign-in.ts';
import { resetSecondFactors } from './second-factor/reset.ts';

/** Links that are on their way when an account is taken back from whoever had a session of it. */
const each = eachDatabase(test);
const newPassword = 'several other words here';

async function scene(t: Parameters<typeof testAuth>[0], database: Database) {
  const gate = await testAuth(t, database);
  const person = await gate.signedUp();
  /** As somebody with a stolen session would: the link goes to his own address. */
  const changeLink = async () => {
    await gate.call('PUT', '/api/v1/auth/email', { email: 'thief@example.org' }, person.accessToken);
    return await gate.lastToken();
  };
  const resetLink = async () => {
    await gate.call('POST', '/api/v1/auth/password/forgot', { email: gate.julie.email });
    return await gate.lastToken();
  };
  const confirm = async (token: string) => (await gate.call('POST', '/api/v1/auth/email/confirm', { token })).status;
  const reset = async (token: string) => (await gate.call('POST', '/api/v1/auth/password/reset', { token, password: newPassword })).status;
  const address = async () => (await gate.accounts.byId(person.userId))?.email;
  return { ...gate, person, changeLink, resetLink, confirm, reset, address };
}

each('after a new password by a link, nobody moves the account to an address that was asked for before', async (t, database) => {
  const { changeLink, resetLink, confirm, reset, address, julie } = await scene(t, database);
  const stolen = await changeLink();
  t.is(await reset(await resetLink()), 204);
  t.is(await confirm(stolen), 400);
  t.is(await address(), julie.email);
});

each('a password that is changed ends the links that were sent before', async (t, database) => {
  const { changeLink, resetLink, confirm, reset, address, julie, call, person } = await scene(t, database);
  const [stolen, lost] = [await changeLink(), await resetLink()];
  t.is((await call('PUT', '/api/v1/auth/password', { password: julie.password, newPassword }, person.accessToken)).status, 204);
  t.is(await confirm(stolen), 400);
  t.is(await reset(lost), 400);
  t.is(await address(), julie.email);
});

each('a link for a new password is worth nothing once the account has another address', async (t, database) => {
  const { changeLink, resetLink, confirm, reset, login, julie } = await scene(t, database);
  const old = await resetLink();
  t.is(await confirm(await changeLink()), 204);
  t.is(await reset(old), 400);
  t.is((await login({ ...julie, email: 'thief@example.org' })).status, 200);
});

each('a suspension and a reset of the second factors end what was begun', async (t, database) => {
  const { changeLink, confirm, address, julie, parts, person, accounts, call } = await scene(t, database);
  const first = await changeLink();
  await resetSecondFactors(parts, person.userId);
  t.is(await confirm(first), 400);
  person.accessToken = (await call('POST', '/api/v1/auth/login', { email: julie.email, password: julie.password })).body.accessToken;
  const second = await changeLink();
  t.not(second, first);
  await accounts.setStatus(person.userId, 'suspended');
  parts.events.emit('status-changed', { userId: person.userId, status: 'suspended' });
  await parts.background.settled();
  t.is(await confirm(second), 400);
  t.is(await address(), julie.email);
});
