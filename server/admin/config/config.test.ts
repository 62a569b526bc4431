import { chmod, readdir, readFile, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import type { AuditAct } from '../../core/audit.ts';
import { temporaryFolder } from '../../testing/database.ts';
import { principal, signedIn, testGateway } from '../../testing/gateway.ts';
import { type ConfigServices, configRoutes } from './routes.ts';
import { SystemConfig, settingsAct } from './system-config.ts';

const settings = `# mine
[[users]]
name = "Julie"
email = "julie@example.org"

[smtp]
host = "smtp.example.org" # the office's
from = "repondeur@example.org"
password = "top-secret-1"

[http]
port = 8080
`;

async function office(t: ExecutionContext, env: Record<string, string> = {}) {
  const folder = await temporaryFolder(t);
  const path = join(folder, 'repondeur.toml');
  await writeFile(path, settings, { mode: 0o640 });
  await chmod(path, 0o640);
  const acts: AuditAct[] = [];
  const levels: unknown[] = [];
  const failing = { audit: false };
  const audit = {
    prepare: async () => async () => {},
    record: async (act: AuditAct) => {
      if (failing.audit) throw new Error('the database is away');
      acts.push(act);
    },
  };
  const systemConfig = new SystemConfig({
    file: { path, env: { HOME: folder, ...env } },
    live: { 'log.level': (value) => levels.push(value) },
    audit,
  });
  await systemConfig.start();
  const server = await testGateway<ConfigServices>(t, {
    routes: configRoutes,
    services: { systemConfig },
    authenticator: signedIn({
      boss: principal({ roles: ['super_admin'] }),
      clerk: principal({ roles: ['admin'] }),
      helper: principal({ roles: ['support'] }),
    }),
  });
  const call = async (method: string, changes?: object, who = 'boss') => {
    const answer = await fetch(`${server.url()}/api/v1/admin/system-config`, {
      method,
      headers: { Authorization: `Bearer ${who}`, 'Content-Type': 'application/json' },
      ...(changes && { body: JSON.stringify({ changes }) }),
    });
    const text = await answer.text();
    return { status: answer.status, text, body: JSON.parse(text) };
  };
  const entry = async (key: string) => (await call('GET')).body.settings.find((one: { key: string }) => one.key === key);
  return { folder, path, acts, levels, failing, call, entry, text: () => readFile(path, 'utf8') };
}

test('all settings are read with what they mean, and no secret', async (t) => {
  const { call, entry } = await office(t, { REPONDEUR_HTTP__HOST: '0.0.0.0' });
  t.like(await entry('http.port'), { value: 8080, default: 8080, source: 'file', applies: 'at-restart', needsRestart: false });
  t.like(await entry('http.host'), { value: '0.0.0.0', source: 'environment' });
  t.like(await entry('log.level'), { value: 'info', source: 'default', applies: 'at-once' });
  t.like(await entry('smtp.password'), { value: null, secret: true, source: 'file' });
  t.like(await entry('http.metrics_token'), { value: null, secret: true, source: 'default' });
  t.like(await entry('users[0].name'), { value: 'Julie' });
  t.true((await entry('database.file')).readOnly);
  const { text, body } = await call('GET');
  t.notRegex(text, /top-secret/);
  t.false(body.needsRestart);
  t.is((await call('GET', undefined, 'helper')).status, 403);
});

test("a change is written into the file with the owner's comments, audited, and taken over at once or at the next start", async (t) => {
  const { call, entry, text, acts, levels, path, folder } = await office(t);
  const answer = await call('PUT', { 'http.port': 8081, 'log.level': 'debug', 'smtp.password': 'top-secret-2', 'users[0].name': 'Julie Martin' });
  t.is(answer.status, 200);
  t.true(answer.body.needsRestart);
  t.like(await entry('http.port'), { value: 8081, needsRestart: true });
  t.like(await entry('smtp.password'), { value: null, needsRestart: true });
  t.like(await entry('log.level'), { value: 'debug', needsRestart: false });
  t.deepEqual(levels, ['debug']);
  t.is(
    await text(),
    `${settings.replace('port = 8080', 'port = 8081').replace('top-secret-1', 'top-secret-2').replace('"Julie"', '"Julie Martin"')}\n[log]\nlevel = "debug"\n`,
  );
  t.is((await stat(path)).mode & 0o777, 0o640);
  t.deepEqual(await readdir(folder), ['repondeur.toml']);
  t.deepEqual(acts[0]?.details, {
    changes: [
      { key: 'http.port', before: 8080, after: 8081 },
      { key: 'log.level', before: 'info', after: 'debug' },
      { key: 'smtp.password', before: '[secret]', after: '[secret]' },
      { key: 'users[0].name', before: '[personal]', after: '[personal]' },
    ],
  });
  t.notRegex(JSON.stringify(acts) + answer.text, /top-secret/);
  t.is((await call('PUT', { 'log.level': null })).status, 200);
  t.deepEqual(levels, ['debug', 'info']);
});

test('a change that the settings would refuse at a start is refused with every fault, and nothing is written', async (t) => {
  const { call, text, acts, folder, levels } = await office(t);
  const { status, body } = await call('PUT', { 'http.port': 99_999, 'log.level': 'loud', 'http.max_body_kib': 64, 'smtp.password': 'top-secret-3' });
  t.is(status, 400);
  t.deepEqual(body.errors.map(({ pointer }: { pointer: string }) => pointer).sort(), ['#/changes/http.port', '#/changes/log.level']);
  // A fault between two keys.
  t.is((await call('PUT', { 'http.port': 8088 })).status, 400);
  for (const changes of [
    {},
    { 'http.prot': 1 },
    { http: { port: 1 } },
    { 'users[7].name': 'x' },
    { 'smtp.password_file': '/etc/shadow' },
    { __proto__x: 1 },
  ])
    t.is((await call('PUT', changes)).status, 400, JSON.stringify(changes));
  t.is(await text(), settings);
  t.deepEqual(acts, []);
  t.deepEqual(levels, []);
  t.deepEqual(await readdir(folder), ['repondeur.toml']);
});

test('what the environment sets, and what belongs to whoever has the machine, is not changed here', async (t) => {
  const { call, text, acts } = await office(t, { REPONDEUR_HTTP__PORT: '8090' });
  const { status, body } = await call('PUT', { 'http.port': 8081 });
  t.is(status, 409);
  t.regex(body.detail, /REPONDEUR_HTTP__PORT/);
  for (const key of ['data_dir', 'database.name', 'database.master_key_file', 'http.tls_key', 'language_model.models_dir'])
    t.true([400, 403].includes((await call('PUT', { [key]: '/etc/shadow' })).status), key);
  t.is((await call('PUT', { 'database.file': '/etc/shadow' })).status, 403);
  t.is(await text(), settings);
  t.deepEqual(acts, []);
});

test('no change is there without its entry in the audit log', async (t) => {
  const { call, text, failing, folder } = await office(t);
  failing.audit = true;
  t.is((await call('PUT', { 'http.port': 8081 })).status, 500);
  t.is(await text(), settings);
  t.deepEqual(await readdir(folder), ['repondeur.toml']);
});

test('two changes at once are made one behind the other', async (t) => {
  const { call, entry } = await office(t);
  const statuses = await Promise.all([call('PUT', { 'http.port': 8081 }), call('PUT', { 'http.max_body_kib': 64 })]);
  t.deepEqual(
    statuses.map(({ status }) => status),
    [200, 200],
  );
  t.like(await entry('http.port'), { value: 8081 });
  t.like(await entry('http.max_body_kib'), { value: 64 });
});

test('what decides who can sign in as whom is for super administrators', async (t) => {
  const { call, text, acts } = await office(t);
  for (const changes of [
    { 'smtp.host': 'mail.example.net' },
    { 'smtp.password': 'top-secret-2' },
    { 'http.public_url': 'https://example.net' },
    { 'log.pii': true },
    { 'users[0].email': 'me@example.net', 'http.port': 8081 },
  ]) {
    t.like(await call('PUT', changes, 'clerk'), { status: 403, body: { code: 'forbidden' } }, JSON.stringify(changes));
  }
  t.is(await text(), settings);
  t.deepEqual(acts, []);
  t.is((await call('PUT', { 'http.port': 8081 }, 'clerk')).status, 200);
  t.is((await call('PUT', { 'smtp.host': 'mail.example.net' })).status, 200);
});

test('an address that invoices are copied to is in the audit log by its key alone', async (t) => {
  const setting = {
    path: ['invoices', 'copy_to'],
    key: 'invoices.copy_to',
    meta: {},
    value: 'before@example.org',
    fallback: undefined,
    source: 'file',
  } as const;
  const act = settingsAct({ kind: 'command', id: 'config set' }, { changes: [{ setting, value: 'after@example.org' }] });
  t.true(JSON.stringify(act).includes('invoices.copy_to'));
  t.notRegex(JSON.stringify(act), /example/);
});
