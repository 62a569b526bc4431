// Removes from node_modules the libraries of other systems and processors (onnxruntime-node, vosk, node-llama-cpp and better-sqlite3 carry them, 335 MB) and the
// sources to compile from, which nothing here does (44 MB).
import { readdirSync, rmSync } from 'node:fs';
import { join } from 'node:path';

const voskLibraries = { linux: 'linux-x86_64', darwin: 'osx-universal', win32: 'win-x86_64' };

function keepOnly(directory, name) {
  let names;
  try {
    names = readdirSync(directory);
  } catch {
    // The package is not installed, or has another form.
    return;
  }
  // Where this machine has no library there is nothing to gain but a clearer error: leave all as it is.
  if (!names.includes(name)) return;
  for (const other of names) if (other !== name) rmSync(join(directory, other), { recursive: true, force: true });
}

function removeEnding(directory, ending) {
  let names;
  try {
    names = readdirSync(directory, { recursive: true });
  } catch {
    // The package is not installed.
    return;
  }
  for (const name of names) if (ending.test(name)) rmSync(join(directory, name), { force: true });
}

const onnxruntime = 'node_modules/onnxruntime-node/bin/napi-v6';
keepOnly(onnxruntime, process.platform);
keepOnly(join(onnxruntime, process.platform), process.arch);
if (voskLibraries[process.platform]) keepOnly('node_modules/vosk/lib', voskLibraries[process.platform]);
keepOnly('node_modules/@node-llama-cpp', `${process.platform}-${process.arch}`);
const musl = process.platform === 'linux' && !process.report.getReport().header.glibcVersionRuntime;
keepOnly('node_modules/better-sqlite3/prebuilds', `${process.platform}${musl ? 'musl' : ''}-${process.arch}.node`);
keepOnly('node_modules/bcrypt/prebuilds', `${process.platform}-${process.arch}`);
// Forms of packages that Node's import does not take: for browsers, for require, and maps to their sources.
for (const form of ['stripe/cjs', 'pdfkit/js/pdfkit.standalone.js', 'fontkit/dist/main.cjs', 'fontkit/src', 'brotli/enc', 'brotli/build']) {
  rmSync(join('node_modules', form), { recursive: true, force: true });
}
for (const folder of ['stripe/esm', 'pdfkit/js', 'fontkit/dist']) removeEnding(join('node_modules', folder), /\.map$|\bbrowser\b|\.old\./);
for (const source of [
  '@simplewebauthn/server/script',
  'bcrypt/src',
  'bcrypt/test',
  'better-sqlite3/deps',
  'node-llama-cpp/llama/gitRelease.bundle',
]) {
  rmSync(join('node_modules', source), { recursive: true, force: true });
}
