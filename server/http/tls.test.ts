import { once } from 'node:events';
import { writeFile } from 'node:fs/promises';
import { request } from 'node:https';
import { createRequire } from 'node:module';
import { join } from 'node:path';
import test from 'ava';
import type { RepondeurError } from '../core/errors.ts';
import { temporaryFolder } from '../testing/database.ts';
import { testGateway } from '../testing/gateway.ts';

/** The self-signed pair that smtp-server brings for tests of its own. */
const pair: { key: string; cert: string } = createRequire(import.meta.url)('smtp-server/lib/tls-options.js')();

test('with certificate files HTTPS is spoken, TLS 1.2 at least, and browsers are told to keep to it', async (t) => {
  const folder = await temporaryFolder(t);
  const tls = { certificate: join(folder, 'certificate.pem'), key: join(folder, 'key.pem') };
  await Promise.all([writeFile(tls.certificate, pair.cert), writeFile(tls.key, pair.key, { mode: 0o600 })]);
  const server = await testGateway(t, { tls });
  t.regex(server.url(), /^https:/);
  const asked = request(`${server.url()}/health`, { rejectUnauthorized: false }).end();
  const [answer] = await once(asked, 'response');
  answer.resume();
  t.is(answer.statusCode, 200);
  t.regex(answer.headers['strict-transport-security'], /^max-age=63072000/);
  const old = request(`${server.url()}/health`, { rejectUnauthorized: false, maxVersion: 'TLSv1.1', minVersion: 'TLSv1.1' }).end();
  await t.throwsAsync(once(old, 'response'));
});

test('a certificate that cannot be used is named', async (t) => {
  const error = await t.throwsAsync<RepondeurError>(testGateway(t, { tls: { certificate: '/nowhere/c.pem', key: '/nowhere/k.pem' } }));
  t.is(error?.code, 'bad-settings');
  t.regex(error?.message ?? '', /http\.tls_certificate.*\/nowhere\/c\.pem/);
});
