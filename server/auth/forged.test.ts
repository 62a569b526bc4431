import { createHmac, generateKeyPairSync } from 'node:crypto';
import test from 'ava';
import { SignJWT } from 'jose';
import { temporaryDatabase } from '../testing/database.ts';
import { movedClock, testAuth } from '../testing/sign-in.ts';
import { AccessTokens } from './tokens/access-tokens.ts';
import { SigningKeys } from './tokens/signing-keys.ts';

type Json = Record<string, unknown>;
const encoded = (value: Json) => Buffer.from(JSON.stringify(value)).toString('base64url');
const decoded = (part: string) => JSON.parse(Buffer.from(part, 'base64url').toString());
const signed = (header: Json, payload: Json, key: Buffer | string, hash = 'sha256') => {
  const text = `${encoded(header)}.${encoded(payload)}`;
  return `${text}.${createHmac(hash, key).update(text).digest('base64url')}`;
};

test('no forged token is taken: no algorithm, another one, another key, changed claims, another kind', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { call, signedUp, parts, keys, clock } = await testAuth(t, database);
  const { accessToken, userId } = await signedUp();
  const [head = '', body = '', signature = ''] = accessToken.split('.');
  const [header, payload] = [decoded(head), decoded(body)];
  const { secret, id } = await new SigningKeys({ database, keys, clock }).current();
  const good = signed(header, payload, Buffer.from(secret));
  const rsa = generateKeyPairSync('rsa', { modulusLength: 2048 });
  const status = async (token: string) => (await call('GET', '/api/v1/auth/me', undefined, token)).status;
  t.is(await status(good), 200, 'the test signs as the server does');
  const forged: Record<string, string> = {
    'alg none': `${encoded({ ...header, alg: 'none' })}.${body}.`,
    'alg none with the signature': `${encoded({ ...header, alg: 'none' })}.${body}.${signature}`,
    'alg NONE': `${encoded({ ...header, alg: 'NONE' })}.${body}.`,
    'HS512 said, HS256 done': signed({ ...header, alg: 'HS512' }, payload, Buffer.from(secret)),
    'a whole HS512': signed({ ...header, alg: 'HS512' }, payload, Buffer.from(secret), 'sha512'),
    RS256: await new SignJWT(payload).setProtectedHeader({ alg: 'RS256', kid: id, typ: 'at+jwt' }).sign(rsa.privateKey),
    'another key': signed(header, payload, 'another key'),
    'an empty key': signed(header, payload, ''),
    'an unknown kid': signed({ ...header, kid: 'x' }, payload, Buffer.from(secret)),
    'a kid that is a path': signed({ ...header, kid: '../../dev/null' }, payload, ''),
    'a kid that is SQL': signed({ ...header, kid: "' OR 1=1 --" }, payload, Buffer.from(secret)),
    'no kid': signed({ alg: 'HS256', typ: 'at+jwt' }, payload, Buffer.from(secret)),
    'its own key': signed({ ...header, jwk: { kty: 'oct', k: 'AAAA' } }, payload, Buffer.from('AAAA', 'base64url')),
    'another kind': signed({ ...header, typ: 'JWT' }, payload, Buffer.from(secret)),
    'another audience': signed(header, { ...payload, aud: 'x' }, Buffer.from(secret)),
    'another issuer': signed(header, { ...payload, iss: 'x' }, Buffer.from(secret)),
    'no end': signed(header, { ...payload, exp: undefined }, Buffer.from(secret)),
    'another user of the same session': signed(header, { ...payload, sub: '01980000-0000-7000-8000-000000000009' }, Buffer.from(secret)),
    'no session': signed(header, { ...payload, sid: undefined }, Buffer.from(secret)),
    'a critical extension': signed({ ...header, crit: ['x'], x: 1 }, payload, Buffer.from(secret)),
    'changed claims': `${head}.${encoded({ ...payload, sub: 'x' })}.${signature}`,
    'no signature': `${head}.${body}.`,
    'two parts': `${head}.${body}`,
    'no token': 'x',
    SQL: "'OR'1'='1",
    'a key that nobody has': `rpk_${'A'.repeat(43)}`,
  };
  for (const [what, token] of Object.entries(forged)) t.is(await status(token), 401, what);
  t.is(await status('x'.repeat(5000)), 401);
  t.is((await call('GET', '/api/v1/auth/me', undefined, undefined, { Authorization: `Basic ${Buffer.from('a:b').toString('base64')}` })).status, 401);
  const service = await parts.tokens.forService('calls');
  t.is((await call('GET', '/api/v1/users/me/profile', undefined, service)).status, 403, 'a service is nobody');
  t.is((await call('GET', '/api/v1/users/me/profile', undefined, service, { 'X-Forwarded-For': '192.0.2.1' })).status, 401, 'from elsewhere');
  t.is(decoded(body).sub, userId);
});

test('after a change of keys old tokens go on until they expire, and no new ones are taken with the old key', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { call, signedUp, keys, clock, login, julie } = await testAuth(t, database);
  const before = (await signedUp()).accessToken;
  const kidOf = (token: string) => decoded(token.split('.')[0] ?? '').kid;
  const old = await new SigningKeys({ database, keys, clock }).current();
  clock.forward(31 * 86_400_000);
  const fresh = (await login(julie)).body.accessToken;
  t.not(kidOf(fresh), kidOf(before));
  const other = new AccessTokens(new SigningKeys({ database, keys, clock }), clock);
  t.like(await other.verify(fresh), { kind: 'access' }, 'another server of the same database takes it too');
  const late = signed({ alg: 'HS256', kid: old.id, typ: 'at+jwt' }, { ...decoded(fresh.split('.')[1] ?? '') }, Buffer.from(old.secret));
  t.is((await call('GET', '/api/v1/auth/me', undefined, late)).status, 200, 'a server that has not noticed yet');
  clock.forward(76 * 60_000);
  const payload = { ...decoded(fresh.split('.')[1] ?? ''), exp: clock.now().getTime() / 1000 + 60 };
  t.is(
    (await call('GET', '/api/v1/auth/me', undefined, signed({ alg: 'HS256', kid: old.id, typ: 'at+jwt' }, payload, Buffer.from(old.secret)))).status,
    401,
  );
});

test('a token that one server signs with a new key is known by the others', async (t) => {
  const { database } = await temporaryDatabase(t);
  const { keys } = await testAuth(t, database);
  const clock = movedClock();
  const [first, second] = [new SigningKeys({ database, keys, clock }), new SigningKeys({ database, keys, clock })];
  const [one, two] = [new AccessTokens(first, clock), new AccessTokens(second, clock)];
  await two.verify(await one.forSession('u', 's'));
  await first.rotate();
  clock.forward(3000);
  t.deepEqual(await two.verify(await one.forSession('u', 's')), { kind: 'access', subject: 'u', sessionId: 's' });
  t.not((await first.current()).id, '');
});
