import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { isCode } from '../../core/errors.ts';
import { type ZipEntry, zipOf } from '../../testing/zip.ts';
import { maxEntries, maxGrowth, measureZip, unzip } from './unzip.ts';

const sound: ZipEntry[] = [
  { name: 'm/am/final.mdl', content: 'model '.repeat(500) },
  { name: 'm/conf/', content: '' },
  { name: 'm/conf/mfcc.conf', content: '--x=1' },
];

interface Unpacked {
  folder: string;
  outside: string;
  result: Promise<number>;
}

async function unpack(t: ExecutionContext, bytes: Buffer): Promise<Unpacked> {
  const outside = await mkdtemp(join(tmpdir(), 'repondeur-unzip-'));
  t.teardown(() => rm(outside, { recursive: true, force: true }));
  const folder = join(outside, 'in', 'here');
  await mkdir(folder, { recursive: true });
  const path = join(outside, 'archive.zip');
  await writeFile(path, bytes);
  const work = async () => {
    const stated = await measureZip(path, { maxBytes: bytes.length * maxGrowth, maxEntries });
    await unzip(path, folder, () => {});
    return stated;
  };
  return { folder, outside, result: work() };
}

/** The same archive with other bytes in the place of some, which yazl would not write. */
function forged(bytes: Buffer, from: string, to: string): Buffer {
  return Buffer.from(bytes.toString('latin1').replaceAll(from, to), 'latin1');
}

test('an archive unpacks to its files, and says beforehand how large they are', async (t) => {
  const { folder, result } = await unpack(t, await zipOf(sound.filter(({ name }) => !name.endsWith('/'))));
  t.is(await result, 3005);
  t.is(await readFile(join(folder, 'm/conf/mfcc.conf'), 'utf8'), '--x=1');
});

for (const [what, make, said] of [
  ['climbs out of its folder', async () => forged(await zipOf([{ name: 'xx/evil.txt', content: 'x' }]), 'xx/evil', '../evil'), /\.\.\/evil/],
  ['starts at the root', async () => forged(await zipOf([{ name: 'tmp/evil.txt', content: 'x' }]), 'tmp/evil', '/tmpevil'), /tmpevil/],
  ['has backslashes', async () => forged(await zipOf([{ name: 'xx/evil.txt', content: 'x' }]), 'xx/evil', 'xx\\evil'), /evil/],
  ['has a link', async () => zipOf([{ name: 'm/link', content: '/etc/passwd', mode: 0o120777 }]), /link or a device/],
  ['unpacks to a thousand times its size', async () => zipOf([{ name: 'm/zeros', content: Buffer.alloc(8_000_000) }]), /far more than a model/],
  ['is cut short', async () => (await zipOf(sound.slice(0, 1))).subarray(0, 90), /cannot be used/],
  ['is no archive', async () => Buffer.from('<html>not found</html>'.repeat(20)), /cannot be used/],
  ['is empty', async () => Buffer.alloc(0), /cannot be used/],
  ['has the same file twice', async () => zipOf([sound[0]!, sound[0]!]), /final\.mdl" is there twice/],
  [
    'has a file where another has a folder',
    async () =>
      zipOf([
        { name: 'm/a', content: 'x' },
        { name: 'm/a/b', content: 'y' },
      ]),
    /"m\/a\/b" is there twice/,
  ],
] as const) {
  test(`an archive that ${what} is refused, and nothing is written outside`, async (t) => {
    const { outside, result } = await unpack(t, await make());
    const error = await t.throwsAsync(result);
    t.true(isCode(error, 'bad-input'), String(error));
    t.regex(error.message, said);
    t.deepEqual((await readdir(outside)).sort(), ['archive.zip', 'in']);
  });
}

test('bytes that changed inside an archive are noticed', async (t) => {
  const bytes = await zipOf([{ name: 'm/stored', content: Buffer.from('abcdefgh') }]);
  const stored = Buffer.from(bytes);
  stored[45] = (stored[45] ?? 0) ^ 0xff;
  const { result } = await unpack(t, stored);
  t.true(isCode(await t.throwsAsync(result), 'bad-input'));
});

test('an archive that lies about its size is stopped', async (t) => {
  const bytes = await zipOf([{ name: 'm/zeros', content: Buffer.alloc(1_000_000) }]);
  const honest = Buffer.alloc(4);
  honest.writeUInt32LE(1_000_000);
  const lie = Buffer.alloc(4);
  lie.writeUInt32LE(1000);
  const { result } = await unpack(t, forged(bytes, honest.toString('latin1'), lie.toString('latin1')));
  t.true(isCode(await t.throwsAsync(result), 'bad-input'));
});
