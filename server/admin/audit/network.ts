import { isIPv4, isIPv6 } from 'node:net';
import { ipv6Groups } from '../../core/ipv6-groups.ts';

/** The network of an address without the part that tells one household from another: /24 of IPv4, /48 of IPv6. Null for what is no address. */
export function networkOf(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(plain)) return null;
  const first = ipv6Groups(plain).slice(0, 3);
  return `${first.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/48`;
}
