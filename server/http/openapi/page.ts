import { escapeHtml } from '../../core/escape-html.ts';

type Json = Record<string, unknown>;

/** The OpenAPI document as a page to read: HTML without a script, so that the strict Content-Security-Policy holds. */
export function documentPage(document: Json): string {
  const { info, paths, tags } = document as {
    info: { title: string; version: string; description: string };
    paths: Record<string, Json>;
    tags: { name: string }[];
  };
  const operations = Object.entries(paths).flatMap(([path, methods]) =>
    Object.entries(methods).map(([method, operation]) => ({ method: method.toUpperCase(), path, operation: operation as Operation })),
  );
  const sections = tags.map(({ name }) => {
    const entries = operations
      .filter(({ operation }) => operation.tags.includes(name) && !operation['x-alias-of'])
      .map((one) => entry(one, aliasesOf(one, operations)));
    return `<section><h2 id="${escapeHtml(name)}">${escapeHtml(name)}</h2>${entries.join('')}</section>`;
  });
  return `<!doctype html>
<html lang="en"><head><meta charset="utf-8"><meta name="viewport" content="width=device-width, initial-scale=1">
<title>${escapeHtml(info.title)} – API ${escapeHtml(info.version)}</title><link rel="stylesheet" href="docs/style.css"></head>
<body><header><h1>${escapeHtml(info.title)} <small>API ${escapeHtml(info.version)}</small></h1><p>${escapeHtml(info.description)}</p>
<p>For programs: <a href="v1/openapi.json">openapi.json</a> (OpenAPI 3.1).</p>
<nav>${tags.map(({ name }) => `<a href="#${escapeHtml(name)}">${escapeHtml(name)}</a>`).join(' ')}</nav></header>
<main>${sections.join('\n')}</main></body></html>
`;
}

interface PathOperation {
  method: string;
  path: string;
  operation: Operation;
}

/** Other names of the same address: told in its entry, not as entries of their own. */
const aliasesOf = ({ method, path }: PathOperation, all: readonly PathOperation[]) =>
  all.filter((one) => one.method === method && one.operation['x-alias-of'] === path).map((one) => one.path);

interface Operation {
  operationId: string;
  tags: string[];
  summary: string;
  description?: string;
  'x-permission': string;
  'x-alias-of'?: string;
  parameters?: { name: string; in: string; required: boolean; description?: string; schema: Json }[];
  requestBody?: { content: Record<string, { schema: Json }> };
  responses: Record<string, { content?: Record<string, { schema?: Json }> }>;
}

function entry({ method, path, operation }: PathOperation, aliases: readonly string[]): string {
  const parameters = (operation.parameters ?? []).map(
    (parameter) =>
      `<tr><td><code>${escapeHtml(parameter.name)}</code></td><td>${parameter.in}${parameter.required ? ', needed' : ''}</td><td>${escapeHtml(parameter.description ?? '')} ${code(parameter.schema)}</td></tr>`,
  );
  const bodies = Object.entries(operation.requestBody?.content ?? {}).map(
    ([type, { schema }]) => `<h4>Body: ${escapeHtml(type)}</h4>${block(schema)}`,
  );
  const answers = Object.entries(operation.responses).flatMap(([status, { content }]) =>
    Object.entries(content ?? {}).map(([type, { schema }]) => `<h4>${escapeHtml(status)}: ${escapeHtml(type)}</h4>${schema ? block(schema) : ''}`),
  );
  const statuses = Object.keys(operation.responses).filter((status) => status !== 'default');
  return `<details id="${escapeHtml(operation.operationId)}"><summary><b class="${method.toLowerCase()}">${method}</b> <code>${escapeHtml(path)}</code> ${escapeHtml(operation.summary)}</summary>
<p>${escapeHtml(operation.description ?? '')}</p><p>Permission: <code>${escapeHtml(operation['x-permission'])}</code>. Statuses: ${statuses.join(', ')}.${aliases.map((alias) => ` Also: <code>${escapeHtml(alias)}</code>.`).join('')}</p>
${parameters.length > 0 ? `<table><tbody>${parameters.join('')}</tbody></table>` : ''}${bodies.join('')}${answers.join('')}</details>`;
}

const code = (schema: Json) => `<code>${escapeHtml(JSON.stringify(schema))}</code>`;
const block = (schema: Json) => `<pre>${escapeHtml(JSON.stringify(schema, null, 2))}</pre>`;

export const pageStyle = `:root { color-scheme: light dark; font-family: system-ui, sans-serif; line-height: 1.5; }
body { max-width: 60rem; margin: 0 auto; padding: 1rem; }
nav a { margin-right: 1rem; }
details { border: 1px solid color-mix(in srgb, currentColor 25%, transparent); border-radius: .4rem; margin: .5rem 0; padding: .4rem .8rem; }
summary { cursor: pointer; }
summary b { display: inline-block; min-width: 4.5rem; }
pre { overflow: auto; padding: .6rem; border-radius: .4rem; background: color-mix(in srgb, currentColor 8%, transparent); }
td { padding: .1rem .8rem .1rem 0; vertical-align: top; }
`;
