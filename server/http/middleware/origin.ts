import { randomUUID } from 'node:crypto';
import { isIPv4 } from 'node:net';
import proxyAddress from 'proxy-addr';
import { ipv6Groups } from '../../core/ipv6-groups.ts';
import type { GatewayContext, Step } from '../gateway-state.ts';

/**
 * Where the request comes from. Forwarded addresses and protocols are believed from the proxies of `trust_proxy` alone: anybody can write them.
 * The request gets an id of ours, which the answer and every log line carry.
 */
export function origin(trustedProxies: readonly string[]): Step {
  const trusted = proxyAddress.compile([...trustedProxies]);
  return async (context, next) => {
    const peer = context.req.socket.remoteAddress ?? '';
    const { state } = context;
    state.requestId = randomUUID();
    state.address = plain(proxyAddress(context.req, trusted));
    state.loopback = isLoopback(peer) && !isForwarded(context);
    const encrypted = 'encrypted' in context.req.socket;
    state.encrypted = encrypted || (trusted(peer, 0) && context.get('X-Forwarded-Proto').split(',')[0]?.trim() === 'https');
    context.set('X-Request-Id', state.requestId);
    await next();
  };
}

const isForwarded = ({ req: { headers } }: GatewayContext) => forwardedBy.some((name) => headers[name]);
const forwardedBy = ['forwarded', 'x-forwarded-for', 'x-real-ip', 'via'];

function isLoopback(address: string): boolean {
  return plain(address) === '::1' || /^127\./.test(plain(address));
}

/** An IPv4 address that came through an IPv6 socket, as IPv4. */
function plain(address: string): string {
  const mapped = address.replace(/^::ffff:/i, '');
  return isIPv4(mapped) ? mapped : address;
}

/** The network that an address is in: /24, or /48 with IPv6, which is a household or an office. What a log may hold. */
export function truncated(address: string): string {
  if (isIPv4(address)) return address.replace(/\.\d+$/, '.0');
  return `${ipv6Groups(address).slice(0, 3).join(':')}::`;
}

/** What limits count as one client: an IPv4 address, or an IPv6 /64, of which one client has all addresses. */
export function limitKey(address: string): string {
  return isIPv4(address) ? address : ipv6Groups(address).slice(0, 4).join(':');
}
