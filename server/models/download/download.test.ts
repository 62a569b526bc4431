import { randomBytes } from 'node:crypto';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { isCode, RepondeurError } from '../../core/errors.ts';
import { sha256 } from '../../testing/catalogues.ts';
import { type PublishedFile, Publisher } from '../../testing/publisher.ts';
import { until } from '../../testing/until.ts';
import type { OfferedFile } from '../contract.ts';
import { download } from './download.ts';

const body = randomBytes(600_000);
const quick = { retryPauseMs: 1, stallMs: 20_000 };

interface Setting {
  publisher: Publisher;
  published: PublishedFile;
  file: OfferedFile;
  path: string;
}

async function setting(t: ExecutionContext, more: Omit<PublishedFile, 'body'> = {}): Promise<Setting> {
  const publisher = new Publisher();
  await publisher.start();
  const folder = await mkdtemp(join(tmpdir(), 'repondeur-download-'));
  t.teardown(() => publisher.stop());
  t.teardown(() => rm(folder, { recursive: true, force: true }));
  const published = publisher.publish('/big.bin', body, more);
  const file: OfferedFile = {
    name: 'big.bin',
    url: `${publisher.url}/big.bin`,
    bytes: body.length,
    digest: { algorithm: 'sha256', hex: sha256(body) },
  };
  return { publisher, published, file, path: join(folder, 'big.bin.part') };
}

const ranges = ({ publisher }: Setting) => publisher.requests.map(({ range }) => range);

test('a file comes whole, and the progress ends at its size', async (t) => {
  const { file, path } = await setting(t);
  const seen: number[] = [];
  await download(file, path, { ...quick, onBytes: (bytes) => seen.push(bytes) });
  t.true((await readFile(path)).equals(body));
  t.is(seen.at(-1), body.length);
  t.deepEqual(
    seen,
    seen.toSorted((a, b) => a - b),
  );
});

test('a broken connection is gone on with from where it broke, as often as it breaks', async (t) => {
  let had = 0;
  const first = { cutAfter: 100_000, once: () => until('the first part', () => had >= 100_000) };
  const second = { cutAfter: 200_000, once: () => until('the second part', () => had >= 300_000) };
  const at = await setting(t, { mishaps: [first, second, { status: 503 }] });
  await download(at.file, at.path, { ...quick, onBytes: (bytes) => (had = bytes) });
  t.true((await readFile(at.path)).equals(body));
  t.deepEqual(ranges(at), [undefined, 'bytes=100000-', 'bytes=300000-', 'bytes=300000-']);
  t.is(at.publisher.requests[1]?.ifRange, at.published.etag);
});

test('a download that was interrupted goes on in another process', async (t) => {
  const at = await setting(t, { mishaps: [{ stallAfter: 250_000 }] });
  const stop = new AbortController();
  const reason = new RepondeurError('aborted', 'asked to end');
  let had = 0;
  const first = download(at.file, at.path, { ...quick, signal: stop.signal, onBytes: (bytes) => (had = bytes) });
  await until('the first part', () => had >= 200_000);
  stop.abort(reason);
  t.is(await t.throwsAsync(first), reason);
  await download(at.file, at.path, quick);
  t.true((await readFile(at.path)).equals(body));
  t.is(ranges(at)[1], `bytes=${had}-`);
});

test('a file that changed at the publisher meanwhile is fetched from its start', async (t) => {
  const at = await setting(t, { mishaps: [{ cutAfter: 100_000 }] });
  at.published.etag = '"old"';
  const old = download(at.file, at.path, { ...quick, maxAttempts: 1 });
  await t.throwsAsync(old);
  const changed = randomBytes(body.length);
  at.publisher.publish('/big.bin', changed, { etag: '"new"' });
  await download(at.file, at.path, quick);
  t.true((await readFile(at.path)).equals(changed));
});

test('a server without ranges sends it all again', async (t) => {
  const at = await setting(t, { withoutRanges: true, mishaps: [{ cutAfter: 100_000 }] });
  await download(at.file, at.path, quick);
  t.true((await readFile(at.path)).equals(body));
});

test('a part of a file without a validator is not trusted', async (t) => {
  const at = await setting(t, { mishaps: [{ cutAfter: 100_000 }] });
  at.published.etag = undefined;
  await download(at.file, at.path, quick);
  t.deepEqual(ranges(at), [undefined, undefined]);
  t.true((await readFile(at.path)).equals(body));
});

test('a part of another file is not gone on with', async (t) => {
  const at = await setting(t);
  await writeFile(at.path, 'something else');
  await download(at.file, at.path, quick);
  t.deepEqual(ranges(at), [undefined]);
  t.true((await readFile(at.path)).equals(body));
});

test('a server that has lost the part (416) is asked for the whole', async (t) => {
  const at = await setting(t, { mishaps: [{ cutAfter: 100_000 }, { status: 416 }] });
  await download(at.file, at.path, quick);
  t.is(ranges(at)[2], undefined);
  t.true((await readFile(at.path)).equals(body));
});

test('a connection on which nothing comes any more is given up and tried again', async (t) => {
  const at = await setting(t, { mishaps: [{ stallAfter: 100_000 }] });
  await download(at.file, at.path, { ...quick, stallMs: 300 });
  t.true((await readFile(at.path)).equals(body));
});

test('a redirect is followed', async (t) => {
  const at = await setting(t);
  at.publisher.publish('/moved.bin', '', { redirectTo: '/big.bin' });
  await download({ ...at.file, url: `${at.publisher.url}/moved.bin` }, at.path, quick);
  t.true((await readFile(at.path)).equals(body));
});

test('a file that is gone (404) is said at once', async (t) => {
  const at = await setting(t);
  at.publisher.files.clear();
  const error = await t.throwsAsync(download(at.file, at.path, quick));
  t.true(isCode(error, 'not-found'));
  t.regex(error.message, /big\.bin.*404.*list again/);
  t.is(at.publisher.requests.length, 1);
});

test('a server that refuses is not asked again and again, one that is overloaded is', async (t) => {
  const refusing = await setting(t, { mishaps: [{ status: 403 }] });
  t.true(isCode(await t.throwsAsync(download(refusing.file, refusing.path, quick)), 'unavailable'));
  t.is(refusing.publisher.requests.length, 1);
  const overloaded = await setting(t, { mishaps: Array.from({ length: 9 }, () => ({ status: 503 })) });
  const error = await t.throwsAsync(download(overloaded.file, overloaded.path, { ...quick, maxAttempts: 3 }));
  t.regex(error.message, /503.*given up after 3 attempts/);
  t.is(overloaded.publisher.requests.length, 3);
});

test('a server that is not there is tried a few times, then said', async (t) => {
  const at = await setting(t);
  await at.publisher.stop();
  const error = await t.throwsAsync(download(at.file, at.path, { ...quick, maxAttempts: 2 }));
  t.true(isCode(error, 'unavailable'));
  t.regex(error.message, /big\.bin.*ECONNREFUSED/);
  await at.publisher.start();
});

for (const [what, bytes] of [
  ['longer', body.length - 10],
  ['shorter', body.length + 10],
] as const) {
  test(`a file that is ${what} than the catalogue states is refused before it is fetched`, async (t) => {
    const at = await setting(t);
    const error = await t.throwsAsync(download({ ...at.file, bytes }, at.path, quick));
    t.true(isCode(error, 'bad-input'));
    t.regex(error.message, new RegExp(`${body.length} bytes instead of the ${bytes}`));
  });
}
