import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';

const part = (name: string) => readFile(new URL(name, import.meta.url), 'utf8');
const digest = (text: string) => `'sha256-${createHash('sha256').update(text).digest('base64')}'`;

/** The page that links of e-mails lead to, and the policy by which a browser runs nothing but its own script, and sends to nobody but us. */
export async function accountPage(): Promise<{ page: string; policy: string }> {
  const [script, style] = await Promise.all([part('account.js'), part('account.css')]);
  return {
    page: `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>Répondeur</title><style>${style}</style></head>
<body><main></main><noscript>JavaScript is needed here. JavaScript est nécessaire ici.</noscript><script type="module">${script}</script></body></html>
`,
    policy: `default-src 'none'; script-src ${digest(script)}; style-src ${digest(style)}; connect-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'`,
  };
}
