import type { Settings } from '../settings/schema.ts';

/** The address that users reach the API by, for links. */
export function publicUrl({ publicUrl: told, tlsCertificate, host, port }: Settings['http']): string {
  const name = host === '0.0.0.0' || host === '::' ? 'localhost' : host.includes(':') ? `[${host}]` : host;
  return told ?? `${tlsCertificate ? 'https' : 'http'}://${name}:${port}`;
}
