import { checkModels } from '../models/check.ts';
import { removeModel } from '../models/remove.ts';
import type { CommandContext } from './context.ts';
import { progressShown } from './models/progress-line.ts';
import { inspectForPeople, openShelf, type ShelfName } from './models/shelf.ts';

export { add } from './models/add.ts';
export { list } from './models/list.ts';

export interface RemoveCommandOptions {
  dir?: string;
  yes?: boolean;
}

export async function remove(shelfName: ShelfName, name: string, { dir, yes }: RemoveCommandOptions, context: CommandContext): Promise<number> {
  const { directory, usedBy } = await openShelf(shelfName, context, dir);
  await removeModel({ directory, name, usedBy, evenIfUsed: yes });
  context.stdout.write(`${name} is removed from ${directory}.\n`);
  return 0;
}

export interface CheckCommandOptions {
  dir?: string;
  json?: boolean;
}

/** Status 1 when a model is damaged. */
export async function check(
  shelfName: ShelfName,
  name: string | undefined,
  { dir, json }: CheckCommandOptions,
  context: CommandContext,
): Promise<number> {
  const { stdout, stderr, signal } = context;
  const { directory, command } = await openShelf(shelfName, context, dir);
  const progress = progressShown(stderr);
  const results = await checkModels({ directory, name, command, signal, inspect: inspectForPeople, onProgress: progress.onProgress }).finally(
    progress.end,
  );
  if (json) stdout.write(`${JSON.stringify({ directory, results }, null, 2)}\n`);
  else if (results.length === 0)
    stdout.write(
      name === undefined
        ? `there is nothing to check in ${directory}\n`
        : `${JSON.stringify(name)} is not in ${directory}: bin/repondeur ${command} list --installed\n`,
    );
  else {
    for (const { name: model, state, faults, wayOut } of results) {
      stdout.write(
        `${state.padEnd(11)}${model}\n${faults.map((fault) => `           ${fault}\n`).join('')}${wayOut ? `           → ${wayOut}\n` : ''}`,
      );
    }
  }
  return results.some(({ state }) => state === 'damaged') || (name !== undefined && results.length === 0) ? 1 : 0;
}
