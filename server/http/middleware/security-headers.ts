import type { Step } from '../gateway-state.ts';

/** OWASP's list for an API (https://cheatsheetseries.owasp.org/cheatsheets/REST_Security_Cheat_Sheet.html): an answer that is no page loads nothing and is not framed or kept. */
const headers = Object.entries({
  'Content-Security-Policy': "default-src 'none'; frame-ancestors 'none'; base-uri 'none'; form-action 'none'",
  'X-Content-Type-Options': 'nosniff',
  'X-Frame-Options': 'DENY',
  'Referrer-Policy': 'no-referrer',
  'Cross-Origin-Resource-Policy': 'same-origin',
  'Cross-Origin-Opener-Policy': 'same-origin',
  'Permissions-Policy': 'camera=(), geolocation=(), microphone=()',
  'Cache-Control': 'no-store',
});

/** Two years, the least that browsers' preload lists accept is one (https://hstspreload.org). */
const strictTransport = 'max-age=63072000; includeSubDomains';

export const securityHeaders: Step = async (context, next) => {
  // Node's own method: every answer has them, and Koa's asks of each what form it has.
  for (const [name, value] of headers) context.res.setHeader(name, value);
  if (context.state.encrypted) context.set('Strict-Transport-Security', strictTransport);
  await next();
};
