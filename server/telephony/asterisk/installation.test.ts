import { chmod, mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { testCacheDirectory } from '../../testing/asterisk.ts';
import { findAsterisk } from './installation.ts';

async function folder(t: ExecutionContext): Promise<string> {
  const path = await mkdtemp(join(tmpdir(), 'repondeur-installation-'));
  t.teardown(() => rm(path, { recursive: true }));
  return path;
}

/** A machine whose Asterisk says that it is of this version. */
async function hostWith(t: ExecutionContext, version: string, modules = ['chan_websocket.so']): Promise<string> {
  const root = await folder(t);
  for (const path of ['usr/sbin', 'usr/lib/x86_64-linux-gnu/asterisk/modules', 'usr/share/asterisk/rest-api'])
    await mkdir(join(root, path), { recursive: true });
  await writeFile(join(root, 'usr/sbin/asterisk'), `#!/bin/sh\necho "Asterisk ${version}"\n`);
  for (const name of modules) await writeFile(join(root, 'usr/lib/x86_64-linux-gnu/asterisk/modules', name), '');
  await chmod(join(root, 'usr/sbin/asterisk'), 0o755);
  return root;
}

test('the Asterisk of this machine runs', async (t) => {
  const found = await findAsterisk({ cacheDirectory: testCacheDirectory() });
  t.true(found.version.major >= 20);
});

test("the host's own is taken when it is new enough", async (t) => {
  const hostRoot = await hostWith(t, '22.6.0~dfsg+~cs6.13.40431414-2build5');
  const found = await findAsterisk({ cacheDirectory: await folder(t), hostRoot });
  t.like(found, { origin: 'host', version: { major: 22, minor: 6 }, hasWebsocketChannel: true });
});

test('a certified version is understood', async (t) => {
  const hostRoot = await hostWith(t, 'certified/20.16-cert3');
  t.deepEqual((await findAsterisk({ cacheDirectory: await folder(t), hostRoot })).version, { major: 20, minor: 16 });
});

test('an old one of the host gives way to the private one', async (t) => {
  const hostRoot = await hostWith(t, '18.10.0');
  const error = await t.throwsAsync(findAsterisk({ cacheDirectory: await folder(t), hostRoot }), { code: 'engine-missing' });
  t.regex(error.message, /18\.10, is too old/);
});

test('one without chan_websocket gives way too: no sound would reach the server', async (t) => {
  const hostRoot = await hostWith(t, '20.6.0', []);
  await t.throwsAsync(findAsterisk({ cacheDirectory: await folder(t), hostRoot }), { code: 'engine-missing', message: /chan_websocket/ });
});

test('none at all is said with the way out', async (t) => {
  await t.throwsAsync(findAsterisk({ cacheDirectory: await folder(t), hostRoot: await folder(t) }), {
    code: 'engine-missing',
    message: /bin\/repondeur/,
  });
});
