import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { fileURLToPath } from 'node:url';
import { RepondeurError } from '../../core/errors.ts';

export type TemplateValues = Record<string, string | number>;

const templatesDirectory = fileURLToPath(new URL('../../../dialplan/', import.meta.url));

/** The text of a template in `dialplan/`. */
export function readTemplate(name: string): Promise<string> {
  return readFile(join(templatesDirectory, name), 'utf8');
}

/**
 * Fills the `{{name}}` places of a template. A place without a value, or a value nobody asked for, is a mistake of ours and is refused.
 */
export function renderTemplate(template: string, values: TemplateValues): string {
  const unused = new Set(Object.keys(values));
  const text = template.replace(/\{\{(\w+)\}\}/g, (_place, name: string) => {
    const value = values[name];
    if (value === undefined) throw new RepondeurError('bad-settings', `the Asterisk template asks for {{${name}}}, which has no value`);
    unused.delete(name);
    return String(value);
  });
  if (unused.size > 0) throw new RepondeurError('bad-settings', `the Asterisk template has no place for ${[...unused].join(', ')}`);
  return text;
}

/**
 * A setting as Asterisk's configuration parser reads it back: `;` begins a comment there unless it is escaped, and a line break would begin
 * a new setting. `what` names the setting in the error.
 */
export function configurationValue(value: string, what: string): string {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: control characters are what is refused
  if (/[\u0000-\u001f\u007f]/.test(value)) throw new RepondeurError('bad-settings', `${what} must be one line without control characters`);
  if (value.trim() !== value) throw new RepondeurError('bad-settings', `${what} must not begin or end with a space`);
  return value.replaceAll(';', '\\;');
}

/** A word that is safe as the name of a section: letters, digits, `-` and `_`. */
export function sectionName(value: string, what: string): string {
  if (!/^[a-zA-Z0-9_-]{1,40}$/.test(value))
    throw new RepondeurError('bad-settings', `${what} must be 1 to 40 letters, digits, "-" or "_", not "${value}"`);
  return value;
}
