import test from 'ava';
import { Secret, TOTP } from 'otpauth';
import type { Database } from '../../database/open.ts';
import { eachDatabase } from '../../testing/each-database.ts';
import { testAuth } from '../../testing/sign-in.ts';

const each = eachDatabase(test);

type T = Parameters<typeof testAuth>[0];

async function withApp(t: T, database: Database) {
  const gate = await testAuth(t, database);
  const person = await gate.signedUp();
  const post = (path: string, body?: object) => gate.call('POST', `/api/v1/auth/totp${path}`, body, person.accessToken);
  const { body } = await post('');
  const app = new TOTP({ secret: Secret.fromBase32(body.secret) });
  const code = (aheadMs = 0) => app.generate({ timestamp: gate.clock.now().getTime() + aheadMs });
  const on = async () => (await post('/confirm', { code: code() })).body.recoveryCodes as string[];
  return { ...gate, person, post, code, on, begun: body as { secret: string; otpauthUri: string } };
}

each('an app counts once a code has confirmed it, and then a sign-in needs password and code', async (t, database) => {
  const { begun, login, julie, post, code, on, clock, events } = await withApp(t, database);
  t.regex(begun.otpauthUri, /^otpauth:\/\/totp\/R%C3%A9pondeur:julie%40example\.org\?/);
  t.is((await login(julie)).status, 200, 'not confirmed yet');
  t.is((await post('/confirm', { code: '000000' })).status, 400);
  t.is((await on()).length, 10);
  t.is((await post('')).status, 409, 'there is one already');
  const without = await login(julie);
  t.deepEqual([without.status, without.body.code], [401, 'second-factor-needed']);
  clock.forward(30_000);
  t.is((await login({ ...julie, password: 'wrong wrong wrong', code: code() })).body.code, 'unauthenticated', 'the password comes first');
  t.is((await login({ ...julie, code: code() })).status, 200);
  t.like(events.at(-1), { name: 'signed-in', event: { method: 'totp' } });
  t.like(events.find(({ name }) => name === 'second-factor-changed')?.event, { factor: 'totp', change: 'added' });
});

each('a code works once, half a minute early or late, and no longer', async (t, database) => {
  const { login, julie, code, on, clock, mails } = await withApp(t, database);
  await on();
  const confirming = code();
  t.is((await login({ ...julie, code: confirming })).status, 401, 'the one that confirmed');
  t.like((await mails()).at(-1), { subject: 'code-reused', email: julie.email }, 'somebody may have read it over her shoulder');
  const told = (await mails()).length;
  t.is((await login({ ...julie, code: '000000' })).status, 401);
  t.is((await mails()).length, told, 'a wrong one is none that was used');
  clock.forward(120_000);
  const now = code();
  t.is((await login({ ...julie, code: now })).status, 200);
  t.is((await login({ ...julie, code: now })).status, 401);
  t.is((await login({ ...julie, code: code(-30_000) })).status, 401, 'older than one that was used');
  t.is((await login({ ...julie, code: code(30_000) })).status, 200);
  clock.forward(600_000);
  t.is((await login({ ...julie, code: code(-90_000) })).status, 401);
  t.is((await login({ ...julie, code: code(90_000) })).status, 401);
});

each('two sign-ins at once with one code: one of them is in', async (t, database) => {
  const { login, julie, code, on, clock } = await withApp(t, database);
  await on();
  clock.forward(60_000);
  const answers = await Promise.all([1, 2, 3].map(() => login({ ...julie, code: code() })));
  t.deepEqual(answers.map(({ status }) => status).sort(), [200, 401, 401]);
});

each('a recovery code works once, in any writing; new ones end the old', async (t, database) => {
  const { login, julie, on, post, events } = await withApp(t, database);
  const [first = '', second = '', third = ''] = await on();
  t.regex(first, /^([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}$/);
  t.is((await login({ ...julie, code: first.toLowerCase().replaceAll('-', ' ') })).status, 200);
  t.like(events.at(-1), { event: { method: 'recovery-code' } });
  t.is((await login({ ...julie, code: first })).status, 401);
  t.is((await login({ ...julie, code: second })).status, 200);
  const fresh = (await post('/recovery-codes')).body.recoveryCodes;
  t.is((await login({ ...julie, code: third })).status, 401);
  t.is((await login({ ...julie, code: fresh[0] })).status, 200);
});

each('codes cannot be guessed: requests without one in between do not forget the failures', async (t, database) => {
  const { login, julie, on, clock, code } = await withApp(t, database);
  await on();
  const statuses: number[] = [];
  for (let count = 0; count < 8; count++) {
    statuses.push((await login({ ...julie, code: '000000' })).status);
    await login(julie);
  }
  t.deepEqual(statuses, [401, 401, 401, 401, 401, 429, 429, 429]);
  clock.forward(900_000);
  t.is((await login({ ...julie, code: code() })).status, 200);
});

each('what is kept is sealed or hashed, and an API key does not touch it', async (t, database) => {
  const { begun, on, post, julie, login, person, call, mails } = await withApp(t, database);
  const codes = await on();
  const kept = JSON.stringify([await database('totp_secrets'), await database('recovery_codes')]);
  for (const secret of [begun.secret, ...codes, ...codes.map((code) => code.replaceAll('-', ''))]) t.false(kept.includes(secret));
  const key = (await call('POST', '/api/v1/auth/api-keys', { name: 'x', scopes: ['account:write'] }, person.accessToken)).body.key;
  t.is((await call('POST', '/api/v1/auth/totp/remove', undefined, key)).status, 403);
  t.is((await login(julie)).status, 401, 'the code is still asked for');
  await post('/recovery-codes');
  t.is((await post('/remove')).status, 204);
  const told = (await mails()).map(({ subject }) => subject).filter((subject) => subject.startsWith('second-factor'));
  t.deepEqual(told, ['second-factor-added', 'second-factor-added', 'second-factor-removed']);
  t.is((await login(julie)).status, 200);
});
