import { parse, TomlError } from 'smol-toml';
import type { Fault } from './faults.ts';
import { type SettingsDocument, settingsSchema } from './schema.ts';
import { secretNames } from './schema-tree.ts';

/** More mistakes than this in one file are rather one that makes the others; the first are enough. */
const maxSyntaxFaults = 20;

export interface ParsedToml {
  document: SettingsDocument;
  faults: Fault[];
  /** The text of the lines that could not be read: what they would have set must not be reported as missing too. */
  unread: string[];
}

/** Reads TOML 1.0. A line with a mistake is reported and left out, so that one start shows the mistakes of all lines. */
export function parseToml(text: string, source: string): ParsedToml {
  const lines = text.split(/\r?\n/);
  const faults: Fault[] = [];
  const unread: string[] = [];
  while (faults.length < maxSyntaxFaults) {
    try {
      return { document: parse(lines.join('\n')) as SettingsDocument, faults, unread };
    } catch (error) {
      if (!(error instanceof TomlError)) throw error;
      const at = lineToBlame(lines, error.line - 1);
      faults.push(syntaxFault(error, lines[at] ?? '', at, source));
      unread.push(lines[at] ?? '');
      if (lines[at] === '') break;
      lines[at] = '';
    }
  }
  return { document: {}, faults, unread };
}

/** The parser may stop at the line after the one with the mistake. */
function lineToBlame(lines: readonly string[], reported: number): number {
  let at = Math.min(reported, lines.length - 1);
  while (at > 0 && lines[at]?.trim() === '') at--;
  return at;
}

function syntaxFault(error: TomlError, line: string, at: number, source: string): Fault {
  const shown = withoutSecret(line);
  const hint = mistakeIn(shown);
  const column = at === error.line - 1 ? error.column : line.length + 1;
  const fault = {
    source,
    key: `line ${at + 1}, column ${column}`,
    expected: 'key = value',
    found: `${JSON.stringify(shown.trim())} (${reasonOf(error)})`,
  };
  return hint ? { ...fault, hint } : fault;
}

/** What stands behind the name of a secret is not told: the fault is printed, and may be logged. */
function withoutSecret(line: string): string {
  const secret = new RegExp(`(?<![\\w-])(?:${secretNames(settingsSchema).join('|')})["']?\\s*[=:]`).exec(line);
  return secret ? `${line.slice(0, secret.index)}${secret[0]} …` : line;
}

function reasonOf(error: TomlError): string {
  return (error.message.split('\n')[0] ?? '').replace('Invalid TOML document: ', '');
}

/** Mistakes that people who know YAML, INI or shell make. */
function mistakeIn(line: string): string | undefined {
  const phone = /(?:[=[,]\s*|^\s*)(\+?[0-9][0-9 .()-]{5,}[0-9])/.exec(line)?.[1];
  if (phone) return `a phone number is a text and needs quotes: "${phone.trim()}"`;
  const yaml = /^\s*-?\s*([A-Za-z_]+)\s*:\s*(.*?)\s*$/.exec(line);
  if (yaml) return `TOML has an equals sign where YAML has a colon: ${yaml[1]} = ${yaml[2] ? quoted(yaml[2]) : '…'}`;
  const bare = /^\s*([A-Za-z_]+)\s*=\s*([^"'[{\d\s+-][^"'#]*?)\s*$/.exec(line);
  if (bare) return `a text needs quotes: ${bare[1]} = ${quoted(bare[2] ?? '')}`;
  return undefined;
}

function quoted(value: string): string {
  return /^(true|false|\d+|["'[{].*)$/.test(value) ? value : JSON.stringify(value);
}
