import type { HttpServerOptions } from '../http/server.ts';
import type { Settings } from '../settings/schema.ts';

type FromSettings =
  | 'host'
  | 'port'
  | 'tls'
  | 'trustProxy'
  | 'corsOrigins'
  | 'rateLimitPerAddress'
  | 'rateLimitPerAccount'
  | 'maxBodyBytes'
  | 'metricsToken';

/** The gateway's slice of the settings, in its own units. */
export function gatewayOptions(http: Settings['http']): Pick<HttpServerOptions<unknown>, FromSettings> {
  const { tlsCertificate, tlsKey, maxBodyKib, publicUrl, ...rest } = http;
  return { ...rest, maxBodyBytes: maxBodyKib * 1024, tls: tlsCertificate && tlsKey ? { certificate: tlsCertificate, key: tlsKey } : undefined };
}
