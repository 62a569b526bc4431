import type { Intent } from '../dialogue/contract.ts';
import type { Evidence } from './contract.ts';

/** Alternatives written one a line or parted by " | " (a bar without blanks stays within its alternative); blanks at the ends do not count. */
export function any(text: string): string {
  const parts = text
    .split(/\n| \| /)
    .map((part) => part.trim())
    .filter(Boolean);
  return `(?:${parts.join('|')})`;
}

/** Evidence for one intent from lines "weight pattern"; each pattern matches whole words of the plain text. */
export function evidenceFor(intent: Intent, lines: readonly (readonly [number, string])[]): Evidence[] {
  return lines.map(([weight, pattern]) => ({ intent, weight, pattern: new RegExp(`\\b(?:${pattern})\\b`) }));
}
