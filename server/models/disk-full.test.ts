import { execFile } from 'node:child_process';
import { randomBytes } from 'node:crypto';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import { isCode } from '../core/errors.ts';
import { publishVosk } from '../testing/catalogues.ts';
import { Publisher } from '../testing/publisher.ts';
import { zipOf } from '../testing/zip.ts';
import { addModel } from './add.ts';
import { installedModels } from './install/record.ts';
import { listAvailable } from './list.ts';

const run = promisify(execFile);

/** A real small disk. */
const mount = (place: string, kilobytes: number) => run('mount', ['-t', 'tmpfs', '-o', `size=${kilobytes}k`, 'tmpfs', place]);

/** Root may mount, but not in every container. */
async function canMount(): Promise<boolean> {
  const place = await mkdtemp(join(tmpdir(), 'repondeur-small-disk-'));
  try {
    await mount(place, 100);
    await run('umount', [place]);
    return true;
  } catch {
    return false;
  } finally {
    await rm(place, { recursive: true, force: true });
  }
}

const testOnSmallDisk = (await canMount()) ? test : test.skip;

for (const [where, kilobytes] of [
  ['while it is fetched', 200],
  ['while it is unpacked', 700],
] as const) {
  testOnSmallDisk(`a disk that is full ${where} is said, and no half model is left`, async (t) => {
    const place = await mkdtemp(join(tmpdir(), 'repondeur-small-disk-'));
    t.teardown(() => rm(place, { recursive: true, force: true }));
    await mount(place, kilobytes);
    t.teardown(() => run('umount', [place]));
    const publisher = new Publisher();
    await publisher.start();
    t.teardown(() => publisher.stop());
    const archive = await zipOf([{ name: 'vosk-model-small-fr-0.22/am/final.mdl', content: randomBytes(500_000) }]);
    const { offers } = await listAvailable({ kinds: ['speech'], catalogues: [publishVosk(publisher, 'vosk-model-small-fr-0.22', archive)] });
    // The space is misjudged, as when somebody else fills the disk meanwhile.
    const freeBytes = () => Promise.resolve(1e12);
    const error = await t.throwsAsync(addModel(offers[0]!, { directory: join(place, 'models'), freeBytes }));
    t.true(isCode(error, 'storage-failed'), String(error));
    t.regex(error.message, /the disk is full: free some space/);
    t.deepEqual((await installedModels(join(place, 'models'))).models, []);
  });
}
