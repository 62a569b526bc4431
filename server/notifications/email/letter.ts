import type { Language } from '../../core/language.ts';
import { html, type SafeHtml } from './html.ts';
import type { Email } from './smtp.ts';

/** What an e-mail of a few paragraphs says; all but those about calls are such. */
export interface Letter extends Pick<Email, 'from' | 'to' | 'subject' | 'urgent'> {
  /** Of the item of the outbox: each attempt has the same. */
  id: string;
  language: Language;
  /** Paragraphs, and {@link command}s. */
  parts: readonly (string | Part)[];
  /** The last paragraph, in small letters. */
  foot: string;
  /** What it is, for filters of mailboxes: ["X-Repondeur-Fault", "no-ear"]. */
  header: [name: string, value: string];
}

/** A part that is not the same in both forms. */
export interface Part {
  text: string;
  html: SafeHtml;
}

/** Lines to be typed on the machine of the service, below what introduces them. */
export function command(intro: string, lines: readonly string[]): Part {
  return {
    text: `${intro}\n${lines.map((line) => `    ${line}`).join('\n')}`,
    html: html`<p>${intro}</p>
<pre style="white-space:pre-wrap;border-left:4px solid #d97706;padding-left:12px">${lines.join('\n')}</pre>`,
  };
}

export function emailOf({ id, from, to, language, subject, parts, foot, urgent, header: [name, value] }: Letter): Email {
  const both = parts.map((part): Part => (typeof part === 'string' ? { text: part, html: html`<p>${part}</p>` } : part));
  return {
    messageId: `<${id}@${from.address.split('@').at(-1)}>`,
    from,
    to,
    subject,
    text: `${[...both.map((part) => part.text), foot].join('\n\n')}\n`,
    html: html`<!DOCTYPE html>
<html lang="${language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<title>${subject}</title>
</head>
<body style="margin:0;padding:16px;font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif">
<div style="max-width:560px;margin:0 auto">
${both.map((part) => part.html)}
<p style="font-size:13px;color:#6b7280">${foot}</p>
</div>
</body>
</html>
`.markup,
    urgent,
    // RFC 3834: holiday notices and the like do not answer an automatic e-mail.
    headers: { 'Auto-Submitted': 'auto-generated', [name]: value },
  };
}
