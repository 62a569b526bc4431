import type { Middleware } from 'koa';

/** OWASP's list for an API: nothing here is a page, so nothing may be loaded, framed or kept. */
const headers = {
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cache-Control': 'no-store',
};

export const securityHeaders: Middleware = async (context, next) => {
  context.set(headers);
  await next();
};
