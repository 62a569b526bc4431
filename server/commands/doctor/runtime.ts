import { join } from 'node:path';
import { exists } from './exists.ts';
import { type Finding, fail, failed, ok, warn } from './finding.ts';

const oldestNode = 24;
const reinstall = 'delete node_modules and start bin/repondeur again';

/** Node and the native parts of its packages. */
export async function checkRuntime(projectDirectory: string): Promise<Finding[]> {
  return [checkNode(), await checkDatabaseDriver(), await checkNativeCalls(), await checkRecogniserLibrary(projectDirectory)];
}

function checkNode(): Finding {
  const { node } = process.versions;
  if (Number.parseInt(node, 10) >= oldestNode) return ok(`Node ${node}`);
  return fail(`Node ${node} is too old: ${oldestNode} is needed`, 'start through bin/repondeur, which brings its own');
}

async function checkDatabaseDriver(): Promise<Finding> {
  try {
    const { default: Database } = await import('better-sqlite3');
    const database = new Database(':memory:');
    const { version } = database.prepare('select sqlite_version() as version').get() as { version: string };
    database.close();
    return ok(`SQLite ${version}`);
  } catch (error) {
    return failed('better-sqlite3 does not load', error, reinstall);
  }
}

async function checkNativeCalls(): Promise<Finding> {
  try {
    const { default: koffi } = await import('koffi');
    return ok(`koffi ${koffi.version}, which calls the recogniser's library`);
  } catch (error) {
    return failed('koffi does not load', error, reinstall);
  }
}

async function checkRecogniserLibrary(projectDirectory: string): Promise<Finding> {
  if (process.arch !== 'x64')
    return warn(`the npm package of the recogniser has no library for ${process.arch}`, 'build libvosk and set speech_to_text.library_path');
  const path = join(projectDirectory, 'node_modules/vosk/lib/linux-x86_64/libvosk.so');
  return (await exists(path)) ? ok("the recogniser's library is there") : fail(`${path} is missing`, reinstall);
}
