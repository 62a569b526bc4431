import { html, type SafeHtml } from './html.ts';
import type { EmailView, Fact } from './view.ts';

/** Mail programs drop style sheets: what matters is inline. The sheet serves those that know dark mode. */
const text = 'font:16px/1.5 system-ui,-apple-system,Segoe UI,Roboto,Helvetica,Arial,sans-serif';
const quiet = 'color:#6b7280';

/** The e-mail as HTML: one column that fits a phone, nothing loaded from anywhere. */
export function htmlOf(view: EmailView): string {
  return html`<!DOCTYPE html>
<html lang="${view.language}">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width,initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="supported-color-schemes" content="light dark">
<title>${view.subject}</title>
<style>
:root { color-scheme: light dark; }
@media (prefers-color-scheme: dark) {
  .page { background: #111827 !important; color: #f3f4f6 !important; }
  .quiet { color: #9ca3af !important; }
  .caller { background: #1f2937 !important; }
  a { color: #93c5fd !important; }
}
</style>
</head>
<body class="page" style="margin:0;padding:16px;background:#ffffff;color:#111827;${text}">
<div style="max-width:560px;margin:0 auto">
${view.urgent && html`<p style="margin:0 0 12px"><strong style="background:#b91c1c;color:#ffffff;padding:2px 10px;border-radius:4px">${view.urgent}</strong></p>`}
<table role="presentation" style="border-collapse:collapse;width:100%;${text}">
${view.facts.map(factRow)}
</table>
${view.notes.map((note) => html`<p style="border-left:4px solid #d97706;padding-left:12px">${note}</p>`)}
${view.summary && html`<h2 style="font-size:16px;margin:24px 0 4px">${view.summary.label}</h2><p style="margin:0">${view.summary.text}</p>`}
${view.transcript && html`<h2 style="font-size:16px;margin:24px 0 4px">${view.transcript.label}</h2>${view.transcript.turns.map(turnBlock)}`}
<p class="quiet" style="margin:32px 0 0;font-size:13px;${quiet}">${view.footer}</p>
</div>
</body>
</html>
`.markup;
}

function factRow({ label, text: value, link }: Fact): SafeHtml {
  const shown = link ? html`<a href="${link}" style="color:#1d4ed8;font-weight:600">${value}</a>` : html`${value}`;
  return html`<tr><td class="quiet" style="padding:4px 12px 4px 0;vertical-align:top;white-space:nowrap;${quiet}">${label}</td><td style="padding:4px 0;overflow-wrap:anywhere">${shown}</td></tr>
`;
}

function turnBlock({ speaker, text: said, byCaller }: { speaker: string; text: string; byCaller: boolean }): SafeHtml {
  const look = byCaller
    ? html` class="caller" style="margin:6px 0;padding:8px 12px;border-radius:8px;background:#eff6ff"`
    : html` style="margin:6px 0;padding:0 12px"`;
  return html`<p${look}><span class="quiet" style="font-size:13px;${quiet}">${speaker}</span><br>${said}</p>
`;
}
