import type Router from '@koa/router';
import type { GatewayContext } from '../gateway-state.ts';
import type { Route } from '../route.ts';
import { openApiDocument } from './document.ts';
import { documentPage, pageStyle } from './page.ts';

/** The page loads its one style sheet from here and nothing else. */
const pagePolicy = "default-src 'none'; style-src 'self'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'";

/** The document, for programs and for people. Everybody may read it: it tells how to sign in. */
export function addDocument(router: Router, routes: readonly Route<never>[], version: string): void {
  const document = openApiDocument(routes, version);
  const json = JSON.stringify(document);
  const page = documentPage(document);
  const serve = (path: string, type: string, body: string, policy?: string) =>
    router.get(path, (routed) => {
      const context = routed as unknown as GatewayContext;
      context.state.route = path;
      if (policy) context.set('Content-Security-Policy', policy);
      context.body = body;
      context.type = type;
    });
  router.redirect('/', '/api/docs', 302);
  serve('/api/v1/openapi.json', 'application/json', json);
  serve('/api/docs', 'text/html; charset=utf-8', page, pagePolicy);
  serve('/api/docs/style.css', 'text/css; charset=utf-8', pageStyle);
}
