import { readdirSync, readFileSync } from 'node:fs';
import { dirname, join, normalize, relative } from 'node:path';
import { fileURLToPath } from 'node:url';

/**
 * The one direction of imports between rooms (server/README.md): each room names the rooms it may import. Everybody may import `core`.
 * `composition`, `commands`, `rehearsal` and `testing` stand outside the product's way of a call and may import every room; no room imports them.
 */
export const allowed: Record<string, readonly string[]> = {
  core: [],
  settings: [],
  observability: [],
  audio: [],
  database: [],
  models: [],
  users: ['settings', 'database', 'http'],
  ai: ['audio'],
  telephony: ['audio'],
  history: ['audio', 'database'],
  notifications: ['database', 'history', 'users', 'settings', 'observability'],
  assistant: ['audio', 'ai', 'telephony', 'users'],
  calls: ['audio', 'ai', 'telephony', 'users', 'assistant', 'history'],
  http: ['database', 'observability'],
  admin: ['database', 'http', 'users', 'settings', 'observability', 'history'],
  auth: ['database', 'http', 'users', 'notifications'],
  billing: ['settings', 'database', 'http', 'users', 'history', 'notifications'],
};
/** The rooms that may import every other. */
export const outside: ReadonlySet<string> = new Set(['composition', 'commands', 'rehearsal', 'testing']);

const server = fileURLToPath(new URL('..', import.meta.url));

/** One line for each import that goes the wrong way, or that reaches a provider past its registry. */
export function importFaults(): string[] {
  return sources(server).flatMap((path) => importsOf(path).flatMap((target) => fault(relative(server, path), relative(server, target))));
}

function fault(from: string, to: string): string[] {
  const fromRoom = roomOf(from);
  const toRoom = roomOf(to);
  const test = /\.(test|suite)\.ts$/.test(from);
  if (to.includes('/providers/') && !from.includes('/providers/') && !from.endsWith('/registry.ts') && !test && !outside.has(fromRoom ?? '')) {
    return [`server/${from} imports the provider server/${to}: only the registry may`];
  }
  if (fromRoom === toRoom || toRoom === 'core' || test) return [];
  if (fromRoom === undefined || outside.has(fromRoom)) return [];
  if (toRoom !== undefined && allowed[fromRoom]?.includes(toRoom)) return [];
  return [`server/${from} imports server/${to}: ${fromRoom} may not import ${toRoom ?? 'the composition'}`];
}

/** Undefined for the files beside the rooms (app.ts, main.ts, …). */
function roomOf(path: string): string | undefined {
  return path.includes('/') ? path.split('/')[0] : undefined;
}

function importsOf(path: string): string[] {
  const text = readFileSync(path, 'utf8');
  const specifiers = [...text.matchAll(/(?:from|import)\s*\(?\s*'(\.[^']+)'/g)].map((match) => match[1] as string);
  return specifiers.map((specifier) => normalize(join(dirname(path), specifier))).filter((target) => !relative(server, target).startsWith('..'));
}

function sources(directory: string): string[] {
  return readdirSync(directory, { withFileTypes: true, recursive: true })
    .filter((entry) => entry.isFile() && entry.name.endsWith('.ts'))
    .map((entry) => join(entry.parentPath, entry.name));
}
