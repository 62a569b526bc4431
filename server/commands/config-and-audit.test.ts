import { readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { PassThrough, Readable } from 'node:stream';
import { text } from 'node:stream/consumers';
import test, { type ExecutionContext } from 'ava';
import { silentLogger } from '../core/logger.ts';
import { openDatabase } from '../database/open.ts';
import { temporaryFolder } from '../testing/database.ts';
import { listAudit, verifyAuditLog } from './audit.ts';
import { checkConfig, explainConfig, getConfig, setConfig } from './config.ts';
import type { CommandContext } from './context.ts';
import { rotateKey } from './key.ts';

async function machine(t: ExecutionContext) {
  const folder = await temporaryFolder(t);
  const settingsPath = join(folder, 'repondeur.toml');
  const settings = `data_dir = "${folder}"\n# us\n[[users]]\nname = "Cabinet"\nemail = "cabinet@example.org"\n[log]\nlevel = "error"\n[http]\n#port = 8080\n`;
  await writeFile(settingsPath, settings, { mode: 0o600 });
  const run = async (work: (context: CommandContext) => Promise<number>, { stdin = '', env = {} } = {}) => {
    const [stdout, stderr] = [new PassThrough(), new PassThrough()];
    const places = { settingsPath, settingsNamed: true } as CommandContext['places'];
    const status = await work({
      places,
      env: { HOME: folder, ...env },
      stdin: Readable.from([stdin]),
      stdout,
      stderr,
      signal: new AbortController().signal,
    });
    stdout.end();
    stderr.end();
    return { status, out: await text(stdout), err: await text(stderr) };
  };
  const sql = async (statement: string) => {
    const database = await openDatabase({ client: 'better-sqlite3', file: join(folder, 'repondeur.sqlite'), logger: silentLogger });
    await database.raw(statement);
    await database.destroy();
  };
  return { run, sql, settings, file: () => readFile(settingsPath, 'utf8') };
}

test('config set writes one line of the file, get and explain show it, and the audit log has it', async (t) => {
  const { run, file, settings } = await machine(t);
  t.like(await run((context) => setConfig('http.port', '8081', {}, context)), { status: 0, err: '' });
  t.is(await file(), settings.replace('#port = 8080\n', '#port = 8080\nport = 8081\n'));
  t.is((await run((context) => getConfig('http.port', {}, context))).out, '8081\n');
  t.regex((await run((context) => getConfig(undefined, {}, context))).out, /^users\[0\]\.name = "Cabinet"$/m);
  const { out } = await run((context) => explainConfig('http.port', context));
  t.regex(out, /Its port\.\n {2}value {4}8081 \(from the file\)[\s\S]*default {2}8080[\s\S]*REPONDEUR_HTTP__PORT/);
  t.regex(
    (await run((context) => explainConfig('http.port', context), { env: { REPONDEUR_HTTP__PORT: '9000' } })).out,
    /9000 \(REPONDEUR_HTTP__PORT\)/,
  );
  t.regex(
    (await run((context) => listAudit({}, context))).out,
    /command config set {2}settings\.changed {2}settings system {2}\{"changes":\[\{"after":8081,"before":8080,"key":"http\.port"\}\]\}/,
  );
  t.is((await run((context) => setConfig('http.port', undefined, { default: true }, context))).status, 0);
  t.is((await run((context) => getConfig('http.port', {}, context))).out, '8080\n');
});

test('a secret is read from standard input, and shown nowhere', async (t) => {
  const { run, file } = await machine(t);
  const secret = 'a-long-and-secret-token';
  t.is((await run((context) => setConfig('http.metrics_token', undefined, {}, context), { stdin: `${secret}\n` })).status, 0);
  t.true((await file()).includes(`metrics_token = "${secret}"`));
  for (const work of [
    (context: CommandContext) => getConfig(undefined, {}, context),
    (context: CommandContext) => getConfig('http.metrics_token', { json: true }, context),
    (context: CommandContext) => explainConfig('http.metrics_token', context),
    (context: CommandContext) => listAudit({ json: true }, context),
  ])
    t.false(JSON.stringify(await run(work)).includes(secret));
});

test('config set refuses what a start would refuse, and a key that is not there with the one that was meant', async (t) => {
  const { run, file, settings } = await machine(t);
  await t.throwsAsync(
    run((context) => setConfig('http.port', 'many', {}, context)),
    { message: /http\.port: expected a port/ },
  );
  await t.throwsAsync(
    run((context) => setConfig('http.prot', '1', {}, context)),
    { message: /did you mean http\.port/ },
  );
  await t.throwsAsync(
    run((context) => setConfig('http.port', undefined, {}, context)),
    { message: /What shall http\.port be/ },
  );
  t.is(await file(), settings);
});

test('a value that does not fit is refused with the name of the file that its owner knows', async (t) => {
  const { run, file, settings } = await machine(t);
  const error = await t.throwsAsync(run((context) => setConfig('http.port', '99999', {}, context)));
  t.regex(error?.message ?? '', /\/repondeur\.toml: http\.port: expected a port/);
  t.is(await file(), settings);
});

test('config check tells all faults at once', async (t) => {
  const { run } = await machine(t);
  t.like(await run(checkConfig), { status: 0 });
  const { status, out } = await run(checkConfig, { env: { REPONDEUR_HTTP__PORT: 'x', REPONDEUR_LOG__LEVEL: 'loud' } });
  t.is(status, 1);
  t.regex(out, /2 faults[\s\S]*http\.port[\s\S]*log\.level/);
});

test('audit verify says that all is in order, and then names the first entry that is not', async (t) => {
  const { run, sql } = await machine(t);
  for (const port of ['8081', '8082', '8083']) await run((context) => setConfig('http.port', port, {}, context));
  const whole = await run((context) => verifyAuditLog({}, context));
  t.is(whole.status, 0);
  const [, head = ''] = /^All 3 entries are in order[^\n]*\n(3:[0-9a-f]{64})\n$/.exec(whole.out) ?? [];
  t.is((await run((context) => verifyAuditLog({ head }, context))).status, 0);
  await t.throwsAsync(
    run((context) => verifyAuditLog({ head: 'nonsense' }, context)),
    { message: /--head takes/ },
  );
  await sql('drop trigger audit_log_delete');
  await sql('drop trigger audit_head_update');
  await sql('delete from audit_log where seq = 3');
  await sql('update audit_head set seq = 2, hash = (select hash from audit_log where seq = 2)');
  const cut = await run((context) => verifyAuditLog({ head }, context));
  t.is(cut.status, 1);
  t.regex(cut.out, /^Entry 3 is not in order: it is missing/);
  await sql('drop trigger audit_log_update');
  await sql("update audit_log set details = '{}' where seq = 2");
  t.regex((await run((context) => verifyAuditLog({}, context))).out, /^Entry 2 is not in order: it was changed\. The 1 before it are/);
});

test('a rotation of the master key stands in the audit log, which is whole behind it', async (t) => {
  const { run } = await machine(t);
  t.like(await run(rotateKey), { status: 0, err: '' });
  t.regex((await run((context) => listAudit({}, context))).out, /command key rotate {2}master-key\.rotated {2}.*\{"rewrapped":0\}/);
  t.is((await run((context) => verifyAuditLog({}, context))).status, 0);
});
