import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { asError, isCode } from '../core/errors.ts';
import type { InstalledModel, OnProgress } from './contract.ts';
import { digestOf } from './digest.ts';
import { type Inspect, inspectFormat } from './formats/inspect.ts';
import { isSpeechModel } from './formats/speech.ts';
import { withLock } from './install/lock.ts';
import { placesFor } from './install/places.ts';
import { installedModels } from './install/record.ts';
import { clearWork, exists, recover, unfinished } from './install/replace.ts';

export interface CheckOptions {
  directory: string;
  /** Only this one. */
  name?: string;
  /** "models" or "voices": for the commands in what is said. */
  command: string;
  onProgress?: OnProgress;
  signal?: AbortSignal;
  inspect?: Inspect;
}

export interface CheckResult {
  name: string;
  state: 'ok' | 'damaged' | 'unknown' | 'unfinished';
  /** What is wrong, file by file. */
  faults: string[];
  wayOut?: string;
}

/** Reads every file of every model again and compares it with what was recorded when it was installed. Mends what a crash left between old and new. */
export async function checkModels(options: CheckOptions): Promise<CheckResult[]> {
  const { directory, name: only, command } = options;
  const leftovers = await unfinished(directory);
  const busy = new Set<string>();
  for (const name of leftovers) if (!(await mend(directory, name))) busy.add(name);
  const { models, byHand, faults } = await installedModels(directory);
  const results: CheckResult[] = [];
  for (const model of models) if (only === undefined || model.record.name === only) results.push(await checkOne(model, options));
  for (const name of byHand) {
    const wayOut = await recordingIt(join(directory, name), command);
    results.push({ name, state: 'unknown', faults: ['it was put there by hand: there is nothing to check it against'], wayOut });
  }
  for (const { name, error } of faults) results.push({ name, state: 'damaged', faults: [error.message] });
  for (const name of leftovers) {
    const wayOut = `bin/repondeur ${command} add ${name} goes on with it, bin/repondeur ${command} remove ${name} throws it away`;
    if (busy.has(name)) results.push({ name, state: 'unfinished', faults: ['another command is at work on it'] });
    else if (await exists(placesFor(directory, name).downloads))
      results.push({ name, state: 'unfinished', faults: ['it is downloaded in part'], wayOut });
  }
  return results.filter(({ name }) => only === undefined || name === only);
}

/** False when somebody is at work on it: then nothing is to be mended. */
async function mend(directory: string, name: string): Promise<boolean> {
  const places = placesFor(directory, name);
  try {
    await withLock(directory, name, async () => {
      await recover(places);
      if (!(await exists(places.downloads))) await clearWork(places);
    });
    return true;
  } catch (error) {
    if (isCode(error, 'unavailable')) return false;
    throw error;
  }
}

/** A file beside the folders is copied into a folder of its own. */
async function recordingIt(path: string, command: string): Promise<string> {
  const language = command === 'models' && (await isSpeechModel(path)) ? ' --language fr (or en)' : '';
  const isFolder = (await stat(path)).isDirectory();
  return `bin/repondeur ${command} add --file ${path}${language} records it${isFolder ? '' : `, in a folder of its own; then delete ${path}`}`;
}

async function checkOne(model: InstalledModel, { command, onProgress = () => {}, signal, inspect }: CheckOptions): Promise<CheckResult> {
  const { path, record } = model;
  const faults: string[] = [];
  let bytesDone = 0;
  const onBytes = (bytes: number) => onProgress({ phase: 'verify', bytesDone: (bytesDone += bytes), bytesTotal: model.bytes });
  for (const file of record.files) {
    const fault = await faultOf(join(path, file.path), file, { signal, onBytes });
    if (fault) faults.push(`${file.path} ${fault}`);
  }
  if (faults.length === 0) {
    try {
      await inspectFormat(record.kind, path, record.languages);
      await inspect?.(record.kind, path);
    } catch (thrown) {
      faults.push(asError(thrown).message);
    }
  }
  if (faults.length === 0) return { name: record.name, state: 'ok', faults };
  return { name: record.name, state: 'damaged', faults, wayOut: `bin/repondeur ${command} add ${again(model)} puts a whole one in its place` };
}

/** What to add once more: from the publisher, or from where it was brought, which must not be the damaged one itself. */
function again({ path, record: { name, kind, languages, fetched, source } }: InstalledModel): string {
  if (fetched.length > 0) return name;
  const itself = source === path || source.startsWith(`${path}/`);
  return `--file ${itself ? 'PATH-OF-A-WHOLE-ONE' : source} --name ${name}${kind === 'speech' ? ` --language ${languages[0]}` : ''}`;
}

interface Expected {
  bytes: number;
  sha256: string;
}

async function faultOf(
  path: string,
  { bytes, sha256 }: Expected,
  options: { signal?: AbortSignal; onBytes: (bytes: number) => void },
): Promise<string | undefined> {
  try {
    const found = await stat(path);
    if (found.size !== bytes) return `has ${found.size} bytes instead of ${bytes}`;
    const hex = await digestOf(path, 'sha256', bytes, options);
    return hex === sha256 ? undefined : 'has been changed since it was installed';
  } catch (error) {
    options.signal?.throwIfAborted();
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' || code === 'ENOTDIR' ? 'is missing' : `cannot be read: ${message}`;
  }
}
