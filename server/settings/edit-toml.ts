import { isDeepStrictEqual } from 'node:util';
import { parse } from 'smol-toml';
import { valueAt } from './faults.ts';
import { tomlValue } from './toml-value.ts';

type Path = readonly (string | number)[];

/**
 * The text with one key set, or commented out when the value is undefined; everything else, comments and order, stays as its owner wrote it. Null when
 * that cannot be done for sure: the result is read again, and must say what the text said but for this key.
 */
export function editToml(text: string, path: Path, value: unknown): string | null {
  const document = parse(text);
  if (value === undefined && valueAt(document, path) === undefined) return text;
  const eol = text.includes('\r\n') ? '\r\n' : '\n';
  const lines = text.split(/\r?\n/);
  const edited = [editedIn(lines, path, value), editedInParent(lines, path, value)].map((all) => all?.join(eol));
  const expected = withValue(document, path, value);
  return edited.find((candidate) => candidate !== undefined && says(candidate, expected)) ?? null;
}

/** The key in the block of its table. */
function editedIn(lines: readonly string[], path: Path, value: unknown): string[] | null {
  const { all, from, to } = blockOf(lines, path.slice(0, -1), value !== undefined);
  return from === null ? null : editedBetween(all, from, to, String(path.at(-1)), value);
}

/** [assistant] end_of_turn_ms.least = 200: the key of a table that has no block of its own. */
function editedInParent(lines: readonly string[], path: Path, value: unknown): string[] | null {
  if (path.length < 3 || typeof path.at(-2) === 'number') return null;
  const { all, from, to } = blockOf(lines, path.slice(0, -2), value !== undefined);
  return from === null ? null : editedBetween(all, from, to, `${path.at(-2)}.${path.at(-1)}`, value);
}

function editedBetween(lines: readonly string[], from: number, to: number, name: string, value: unknown): string[] | null {
  const setting = new RegExp(`^(\\s*)${name.replaceAll('.', '\\s*\\.\\s*')}\\s*=`);
  const at = lines.findIndex((line, index) => index >= from && index < to && setting.test(line));
  if (at >= 0) return replaced(lines, at, to, name, value);
  if (value === undefined) return [...lines];
  const template = lines.findIndex((line, index) => index >= from && index < to && new RegExp(`^\\s*#\\s*${name}\\s*=`).test(line));
  const place = template >= 0 ? template + 1 : lastWritten(lines, from, to);
  return lines.toSpliced(place, 0, `${name} = ${tomlValue(value)}`);
}

function replaced(lines: readonly string[], at: number, to: number, name: string, value: unknown): string[] | null {
  for (let end = at + 1; end <= to; end++) {
    const part = lines.slice(at, end);
    if (!reads(part.join('\n'))) continue;
    if (value === undefined) return lines.toSpliced(at, part.length, ...part.map((line) => `#${line}`));
    const indent = /^\s*/.exec(part[0] ?? '')?.[0] ?? '';
    return lines.toSpliced(at, part.length, `${indent}${name} = ${tomlValue(value)}${commentOf(part)}`);
  }
  return null;
}

/** What stands behind the value, spaces included. */
function commentOf(part: readonly string[]): string {
  const text = part.join('\n');
  const last = part.at(-1) ?? '';
  for (let at = last.indexOf('#'); at >= 0; at = last.indexOf('#', at + 1)) {
    const space = last.slice(0, at).trimEnd().length;
    if (reads(text.slice(0, text.length - last.length + space))) return last.slice(space);
  }
  return '';
}

interface Block {
  all: readonly string[];
  /** The line behind the header; null when there is no such block. */
  from: number | null;
  /** The line behind the block. */
  to: number;
}

/** The lines of a table. A header that the template has commented out is uncommented, and one that is nowhere added at the end, when it is `wanted`. */
function blockOf(lines: readonly string[], table: Path, wanted: boolean): Block {
  if (table.length === 0) return ending(lines, 0);
  const last = table.at(-1);
  const name = table.filter((part) => typeof part === 'string').join('.');
  if (typeof last === 'number') {
    const headers = lines.flatMap((line, index) => (headerOf(line) === `[[${name}]]` ? [index] : []));
    const header = headers[last];
    return header === undefined ? { all: lines, from: null, to: 0 } : ending(lines, header + 1);
  }
  const header = lines.findIndex((line) => headerOf(line) === `[${name}]`);
  if (header >= 0) return ending(lines, header + 1);
  if (!wanted || table.some((part) => typeof part === 'number')) return { all: lines, from: null, to: 0 };
  const template = lines.findIndex((line) => headerOf(line.replace(/^\s*#\s*/, '')) === `[${name}]`);
  if (template >= 0) return ending(lines.with(template, `[${name}]`), template + 1);
  const whole = lines.at(-1) === '' ? lines.slice(0, -1) : lines;
  return ending([...whole, '', `[${name}]`, ''], whole.length + 2);
}

function headerOf(line: string): string | null {
  const header = /^\s*(\[\[?)\s*([^[\]#]+?)\s*(\]\]?)\s*(#.*)?$/.exec(line);
  return header ? `${header[1]}${header[2]?.replaceAll(/\s*\.\s*/g, '.').replaceAll('"', '')}${header[3]}` : null;
}

/** Also a header that is commented out ends a block: what is put in belongs above it. */
function ending(all: readonly string[], from: number): Block {
  const next = all.findIndex((line, index) => index >= from && headerOf(line.replace(/^\s*#/, '')) !== null);
  return { all, from, to: next >= 0 ? next : all.length };
}

/** Behind the last line of the block that sets something, so that a comment above the next header stays with it. */
function lastWritten(lines: readonly string[], from: number, to: number): number {
  for (let at = to - 1; at >= from; at--) if (/^\s*[^#\s]/.test(lines[at] ?? '')) return at + 1;
  return from;
}

function withValue(document: object, path: Path, value: unknown): object {
  const changed = structuredClone(document);
  const parent = path.slice(0, -1);
  for (const [depth, key] of parent.entries()) {
    const at = valueAt(changed, parent.slice(0, depth)) as Record<PropertyKey, unknown>;
    if (value !== undefined) at[key] ??= {};
  }
  const table = valueAt(changed, parent) as Record<PropertyKey, unknown> | undefined;
  const name = path.at(-1) as PropertyKey;
  if (value !== undefined && table) table[name] = value;
  else if (table) delete table[name];
  return changed;
}

function says(text: string, expected: object): boolean {
  try {
    return isDeepStrictEqual(plain(parse(text)), plain(expected));
  } catch {
    // It is no TOML any more.
    return false;
  }
}

/** A header that was uncommented without a key left in it says nothing. */
function plain(value: unknown): unknown {
  if (Array.isArray(value)) return value.map(plain);
  if (typeof value !== 'object' || value === null || value instanceof Date) return value;
  const entries = Object.entries(value).map(([key, inner]) => [key, plain(inner)] as const);
  return Object.fromEntries(
    entries.filter(([, inner]) => !(typeof inner === 'object' && inner !== null && !Array.isArray(inner) && Object.keys(inner).length === 0)),
  );
}

function reads(text: string): boolean {
  try {
    parse(text);
    return true;
  } catch {
    // The value goes on in the next line, or the "#" is within a text.
    return false;
  }
}
