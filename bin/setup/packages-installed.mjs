// Ends with 0 when node_modules holds what package-lock.json asks for, by the list that npm keeps of what it installed.
import { readFileSync } from 'node:fs';

function packagesOf(path) {
  try {
    return JSON.parse(readFileSync(path, 'utf8')).packages;
  } catch {
    return {};
  }
}

const installed = packagesOf('node_modules/.package-lock.json');
const wanted = Object.entries(packagesOf('package-lock.json')).filter(([path, entry]) => path !== '' && !entry.optional && !entry.peer);
const missing = wanted.filter(([path, entry]) => installed[path]?.version !== entry.version);
process.exitCode = wanted.length > 0 && missing.length === 0 ? 0 : 1;
