import { readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { RepondeurError } from '../../core/errors.ts';
import { type Logger, silentLogger } from '../../core/logger.ts';
import { temporaryFolder } from '../../testing/database.ts';
import { eachDatabase } from '../../testing/each-database.ts';
import type { Database } from '../open.ts';
import { credentialName, loadMasterKeys, newMasterKey, writeMasterKeys } from './master-keys.ts';
import { openUserKeys } from './open-keys.ts';
import { rotateMasterKey } from './rotate.ts';
import { seal, unseal } from './seal.ts';

const each = eachDatabase(test);

async function sourceIn(t: ExecutionContext) {
  return { file: join(await temporaryFolder(t), 'keys/master.key'), logger: silentLogger };
}

async function sealedText(t: ExecutionContext, database: Database) {
  const source = await sourceIn(t);
  const keys = await openUserKeys(database, source);
  const sealed = (await keys.cipherOf('julie')).seal('Rappelez-moi', 'turns:1:0.text');
  return { source, keys, sealed };
}

test('what is sealed says nothing, is different each time, and opens at its own place alone', (t) => {
  const key = Buffer.alloc(32, 7);
  const [first, second] = [seal(key, Buffer.from('Rappelez-moi'), 'a'), seal(key, Buffer.from('Rappelez-moi'), 'a')];
  t.not(first, second);
  t.false(Buffer.from(first, 'base64url').toString('latin1').includes('Rappelez'));
  t.is(unseal(key, first, 'a').toString(), 'Rappelez-moi');
  t.throws(() => unseal(key, first, 'b'), { instanceOf: RepondeurError });
  t.throws(() => unseal(Buffer.alloc(32, 8), first, 'a'), { instanceOf: RepondeurError });
});

test('each single bit that is changed is noticed', (t) => {
  const key = Buffer.alloc(32, 7);
  const sealed = Buffer.from(seal(key, Buffer.from('x'), 'a'), 'base64url');
  for (let bit = 0; bit < sealed.length * 8; bit++) {
    const forged = Buffer.from(sealed);
    forged[bit >> 3] = (forged[bit >> 3] as number) ^ (1 << (bit & 7));
    t.throws(() => unseal(key, forged.toString('base64url'), 'a'), { instanceOf: RepondeurError });
  }
  for (const short of ['', 'AAAA', sealed.subarray(0, 27).toString('base64url')])
    t.throws(() => unseal(key, short, 'a'), { instanceOf: RepondeurError });
});

test('the first start makes a master key for its owner alone and says aloud what losing it means; the next start takes it', async (t) => {
  const said: string[] = [];
  const logger: Logger = { ...silentLogger, warn: (_, message) => said.push(message) };
  const source = { ...(await sourceIn(t)), logger };
  const made = await loadMasterKeys(source, false);
  t.is(made.length, 1);
  t.is((await stat(source.file)).mode & 0o777, 0o600);
  t.regex(said.join(), /keep a copy .* if it is lost, all transcripts/);
  t.deepEqual(await loadMasterKeys(source, true), made);
  t.is(said.length, 1);
});

test('processes that start at once on a new machine have one master key, and leave nothing beside it', async (t) => {
  const folder = await temporaryFolder(t);
  const file = join(folder, 'master.key');
  const loaded = await Promise.all(Array.from({ length: 8 }, () => loadMasterKeys({ file, logger: silentLogger }, false)));
  const kept = await loadMasterKeys({ file, logger: silentLogger }, true);
  for (const keys of loaded) t.deepEqual(keys, kept);
  t.deepEqual(await readdir(folder), ['master.key']);
});

test('a master key that is gone, or is none, is told with the way out, and none is made in its place', async (t) => {
  const source = await sourceIn(t);
  const gone = await t.throwsAsync<RepondeurError>(loadMasterKeys(source, true));
  t.regex(gone?.message ?? '', /is gone.*Put its copy back/);
  await loadMasterKeys(source, false);
  for (const text of ['', 'abc', 'abcdefgh c2hvcnQ']) {
    await writeFile(source.file, text);
    t.is((await t.throwsAsync<RepondeurError>(loadMasterKeys(source, false)))?.code, 'bad-settings');
  }
});

test('what a killed process had begun to write holds keys too: it goes when new ones are written', async (t) => {
  const folder = await temporaryFolder(t);
  await writeFile(join(folder, 'master.key.0011.unfinished'), 'a key of before');
  await writeFile(join(folder, 'other.unfinished'), 'something else');
  await writeMasterKeys(join(folder, 'master.key'), [newMasterKey()]);
  t.deepEqual((await readdir(folder)).sort(), ['master.key', 'other.unfinished']);
});

test('a credential of systemd goes before the file', async (t) => {
  const source = await sourceIn(t);
  const [made] = await loadMasterKeys(source, false);
  const credentialsDirectory = await temporaryFolder(t);
  await writeFile(join(credentialsDirectory, credentialName), await readFile(source.file));
  await rm(source.file);
  t.deepEqual(await loadMasterKeys({ ...source, credentialsDirectory }, true), [made]);
});

each('each user has a key of his own, which two starts at once agree on', async (t, database) => {
  const source = await sourceIn(t);
  const keys = await openUserKeys(database, source);
  const [first, second] = await Promise.all([keys.cipherOf('julie'), keys.cipherOf('julie')]);
  const sealed = first.seal('geheim', 'p');
  t.is(second.open(sealed, 'p'), 'geheim');
  t.is((await keys.cipherOf('omar')).open(sealed, 'p'), null);
  t.is((await (await openUserKeys(database, source)).cipherOf('julie')).open(sealed, 'p'), 'geheim');
});

each('what was sealed for a user whose key is erased can never be opened, also when he gets a new key', async (t, database) => {
  const { keys, sealed } = await sealedText(t, database);
  await keys.erase('julie');
  const cipher = await keys.cipherOf('julie');
  t.is(cipher.open(sealed, 'turns:1:0.text'), null);
  t.is(cipher.open(cipher.seal('new', 'p'), 'p'), 'new');
});

each('after a rotation texts open as before, and the old master key opens nothing', async (t, database) => {
  const { source, sealed } = await sealedText(t, database);
  const old = await readFile(source.file);
  t.deepEqual(await rotateMasterKey(database, source, false), { rewrapped: 1, fromCredential: false });
  t.is((await (await openUserKeys(database, source)).cipherOf('julie')).open(sealed, 'turns:1:0.text'), 'Rappelez-moi');
  t.is((await loadMasterKeys(source, true)).length, 1);
  await writeFile(source.file, old);
  const error = await t.throwsAsync<RepondeurError>((await openUserKeys(database, source)).cipherOf('julie'));
  t.regex(error?.message ?? '', /Put its copy back/);
});

each('a rotation that was stopped half-way leaves everything readable and can be begun again', async (t, database) => {
  const { source, sealed } = await sealedText(t, database);
  await database('user_keys').insert({ user_id: 'broken', key_id: 'x', master_key_id: (await loadMasterKeys(source, true))[0]?.id, wrapped: 'AAAA' });
  await t.throwsAsync(rotateMasterKey(database, source, false));
  t.is((await loadMasterKeys(source, true)).length, 2);
  const open = async () => (await (await openUserKeys(database, source)).cipherOf('julie')).open(sealed, 'turns:1:0.text');
  t.is(await open(), 'Rappelez-moi');
  await database('user_keys').where({ user_id: 'broken' }).delete();
  await rotateMasterKey(database, source, false);
  t.is(await open(), 'Rappelez-moi');
  t.is((await loadMasterKeys(source, true)).length, 1);
});
