import { isIPv4, isIPv6 } from 'node:net';

/** The network of an address without the part that tells one household from another: /24 of IPv4, /48 of IPv6. Null for what is no address. */
export function networkOf(address: string): string | null {
  const plain = address.replace(/^::ffff:(?=\d+\.)/i, '').replace(/%.*$/, '');
  if (isIPv4(plain)) return `${plain.split('.').slice(0, 3).join('.')}.0/24`;
  if (!isIPv6(plain)) return null;
  const [head = '', tail] = plain.split('::');
  const groups = head === '' ? [] : head.split(':');
  const missing = tail === undefined ? 0 : 8 - groups.length - (tail === '' ? 0 : tail.split(':').length);
  const first = [...groups, ...Array<string>(missing).fill('0'), ...(tail ? tail.split(':') : [])].slice(0, 3);
  return `${first.map((group) => Number.parseInt(group, 16).toString(16)).join(':')}::/48`;
}
