import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough } from 'node:stream';
import { text } from 'node:stream/consumers';
import test, { type ExecutionContext } from 'ava';
import type { RepondeurError } from '../core/errors.ts';
import { silentLogger } from '../core/logger.ts';
import { type Database, openDatabase } from '../database/open.ts';
import { temporaryFolder } from '../testing/database.ts';
import { addUser, eraseAccount, linkForUser, listUsers, resetSecondFactor, setUserRole, setUserStatus } from './user.ts';

type Work = (context: Parameters<typeof listUsers>[1]) => Promise<number>;

async function machine(t: ExecutionContext) {
  const folder = await temporaryFolder(t);
  const settingsPath = join(folder, 'repondeur.toml');
  await writeFile(
    settingsPath,
    `data_dir = "${folder}"\n[[users]]\nname = "Cabinet"\nemail = "cabinet@example.org"\n[http]\npublic_url = "https://repondeur.example.org"\n[log]\nlevel = "error"\n`,
  );
  const run = async (work: Work) => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const places = { settingsPath, settingsNamed: true } as Parameters<Work>[0]['places'];
    await work({ places, env: {}, stdin: process.stdin, stdout, stderr, signal: new AbortController().signal });
    stdout.end();
    stderr.end();
    return await text(stdout);
  };
  const inDatabase = async <T>(work: (database: Database) => Promise<T>): Promise<T> => {
    const database = await openDatabase({ client: 'better-sqlite3', file: join(folder, 'repondeur.sqlite'), logger: silentLogger });
    try {
      return await work(database);
    } finally {
      await database.destroy();
    }
  };
  const rows = (table: string) => inDatabase(async (database) => await database(table));
  return { run, rows, inDatabase };
}

const julie = 'julie@example.org';
const add: Work = (context) => addUser(julie, { name: 'Julie', role: 'super_admin' }, context);

test('user add makes an account without a password and prints one link, whose token the database does not have', async (t) => {
  const { run, rows } = await machine(t);
  const printed = await run(add);
  const [, token = ''] =
    /^https:\/\/repondeur\.example\.org\/account#purpose=reset-password&token=([\w-]{43})&email=julie%40example\.org\n$/.exec(printed) ?? [];
  t.is(token.length, 43, printed);
  t.false(JSON.stringify(await rows('one_time_links')).includes(token));
  t.deepEqual((await rows('user_roles')).map(({ role }) => role).sort(), ['super_admin', 'user']);
  t.deepEqual(await rows('credentials'), []);
  t.is((await t.throwsAsync<RepondeurError>(run(add)))?.code, 'conflict');
  await t.throwsAsync(
    run((context) => addUser('no address', { name: 'x' }, context)),
    { message: /no e-mail address/ },
  );
});

test('user suspend, activate, role, link and reset-mfa do what they say, and each is in the audit log', async (t) => {
  const { run, rows } = await machine(t);
  await run(add);
  const status = async () => (await rows('users'))[0].status;
  await run((context) => setUserStatus('JULIE@example.org', 'suspended', context));
  t.is(await status(), 'suspended');
  await run((context) => setUserStatus(julie, 'active', context));
  t.is(await status(), 'active');
  await run((context) => setUserRole(julie, 'support', context));
  t.deepEqual((await rows('user_roles')).map(({ role }) => role).sort(), ['support', 'user']);
  t.regex(await run((context) => linkForUser(julie, context)), /^https:/);
  t.is((await rows('one_time_links')).length, 1, 'the older link ended');
  t.regex(await run((context) => resetSecondFactor(julie, context)), /There was no second factor/);
  t.deepEqual(
    (await rows('audit_log')).map(({ action, actor_kind }) => [actor_kind, action]),
    ['user.made', 'user.suspended', 'user.resumed', 'user.roles-changed', 'user.password-link-made', 'user.second-factor-reset'].map((action) => [
      'command',
      action,
    ]),
  );
});

test('what cannot be written into the audit log is not done', async (t) => {
  const { run, rows, inDatabase } = await machine(t);
  await run(add);
  const [{ id }] = await rows('users');
  const passkey = { id, user_id: id, name: 'x', credential_id: 'x', public_key: 'x', counter: 0, transports: '[]', created_at: 'x' };
  await inDatabase(async (database) => {
    await database('totp_secrets').insert({ user_id: id, sealed: 'x', confirmed_at: '2026-01-01T00:00:00.000Z', last_step: 0 });
    await database('passkeys').insert(passkey);
    await database.raw("create trigger full_log before insert on audit_log begin select raise(abort, 'the disk is full'); end");
  });
  const tables = ['users', 'user_roles', 'one_time_links', 'totp_secrets', 'passkeys', 'outbox'];
  const before = await Promise.all(tables.map(rows));
  for (const work of [
    (context) => addUser('bob@example.org', { name: 'Bob' }, context),
    (context) => linkForUser(julie, context),
    (context) => setUserRole(julie, 'support', context),
    (context) => resetSecondFactor(julie, context),
  ] satisfies Work[])
    t.is((await t.throwsAsync<RepondeurError>(run(work)))?.code, 'storage-failed');
  t.deepEqual(await Promise.all(tables.map(rows)), before);
  await inDatabase((database) => database.raw('drop trigger full_log'));
  t.regex(await run((context) => resetSecondFactor(julie, context)), /App, recovery codes and passkeys are removed/);
  t.deepEqual([await rows('totp_secrets'), await rows('passkeys')], [[], []]);
});

test('user list shows who there is, as lines or JSON, and an address that is not there is told with the way out', async (t) => {
  const { run } = await machine(t);
  await run(add);
  await run((context) => addUser('bob@example.org', { name: 'Bob' }, context));
  t.regex(await run((context) => listUsers({}, context)), /bob@example\.org[\s\S]*active.*super_admin.*no second factor +Julie <julie@example\.org>/);
  t.like(JSON.parse(await run((context) => listUsers({ search: 'juli', json: true }, context))), {
    name: 'Julie',
    status: 'active',
    secondFactor: false,
  });
  t.is(await run((context) => listUsers({ status: 'suspended' }, context)), '');
  await t.throwsAsync(
    run((context) => linkForUser('eve@example.org', context)),
    { message: /no account.*user list/ },
  );
});

test('user erase says what it means and does nothing without --yes; with it the account is gone, and the audit log knows', async (t) => {
  const { run, rows } = await machine(t);
  await run(add);
  await t.throwsAsync(
    run((context) => eraseAccount(julie, {}, context)),
    { message: /for good.*--yes/ },
  );
  t.is((await rows('users'))[0].status, 'active');
  t.regex(await run((context) => eraseAccount(julie, { yes: true }, context)), /Deleted/);
  t.like((await rows('users'))[0], { status: 'deleted', name: '' });
  t.deepEqual(await rows('one_time_links'), []);
  t.is((await rows('audit_log')).at(-1).action, 'user.erased');
});
