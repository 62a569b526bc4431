import { spawn } from 'node:child_process';
import { createHash } from 'node:crypto';
import { once } from 'node:events';
import { chmod, cp, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { text } from 'node:stream/consumers';
import test, { type ExecutionContext } from 'ava';

/** bin/repondeur and its set-up, in a project and a cache of its own; the tools that reach the network are replaced by scripts of the test. */
const source = join(import.meta.dirname, '../..');

interface Sandbox {
  project: string;
  cache: string;
  tools: string;
}

async function sandbox(t: ExecutionContext): Promise<Sandbox> {
  const root = await mkdtemp(join(tmpdir(), 'repondeur-setup-'));
  t.teardown(() => rm(root, { recursive: true, force: true }));
  const places = { project: join(root, 'project'), cache: join(root, 'cache'), tools: join(root, 'tools') };
  await mkdir(join(places.project, 'server'), { recursive: true });
  await mkdir(places.tools);
  for (const part of ['bin', 'dialplan', 'models', 'package-lock.json', 'package.json']) {
    await cp(join(source, part), join(places.project, part), { recursive: true, filter: (path) => !path.includes('/models/rehearsal/') });
  }
  await writeFile(
    join(places.project, 'server/cli.ts'),
    'process.stdout.write(JSON.stringify([process.argv.slice(2), process.env.REPONDEUR_CACHE]));\n',
  );
  await tool(places, 'espeak-ng', 'exit 0');
  await tool(places, 'id', 'if [ "$1" = -u ]; then echo 1000; fi');
  return places;
}

/** A program that is found before the machine's own. */
async function tool({ tools }: Sandbox, name: string, script: string): Promise<void> {
  await writeFile(join(tools, name), `#!/bin/bash\n${script}\n`);
  await chmod(join(tools, name), 0o755);
}

/** What the slow steps would leave: a ready Asterisk and the packages. */
async function prepared({ project, cache }: Sandbox): Promise<void> {
  await mkdir(join(cache, 'asterisk/current'), { recursive: true });
  await writeFile(join(cache, 'asterisk/current/ready'), '');
  await packages({ project });
}

async function packages({ project }: Pick<Sandbox, 'project'>): Promise<void> {
  const digest = createHash('sha256').update(await readFile(join(project, 'package-lock.json')));
  await mkdir(join(project, 'node_modules'));
  await writeFile(join(project, 'node_modules/.repondeur'), `${digest.digest('hex')}\n`);
}

function start({ project, cache, tools }: Sandbox, ...words: string[]) {
  const path = [tools, join(process.execPath, '..'), '/usr/sbin', '/usr/bin', '/sbin', '/bin'].join(':');
  return spawn(join(project, 'bin/repondeur'), words, {
    env: { PATH: path, HOME: tools, REPONDEUR_CACHE: cache },
    stdio: ['ignore', 'pipe', 'pipe'],
    detached: true,
  });
}

async function run(places: Sandbox, ...words: string[]) {
  const child = start(places, ...words);
  const [stdout, stderr, [status]] = await Promise.all([text(child.stdout), text(child.stderr), once(child, 'close')]);
  return { stdout, stderr, status: status as number };
}

test('what is there is not made again: the sub-command runs at once, with the cache it is to use', async (t) => {
  const places = await sandbox(t);
  await prepared(places);
  const first = await run(places, 'demo', '--json');
  t.regex(first.stderr, /Unpacking the rehearsal ears/);
  t.deepEqual(JSON.parse(first.stdout), [['demo', '--json'], places.cache]);
  const second = await run(places, 'demo', '--json');
  t.is(second.stderr, '');
  t.is(second.status, 0);
});

test('without HOME, as in a service, the cache is in the home folder of the account', async (t) => {
  const places = await sandbox(t);
  await packages(places);
  await tool(places, 'getent', 'echo "julie:x:1000:1000::/home/of/julie:/bin/sh"');
  const path = [places.tools, join(process.execPath, '..'), '/usr/bin', '/bin'].join(':');
  const child = spawn(join(places.project, 'bin/repondeur'), ['talk'], { env: { PATH: path }, stdio: ['ignore', 'pipe', 'pipe'] });
  const [stdout, stderr] = await Promise.all([text(child.stdout), text(child.stderr)]);
  t.deepEqual(JSON.parse(stdout || '[]'), [['talk'], '/home/of/julie/.cache/repondeur'], stderr);
});

test('the ears are unpacked whole or not at all, and again when their archive changes', async (t) => {
  const places = await sandbox(t);
  await prepared(places);
  const archive = join(places.project, 'models/rehearsal-fr.tar.gz');
  const whole = await readFile(archive);
  await writeFile(archive, whole.subarray(0, whole.length / 2));
  const damaged = await run(places, 'demo');
  t.is(damaged.status, 1);
  t.regex(damaged.stderr, /Unpacking the rehearsal ears failed\. The archives .* may be damaged/);
  t.is(damaged.stdout, '');
  t.false((await readdir(join(places.cache, 'models'))).includes('rehearsal-fr'));
  await writeFile(archive, whole);
  t.is((await run(places, 'demo')).status, 0);
  t.true((await readdir(join(places.cache, 'models/rehearsal-fr'))).includes('rehearsal.json'));
});

test('a talk needs no Asterisk, no voice and no ear', async (t) => {
  const places = await sandbox(t);
  await packages(places);
  const { status, stderr } = await run(places, 'talk', '--language', 'fr');
  t.deepEqual([status, stderr], [0, '']);
  const made = await readdir(places.cache).catch((): string[] => []);
  t.false(made.includes('lock') || made.includes('asterisk'), made.join());
});

test('without a network it says what is missing and how to get it, and leaves nothing half-made', async (t) => {
  const places = await sandbox(t);
  await prepared(places);
  await rm(join(places.cache, 'asterisk'), { recursive: true });
  await tool(places, 'apt-get', 'echo "Temporary failure resolving the mirror" >&2; exit 100');
  await tool(places, 'asterisk', 'exit 1');
  const { status, stderr, stdout } = await run(places, 'demo');
  t.is(status, 1);
  t.regex(stderr, /Temporary failure resolving the mirror/);
  t.regex(stderr, /Without a network, copy .*\/asterisk from a machine where repondeur has run/);
  t.is(stdout, '');
  t.false((await readdir(join(places.cache, 'asterisk'))).includes('current'));
});

test('a missing package is installed with sudo, and without sudo it is said which', async (t) => {
  const places = await sandbox(t);
  await prepared(places);
  await rm(join(places.tools, 'espeak-ng'));
  // The machine's own espeak-ng is out of reach: only what the script itself needs is.
  for (const name of [
    'bash',
    'env',
    'dirname',
    'readlink',
    'mkdir',
    'sha256sum',
    'cut',
    'cat',
    'flock',
    'basename',
    'tail',
    'sed',
    'rm',
    'mv',
    'tar',
    'gzip',
    'sleep',
  ])
    await symlink(join('/usr/bin', name), join(places.tools, name)).catch(() => symlink(join('/bin', name), join(places.tools, name)));
  await symlink(process.execPath, join(places.tools, 'node'));
  await tool(places, 'npm', 'exit 1');
  const only = (sandboxed: Sandbox) => {
    const child = spawn(join(sandboxed.project, 'bin/repondeur'), ['demo'], {
      env: { PATH: sandboxed.tools, HOME: '/', REPONDEUR_CACHE: sandboxed.cache },
    });
    return Promise.all([text(child.stderr), once(child, 'close')]).then(([stderr, [status]]) => ({ stderr, status: status as number }));
  };
  const without = await only(places);
  t.is(without.status, 1);
  t.regex(without.stderr, /sudo is not installed/);
  t.regex(without.stderr, /sudo apt-get install espeak-ng/);
  await tool(places, 'sudo', '[ "$1" = -v ] || "$@"');
  await tool(
    places,
    'apt-get',
    `case "$*" in *espeak-ng*) printf '#!/bin/bash\\n' >${places.tools}/espeak-ng; chmod 755 ${places.tools}/espeak-ng;; esac`.replace(
      'chmod',
      '/bin/chmod',
    ),
  );
  const { status, stderr } = await only(places);
  t.is(status, 0, stderr);
  t.regex(stderr, /✓ Installing the voice/);
});

test('two starts at once make things once', async (t) => {
  const places = await sandbox(t);
  await prepared(places);
  await rm(join(places.cache, 'models'), { recursive: true, force: true });
  await tool(places, 'tar', `echo x >>${places.cache}/unpacked; sleep 1; exec /bin/tar "$@"`);
  const [first, second] = await Promise.all([run(places, 'demo'), run(places, 'demo')]);
  t.deepEqual([first.status, second.status], [0, 0]);
  t.is((await readFile(join(places.cache, 'unpacked'), 'utf8')).length, 4);
  t.regex(first.stderr + second.stderr, /Another start of repondeur is preparing this machine/);
});

test('Ctrl-C stops everything that was started, and the next start goes on', async (t) => {
  const places = await sandbox(t);
  await prepared(places);
  await rm(join(places.cache, 'models'), { recursive: true, force: true });
  await tool(places, 'tar', `echo $$ >${places.cache}/pid; exec sleep 600`);
  const child = start(places, 'demo');
  const closed = once(child, 'close');
  const stderr = text(child.stderr);
  let pid = '';
  while (pid === '') {
    await new Promise((resolve) => setTimeout(resolve, 20));
    pid = await readFile(join(places.cache, 'pid'), 'utf8').catch(() => '');
  }
  process.kill(-child.pid!, 'SIGINT');
  t.deepEqual(await closed, [130, null]);
  t.regex(await stderr, /Stopped\. What was finished is kept/);
  t.throws(() => process.kill(Number(pid), 0), { code: 'ESRCH' });
  await rm(join(places.tools, 'tar'));
  t.is((await run(places, 'demo')).status, 0);
});
