import { randomBytes } from 'node:crypto';
import { appendFile, readFile, stat, truncate, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { openPlainFile, readAll } from '../../../core/byte-source.ts';
import { isCode } from '../../../core/errors.ts';
import { silentLogger } from '../../../core/logger.ts';
import { temporaryDatabase } from '../../../testing/database.ts';
import { openUserKeys } from '../open-keys.ts';
import type { UserCipher } from '../user-keys.ts';
import { headerBytes, newHeader, readHeader, segmentCipher, tagBytes } from './format.ts';
import { keyIdOfFile, openSealedFile } from './reader.ts';
import { SealedFileWriter } from './writer.ts';

const segmentBytes = 100;
const sealedBytes = segmentBytes + tagBytes;
const place = 'recordings:a';

async function ciphers(t: ExecutionContext) {
  const { database, folder } = await temporaryDatabase(t);
  const keys = await openUserKeys(database, { file: join(folder, 'master.key'), logger: silentLogger });
  return { folder, keys, julie: await keys.cipherOf('julie'), omar: await keys.cipherOf('omar') };
}

/** A file with these bytes; without its end where the writer died. */
async function sealed(path: string, cipher: UserCipher, bytes: Buffer, { ends = true, name = place } = {}): Promise<string> {
  const writer = new SealedFileWriter({ path, cipher, place: name, segmentBytes });
  await writer.open();
  // In parts that have nothing to do with segments.
  for (let at = 0; at < bytes.length; at += 37) await writer.append(bytes.subarray(at, at + 37));
  await (ends ? writer.finish() : writer.abandon());
  return path;
}

async function wholeOf(path: string, cipher: UserCipher, salvage = false): Promise<{ bytes: Buffer; complete: boolean }> {
  const source = await openSealedFile(path, { cipher, place, salvage });
  try {
    return { bytes: await readAll(source), complete: source.complete };
  } finally {
    await source.close();
  }
}

const refused = async (t: ExecutionContext, path: string, cipher: UserCipher, why: string) => {
  const error = await t.throwsAsync(wholeOf(path, cipher), undefined, why);
  t.true(isCode(error, 'storage-failed'), `${why}: ${error}`);
};

for (const length of [0, 1, 99, 100, 101, 200, 1234, 10_000]) {
  test(`${length} bytes come back as they went in, from any place`, async (t) => {
    const { folder, julie } = await ciphers(t);
    const bytes = randomBytes(length);
    const path = await sealed(join(folder, 'a'), julie, bytes);
    t.deepEqual(await wholeOf(path, julie), { bytes, complete: true });
    t.is((await stat(path)).mode & 0o777, 0o600);
    const source = await openSealedFile(path, { cipher: julie, place });
    t.teardown(() => source.close());
    t.is(source.size, length);
    for (const [position, count] of [
      [0, 1],
      [50, 100],
      [99, 2],
      [100, 100],
      [length - 1, 500],
      [length, 5],
      [length + 500, 5],
    ] as const)
      if (position >= 0) t.deepEqual(await source.read(position, count), bytes.subarray(position, position + count), `${position} ${count}`);
  });
}

test('the file says nothing of what is in it, and never the same twice', async (t) => {
  const { folder, julie } = await ciphers(t);
  const bytes = Buffer.alloc(1000, 'rappelez-moi');
  const [first, second] = [await sealed(join(folder, 'a'), julie, bytes), await sealed(join(folder, 'b'), julie, bytes)];
  const [one, other] = [await readFile(first), await readFile(second)];
  t.false(one.toString('latin1').includes('rappelez'));
  const segments = (file: Buffer) =>
    Array.from({ length: 10 }, (_, n) => file.subarray(headerBytes + n * sealedBytes, headerBytes + (n + 1) * sealedBytes).toString('hex'));
  t.is(new Set([...segments(one), ...segments(other)]).size, 20);
});

test('each single bit that is changed is noticed, in the header too', async (t) => {
  const { folder, julie } = await ciphers(t);
  const path = await sealed(join(folder, 'a'), julie, randomBytes(150));
  const whole = await readFile(path);
  const expected = (await wholeOf(path, julie)).bytes;
  for (let bit = 0; bit < whole.length * 8; bit++) {
    const forged = Buffer.from(whole);
    forged[bit >> 3] = (forged[bit >> 3] as number) ^ (1 << (bit & 7));
    await writeFile(path, forged);
    const got = await wholeOf(path, julie).catch(() => undefined);
    // In the last segment it is as if the end were cut off: what is before it is there, and the file is known to be incomplete.
    t.true(got === undefined || (!got.complete && got.bytes.equals(expected.subarray(0, got.bytes.length))), `bit ${bit}`);
    if (bit >= headerBytes * 8 && bit < (headerBytes + sealedBytes) * 8) t.is(got, undefined, `bit ${bit}`);
  }
});

test('segments that change their places, are left out, doubled or taken from another file are refused', async (t) => {
  const { folder, julie } = await ciphers(t);
  const path = await sealed(join(folder, 'a'), julie, randomBytes(350));
  const [whole, other] = [await readFile(path), await readFile(await sealed(join(folder, 'b'), julie, randomBytes(350)))];
  const part = (file: Buffer, n: number) => file.subarray(headerBytes + n * sealedBytes, headerBytes + (n + 1) * sealedBytes);
  const [header, s0, s1, s2, last] = [whole.subarray(0, headerBytes), part(whole, 0), part(whole, 1), part(whole, 2), part(whole, 3)];
  for (const [why, parts] of [
    ['two change places', [header, s1, s0, s2, last]],
    ['the first is left out', [header, s1, s2, last]],
    ['one in the middle is left out', [header, s0, s2, last]],
    ['one is doubled', [header, s0, s0, s1, s2, last]],
    ['one is from another file of the same user', [header, s0, part(other, 1), s2, last]],
    ['the header is from another file', [other.subarray(0, headerBytes), s0, s1, s2, last]],
    ['the last comes first', [header, last, s0, s1, s2]],
  ] as const) {
    await writeFile(path, Buffer.concat(parts));
    await refused(t, path, julie, why);
  }
});

test('wherever a file is cut off, its end is missed, and nothing but its beginning is given out', async (t) => {
  const { folder, julie } = await ciphers(t);
  const bytes = randomBytes(350);
  const whole = await readFile(await sealed(join(folder, 'a'), julie, bytes));
  const path = join(folder, 'cut');
  for (let length = headerBytes; length < whole.length; length++) {
    await writeFile(path, whole.subarray(0, length));
    const got = await wholeOf(path, julie);
    t.false(got.complete, `${length}`);
    t.deepEqual(got.bytes, bytes.subarray(0, Math.floor((length - headerBytes) / sealedBytes) * segmentBytes), `${length}`);
  }
  await writeFile(path, whole.subarray(0, headerBytes - 1));
  t.true(isCode(await t.throwsAsync(wholeOf(path, julie)), 'bad-input'));
});

test('what is put behind the end is noticed', async (t) => {
  const { folder, julie } = await ciphers(t);
  const path = await sealed(join(folder, 'a'), julie, randomBytes(150));
  await appendFile(path, 'x');
  t.false((await wholeOf(path, julie)).complete);
  await appendFile(path, randomBytes(sealedBytes));
  await refused(t, path, julie, 'a whole segment more');
});

test("another user's key, another place and what is no sealed file open nothing", async (t) => {
  const { folder, julie, omar } = await ciphers(t);
  const path = await sealed(join(folder, 'a'), julie, randomBytes(150));
  t.true(isCode(await t.throwsAsync(wholeOf(path, omar)), 'not-found'));
  // His key under her name: the id alone opens nothing.
  await refused(t, path, { ...omar, keyId: julie.keyId }, 'the key of another');
  const moved = await sealed(join(folder, 'b'), julie, randomBytes(150), { name: 'recordings:b' });
  await refused(t, moved, julie, 'the file of another name');
  await writeFile(path, randomBytes(500));
  t.true(isCode(await t.throwsAsync(wholeOf(path, julie)), 'bad-input'));
});

test('a segment opens at its number, in its place at the end or before it, and under its whole header alone', async (t) => {
  const { julie, omar } = await ciphers(t);
  const header = newHeader(julie.keyId, segmentBytes);
  const segment = segmentCipher(julie, header, place);
  const last = segment.seal(3, true, Buffer.from('end'));
  t.is(segment.open(3, true, last)?.toString(), 'end');
  t.is(segment.open(3, false, last), undefined);
  t.is(segment.open(2, true, last), undefined);
  t.is(segment.open(3, false, segment.seal(3, false, Buffer.alloc(0)))?.length, 0);
  const named = Buffer.from(header.bytes);
  named.write(omar.keyId, 8, 'latin1');
  t.is(segmentCipher(julie, readHeader(named)!, place).open(3, true, last), undefined);
  t.is(readHeader(Buffer.concat([header.bytes.subarray(0, 7), Buffer.from([2]), header.bytes.subarray(8)])), undefined, 'another version');
});

test('after the key is erased the file opens no more, also not with the new one', async (t) => {
  const { folder, keys, julie } = await ciphers(t);
  const path = await sealed(join(folder, 'a'), julie, randomBytes(150));
  await keys.erase('julie');
  t.true(isCode(await t.throwsAsync(wholeOf(path, await keys.cipherOf('julie'))), 'not-found'));
});

test('a writer that dies leaves what it has written, readable while it writes and after, and known as incomplete', async (t) => {
  const { folder, julie } = await ciphers(t);
  const bytes = randomBytes(1000);
  const path = join(folder, 'a');
  const writer = new SealedFileWriter({ path, cipher: julie, place, segmentBytes });
  await writer.open();
  for (let at = 0; at < bytes.length; at += 50) {
    await writer.append(bytes.subarray(at, at + 50));
    const written = at + 50 - ((at + 50) % segmentBytes);
    t.deepEqual(await wholeOf(path, julie), { bytes: bytes.subarray(0, written), complete: false });
  }
  await writer.abandon();
  // The last write was torn.
  await truncate(path, headerBytes + 7 * sealedBytes + 60);
  t.deepEqual(await wholeOf(path, julie), { bytes: bytes.subarray(0, 700), complete: false });
});

test('after a power cut that left nothing but zeros of the last segments, what is before them is salvaged; a complete file is not touched by that', async (t) => {
  const { folder, julie } = await ciphers(t);
  const bytes = randomBytes(1000);
  const path = await sealed(join(folder, 'a'), julie, bytes, { ends: false });
  const whole = await readFile(path);
  whole.fill(0, headerBytes + 6 * sealedBytes + 10);
  await writeFile(path, whole);
  await refused(t, path, julie, 'zeros');
  t.deepEqual(await wholeOf(path, julie, true), { bytes: bytes.subarray(0, 600), complete: false });
  const good = await sealed(join(folder, 'b'), julie, bytes);
  t.deepEqual(await wholeOf(good, julie, true), { bytes, complete: true });
});

test('a file that is there is never written over nor gone on with: the numbers of its segments have been used', async (t) => {
  const { folder, julie } = await ciphers(t);
  const path = await sealed(join(folder, 'a'), julie, randomBytes(150), { ends: false });
  const before = await readFile(path);
  await t.throwsAsync(new SealedFileWriter({ path, cipher: julie, place }).open(), { code: 'EEXIST' });
  t.deepEqual(await readFile(path), before);
});

test('after its end nothing more is written', async (t) => {
  const { folder, julie } = await ciphers(t);
  const path = join(folder, 'a');
  const writer = new SealedFileWriter({ path, cipher: julie, place, segmentBytes });
  await t.throwsAsync(writer.append(randomBytes(150)));
  await writer.open();
  await writer.finish();
  const before = await readFile(path);
  await t.throwsAsync(writer.append(randomBytes(150)));
  await t.throwsAsync(writer.finish());
  t.deepEqual(await readFile(path), before);
});

test('which key a file was sealed with can be asked without any key', async (t) => {
  const { folder, julie } = await ciphers(t);
  const source = await openPlainFile(await sealed(join(folder, 'a'), julie, randomBytes(5)));
  t.teardown(() => source.close());
  t.is(await keyIdOfFile(source), julie.keyId);
  await writeFile(join(folder, 'b'), 'RIFF');
  const plain = await openPlainFile(join(folder, 'b'));
  t.teardown(() => plain.close());
  t.is(await keyIdOfFile(plain), undefined);
});
