import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { systemClock } from '../../core/clock.ts';
import { type Logger, silentLogger } from '../../core/logger.ts';
import { type Database, isPostgres } from '../../database/open.ts';
import { UserKeys } from '../../database/secrets/user-keys.ts';
import { eachDatabase } from '../../testing/each-database.ts';
import { RememberedLog } from '../../testing/remembered-log.ts';
import { AccountStore } from '../../users/account-store.ts';
import { eraseUser } from '../../users/erase.ts';
import { canonicalJson } from './canonical-json.ts';
import { HeadFile, readHeadFile } from './head-file.ts';
import { AuditReader } from './list.ts';
import { networkOf } from './network.ts';
import { auditRetention, pruneAudit } from './retention.ts';
import { AuditStore } from './store.ts';
import { verifyAudit } from './verify.ts';

const each = eachDatabase(test);

async function auditOf(t: ExecutionContext, database: Database) {
  const folder = await mkdtemp(join(tmpdir(), 'repondeur-test-'));
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const accounts = new AccountStore(database);
  const keys = new UserKeys(database, [{ id: 'master', key: randomBytes(32) }]);
  const file = join(folder, 'audit-head.json');
  const opened = (logger: Logger) => {
    const headFile = new HeadFile(file, logger);
    t.teardown(() => headFile.settled());
    const fileHead = async () => {
      await headFile.settled();
      const head = await readHeadFile(file);
      return head ? [{ name: 'the file', head }] : [];
    };
    return { headFile, fileHead, audit: new AuditStore({ database, keys, accounts, headFile }) };
  };
  const { headFile, fileHead, audit } = opened(silentLogger);
  const reader = new AuditReader(database, keys);
  const julie = await accounts.create({ name: 'Julie', email: 'julie@example.org', roles: ['user', 'admin'] });
  const paul = await accounts.create({ name: 'Paul', email: 'paul@example.org' });
  const suspend = () =>
    audit.record({
      actor: { kind: 'user', id: julie.id },
      action: 'user.suspended',
      target: { kind: 'user', id: paul.id },
      details: { before: { status: 'active' }, after: { status: 'suspended' } },
      personal: { reason: 'Paul does not pay' },
      address: '198.51.100.7',
    });
  return { accounts, keys, audit, reader, julie, paul, suspend, fileHead, headFile, reopened: opened };
}

/** As somebody does who may alter the tables. */
async function withoutTriggers(database: Database, work: () => Promise<unknown>): Promise<void> {
  if (isPostgres(database)) {
    await database.raw('alter table audit_log disable trigger user; alter table audit_head disable trigger user');
  } else {
    for (const name of ['audit_log_update', 'audit_log_delete', 'audit_head_update']) await database.raw(`drop trigger ${name}`);
  }
  await work();
}

each('an entry says who did what to what, when and from where', async (t, database) => {
  const { suspend, reader, julie, paul } = await auditOf(t, database);
  await suspend();
  const [entry] = (await reader.list({ limit: 10 })).items;
  t.like(entry, { seq: 1, action: 'user.suspended', from: '198.51.100.7' });
  t.deepEqual(entry?.actor, { kind: 'user', id: julie.id });
  t.deepEqual(entry?.target, { kind: 'user', id: paul.id });
  t.deepEqual(entry?.details, { before: { status: 'active' }, after: { status: 'suspended' } });
  t.deepEqual(entry?.personal, { reason: 'Paul does not pay' });
  t.true(Math.abs(Date.now() - (entry?.at.getTime() ?? 0)) < 60_000);
});

each('what is personal stands nowhere in the table in the clear', async (t, database) => {
  const { suspend, audit } = await auditOf(t, database);
  await suspend();
  await audit.record({ actor: { kind: 'stranger', id: null }, action: 'sign-in.failed', address: '203.0.113.77' });
  const text = JSON.stringify(await database('audit_log').select());
  t.notRegex(text, /198\.51\.100\.7|203\.0\.113\.77|does not pay|julie|paul@/i);
  t.regex(text, /203\.0\.113\.0\/24/);
});

each('the chain holds, also over an erased user, whose personal values nobody reads any more', async (t, database) => {
  const { suspend, reader, paul, accounts, keys, fileHead, audit } = await auditOf(t, database);
  for (let index = 0; index < 5; index++) await suspend();
  await eraseUser({ database, accounts, keys }, paul.id);
  await suspend();
  t.like(await verifyAudit(database, await fileHead()), { entries: 6, broken: null });
  const { items } = await reader.list({ limit: 10 });
  t.deepEqual(
    items.map(({ personal }) => personal),
    [null, null, null, null, null, null],
  );
  t.is(await database('user_keys').where({ user_id: paul.id }).first(), undefined, 'no new key was made for him');
  await audit.record({ actor: { kind: 'user', id: paul.id }, action: 'session.signed-out', address: '2001:db8:1:2::3' });
  t.is((await reader.list({ limit: 1 })).items[0]?.from, '2001:db8:1::/48');
});

each('the database refuses to change or remove an entry and to take the head back', async (t, database) => {
  const { suspend } = await auditOf(t, database);
  await suspend();
  await suspend();
  await t.throwsAsync(database('audit_log').where({ seq: 1 }).update({ action: 'user.praised' }), { message: /append-only/ });
  await t.throwsAsync(database('audit_log').where({ seq: 2 }).delete(), { message: /append-only/ });
  await t.throwsAsync(database('audit_head').update({ seq: 1 }), { message: /append-only/ });
  await t.throwsAsync(database('audit_head').delete(), { message: /append-only/ });
  if (isPostgres(database)) await t.throwsAsync(database.raw('truncate audit_log'), { message: /append-only/ });
  t.like(await verifyAudit(database), { entries: 2, broken: null });
});

const tampering: [string, (database: Database) => Promise<unknown>, number, RegExp][] = [
  ['was changed', (database) => database('audit_log').where({ seq: 3 }).update({ action: 'user.praised' }), 3, /was changed/],
  ['was taken out', (database) => database('audit_log').where({ seq: 3 }).delete(), 3, /missing/],
  ['lost its beginning', (database) => database('audit_log').where('seq', '<', 3).delete(), 1, /missing/],
  [
    'was exchanged for another',
    async (database) => {
      const second = await database('audit_log').where({ seq: 2 }).first();
      await database('audit_log').where({ seq: 3 }).delete();
      await database('audit_log').insert({ ...second, seq: 3, id: 'other' });
    },
    3,
    /does not follow/,
  ],
  ['lost its end', (database) => database('audit_log').where('seq', '>', 3).delete(), 4, /missing/],
  [
    'lost its end and its head',
    async (database) => {
      await database('audit_log').where('seq', '>', 3).delete();
      const { hash } = await database('audit_log').where({ seq: 3 }).first('hash');
      await database('audit_head').update({ seq: 3, hash });
    },
    4,
    /the file knows 5/,
  ],
];
for (const [what, tamper, seq, why] of tampering) {
  each(`a chain that ${what} is found out, with the first place`, async (t, database) => {
    const { suspend, fileHead } = await auditOf(t, database);
    for (let index = 0; index < 5; index++) await suspend();
    await withoutTriggers(database, () => tamper(database));
    const { broken } = await verifyAudit(database, await fileHead());
    t.is(broken?.seq, seq);
    t.regex(broken?.why ?? '', why);
  });
}

each('what was cut off while the service was down is still found out when it has written on', async (t, database) => {
  const { suspend, fileHead, reopened } = await auditOf(t, database);
  for (let index = 0; index < 5; index++) await suspend();
  await fileHead();
  const cut = tampering.find(([what]) => what === 'lost its end and its head')?.[1];
  await withoutTriggers(database, async () => await cut?.(database));
  const log = new RememberedLog();
  for (let start = 0; start < 2; start++) {
    const { audit, fileHead: kept } = reopened(log);
    await audit.start();
    for (let index = 0; index < 2; index++) await audit.record({ actor: { kind: 'system', id: null }, action: 'a' });
    t.like((await kept())[0]?.head, { seq: 5 });
    t.is((await verifyAudit(database, await kept())).broken?.seq, 5);
    t.regex(log.lines[start] ?? '', /error: .*audit verify/);
  }
});

each('a start finds its own end, also behind one whose entries were taken away', async (t, database) => {
  const { suspend, fileHead, reopened, accounts, keys } = await auditOf(t, database);
  for (let index = 0; index < 3; index++) await suspend();
  await fileHead();
  const log = new RememberedLog();
  const next = reopened(log);
  await next.audit.start();
  await next.audit.record({ actor: { kind: 'system', id: null }, action: 'a' });
  t.like((await next.fileHead())[0]?.head, { seq: 4 });
  // Beside the service, by a command: the file stays behind.
  await pruneAudit(database, new AuditStore({ database, keys, accounts }), new Date(Date.now() + 1000));
  const last = reopened(log);
  await last.audit.start();
  await last.audit.record({ actor: { kind: 'system', id: null }, action: 'a' });
  t.like((await last.fileHead())[0]?.head, { seq: 6 });
  t.deepEqual(log.lines, []);
});

each('old entries are taken away, and the chain that is left still shows whether it is whole', async (t, database) => {
  const { suspend, audit, fileHead } = await auditOf(t, database);
  for (let index = 0; index < 4; index++) await suspend();
  const [noted] = await fileHead();
  t.is(await pruneAudit(database, audit, new Date(0)), 0);
  t.like(await verifyAudit(database), { entries: 4, takenAway: 0 });
  t.is(await pruneAudit(database, audit, new Date(Date.now() + 1000)), 4);
  await suspend();
  t.is(await pruneAudit(database, audit, new Date(0)), 0);
  t.like(await verifyAudit(database, await fileHead()), { entries: 2, takenAway: 4, broken: null });
  t.like(await verifyAudit(database, noted ? [noted] : []), { broken: null });
  const other = { name: 'the note', head: { seq: 4, hash: 'f'.repeat(64) } };
  t.like(await verifyAudit(database, [other]), { broken: { seq: 4 } });
  t.deepEqual(
    (await database('audit_log').orderBy('seq')).map(({ seq, action }) => [seq, action]),
    [
      [5, 'audit.pruned'],
      [6, 'user.suspended'],
    ],
  );
  await t.throwsAsync(database('audit_log').where({ seq: 5 }).delete(), { message: /append-only/ });
  await t.throwsAsync(database('audit_base').update({ seq: 0 }), { message: /append-only/ });
  await pruneAudit(database, audit, new Date(Date.now() + 1000));
  t.like(await verifyAudit(database, await fileHead()), { entries: 1, takenAway: 6, broken: null });
});

each('the service takes old entries away by itself where the settings say how long they are kept', async (t, database) => {
  const { suspend, audit } = await auditOf(t, database);
  await suspend();
  const clock = { ...systemClock, now: () => new Date(Date.now() + 181 * 86_400_000) };
  for (const [days, left] of [
    [undefined, ['user.suspended']],
    [180, ['audit.pruned']],
  ] as const) {
    const retention = auditRetention({ database, audit, days, clock, logger: silentLogger });
    await retention.start();
    await retention.stop();
    t.deepEqual(await database('audit_log').pluck('action'), left);
  }
});

each('a beginning that somebody else cuts off is found out, though the database lets him', async (t, database) => {
  const { suspend, audit, fileHead } = await auditOf(t, database);
  for (let index = 0; index < 3; index++) await suspend();
  await pruneAudit(database, audit, new Date(Date.now() + 1000));
  for (let index = 0; index < 3; index++) await suspend();
  const { hash } = await database('audit_log').where({ seq: 5 }).first('hash');
  await database('audit_base').update({ seq: 5, hash });
  await database('audit_log').where('seq', '<=', 5).delete();
  const { broken } = await verifyAudit(database, await fileHead());
  t.is(broken?.seq, 5);
  t.regex(broken?.why ?? '', /no entry says so/);
});

each('writers at the same time are chained one behind the other', async (t, database) => {
  const { suspend, fileHead } = await auditOf(t, database);
  await Promise.all(Array.from({ length: 20 }, suspend));
  t.like(await verifyAudit(database, await fileHead()), { entries: 20, broken: null });
});

each('an entry goes with its change: both are kept or neither', async (t, database) => {
  const { audit, accounts, paul, fileHead } = await auditOf(t, database);
  const act = { actor: { kind: 'system', id: null }, action: 'user.suspended', target: { kind: 'user', id: paul.id } } as const;
  for (const fails of [true, false]) {
    const write = await audit.prepare(act);
    const change = database.transaction(async (transaction) => {
      await accounts.setStatus(paul.id, 'suspended', transaction);
      await write(transaction);
      if (fails) throw new Error('something else');
    });
    if (fails) await t.throwsAsync(change, { message: 'something else' });
    else await change;
    t.like(await verifyAudit(database, await fileHead()), { entries: fails ? 0 : 1, broken: null });
  }
});

each('the list is paged and filtered', async (t, database) => {
  const { audit, suspend, reader, julie } = await auditOf(t, database);
  for (let index = 0; index < 3; index++) await suspend();
  await audit.record({ actor: { kind: 'system', id: null }, action: 'settings.changed' });
  const first = await reader.list({ limit: 3 });
  t.deepEqual(
    first.items.map(({ seq }) => seq),
    [4, 3, 2],
  );
  const second = await reader.list({ limit: 3, cursor: first.nextCursor ?? '' });
  t.deepEqual(
    second.items.map(({ seq }) => seq),
    [1],
  );
  t.is(second.nextCursor, null);
  t.is((await reader.list({ limit: 9, action: 'user' })).items.length, 3);
  t.is((await reader.list({ limit: 9, action: 'settings.changed' })).items.length, 1);
  t.is((await reader.list({ limit: 9, actorId: julie.id })).items.length, 3);
  t.is((await reader.list({ limit: 9, since: new Date(Date.now() + 60_000) })).items.length, 0);
  t.is((await reader.list({ limit: 9, action: "' or 1=1 --" })).items.length, 0);
});

test('canonical JSON is one text whatever the order of the keys (RFC 8785, section 3.2.3)', (t) => {
  t.is(
    canonicalJson({ b: [1, { z: null, a: true }], a: 'é\n', c: undefined, '€': 1e21, '\r': 0.5 }),
    '{"\\r":0.5,"a":"é\\n","b":[1,{"a":true,"z":null}],"€":1e+21}',
  );
});

for (const [address, network] of [
  ['203.0.113.77', '203.0.113.0/24'],
  ['::ffff:203.0.113.77', '203.0.113.0/24'],
  ['2001:db8:1:2:3:4:5:6', '2001:db8:1::/48'],
  ['2001:DB8::6', '2001:db8:0::/48'],
  ['::1', '0:0:0::/48'],
  ['fe80::1%eth0', 'fe80:0:0::/48'],
  ['nonsense', null],
] as const)
  test(`the network of ${address} is ${network}`, (t) => t.is(networkOf(address), network));
