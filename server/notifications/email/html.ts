import { escapeHtml } from '../../core/escape-html.ts';

/** Text that is HTML already. Only {@link html} makes it, so that nothing that a caller said becomes markup. */
export class SafeHtml {
  readonly markup: string;

  constructor(markup: string) {
    this.markup = markup;
  }
}

type Insert = string | number | SafeHtml | readonly SafeHtml[] | null | undefined | false;

/** A template whose inserts are escaped; markup made by another template and lists of it go in as they are, null and false as nothing. */
export function html(parts: TemplateStringsArray, ...inserts: readonly Insert[]): SafeHtml {
  return new SafeHtml(parts.map((part, index) => part + markupOf(inserts[index])).join(''));
}

function markupOf(insert: Insert): string {
  if (insert === null || insert === undefined || insert === false) return '';
  if (insert instanceof SafeHtml) return insert.markup;
  if (Array.isArray(insert)) return insert.map(markupOf).join('');
  return escapeHtml(String(insert));
}
