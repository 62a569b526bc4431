import { execFile } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test, { type ExecutionContext } from 'ava';

const script = join(import.meta.dirname, '../../bin/setup/trim-packages.mjs');
const trim = (project: string) => promisify(execFile)(process.execPath, [script], { cwd: project });

async function projectWith(t: ExecutionContext, files: readonly string[]): Promise<string> {
  const project = await mkdtemp(join(tmpdir(), 'repondeur-trim-'));
  t.teardown(() => rm(project, { recursive: true, force: true }));
  for (const file of files) {
    await mkdir(join(project, 'node_modules', file, '..'), { recursive: true });
    await writeFile(join(project, 'node_modules', file), 'x');
  }
  return project;
}

async function filesOf(project: string): Promise<string[]> {
  const entries = await readdir(join(project, 'node_modules'), { recursive: true, withFileTypes: true });
  return entries
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(join(project, 'node_modules/').length))
    .sort();
}

const own = `onnxruntime-node/bin/napi-v6/${process.platform}/${process.arch}/onnxruntime_binding.node`;
const voskDirectory = { linux: 'linux-x86_64', darwin: 'osx-universal', win32: 'win-x86_64' }[process.platform as string];

test('libraries of other systems and processors go, the own and everything else stay, however often it runs', async (t) => {
  const kept = [own, 'onnxruntime-node/dist/index.js', `vosk/lib/${voskDirectory}/library`, 'vosk/package.json'];
  const others = ['plan9/x64/a', `${process.platform}/mips/a`].map((path) => `onnxruntime-node/bin/napi-v6/${path}`);
  const project = await projectWith(t, [...kept, ...others, 'vosk/lib/plan9-x86_64/libvosk.so']);
  await trim(project);
  t.deepEqual(await filesOf(project), kept.toSorted());
  await trim(project);
  t.deepEqual(await filesOf(project), kept.toSorted());
});

test('sources that nothing compiles go', async (t) => {
  const kept = ['better-sqlite3/lib/index.js', 'node-llama-cpp/llama/package.json'];
  const project = await projectWith(t, [...kept, 'better-sqlite3/deps/sqlite3/sqlite3.c', 'node-llama-cpp/llama/gitRelease.bundle']);
  await trim(project);
  t.deepEqual(await filesOf(project), kept);
});

test('where this machine has no library, and where a package is not installed, nothing is removed', async (t) => {
  const files = ['onnxruntime-node/bin/napi-v6/plan9/x64/a', 'zod/index.js'];
  const project = await projectWith(t, files);
  await trim(project);
  t.deepEqual(await filesOf(project), files);
});

test('forms of packages that nothing here imports go, and what is imported stays', async (t) => {
  const kept = [
    'fontkit/dist/module.mjs',
    'pdfkit/js/data/Helvetica.afm',
    'pdfkit/js/pdfkit.node.mjs',
    'stripe/esm/resources/Prices.js',
    'stripe/package.json',
  ];
  const others = [
    'stripe/cjs/stripe.cjs.node.js',
    'stripe/esm/resources/Prices.js.map',
    'pdfkit/js/pdfkit.browser.mjs',
    'fontkit/dist/module.mjs.map',
  ];
  const project = await projectWith(t, [...kept, ...others]);
  await trim(project);
  t.deepEqual(await filesOf(project), kept.toSorted());
});
