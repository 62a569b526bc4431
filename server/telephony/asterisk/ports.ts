import { createSocket } from 'node:dgram';
import { createServer } from 'node:net';
import { RepondeurError } from '../../core/errors.ts';
import type { AsteriskPorts } from './configuration-options.ts';
import { holdsPort, type Protocol, portHolder, portsInUse } from './port-holders.ts';

/** Two ports for each leg, room for 100 calls at once. Two Asterisks may share a range: a port in use is passed over. */
const rtpPorts = 400;
/** Above the well-known ports and below Linux's ephemeral ones (32768 and up). */
const rtpLowest = 10_000;
const rtpHighest = 28_000;
/** SIP and HTTP have theirs behind those: between finding an ephemeral port and using it any program may be given it. */
const lowest = 28_000;
const highest = 32_767;

/** Ports that nobody holds, for a demo or a test on this machine. Another process may take one before it is used: try again then. */
export async function freePorts(): Promise<AsteriskPorts> {
  const [sip, http, rtpStart] = await Promise.all([freePort('udp'), freePort('tcp'), freeRtpRange()]);
  return { sip, http, rtpStart, rtpEnd: rtpStart + rtpPorts - 1 };
}

/** Fails with 'port-taken', saying by whom, unless SIP and HTTP can be bound. */
export async function requireFreePorts(ports: AsteriskPorts, sipAddress: string): Promise<void> {
  await requireFree('udp', ports.sip, sipAddress, 'asterisk.sip_port');
  await requireFree('tcp', ports.http, '127.0.0.1', 'asterisk.http_port');
}

/** Fails with 'port-taken' unless the process holds it: an Asterisk whose SIP port another program took first starts all the same, and hears no call. */
export async function requireHeld(pid: number, protocol: Protocol, port: number): Promise<void> {
  if (!(await holdsPort(pid, protocol, port)))
    throw new RepondeurError('port-taken', `Asterisk could not have its port: ${await describePort(protocol, port)}`, { retryable: true });
}

async function requireFree(protocol: Protocol, port: number, address: string, setting: string): Promise<void> {
  try {
    await bound(protocol, port, address);
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code;
    if (code === 'EACCES')
      throw new RepondeurError('bad-settings', `port ${port}/${protocol} needs root rights: set ${setting} to one above 1023`, { cause: error });
    if (code === 'EADDRNOTAVAIL')
      throw new RepondeurError('bad-settings', `no network card of this machine has the address ${address} (asterisk.sip_bind)`, { cause: error });
    throw new RepondeurError('port-taken', await describePort(protocol, port, setting), { cause: error, retryable: true });
  }
}

/** In words: "port 5060/udp is taken by asterisk (pid 123): stop it, or set another asterisk.sip_port". */
export async function describePort(protocol: Protocol, port: number, setting = 'port'): Promise<string> {
  if (!(await portsInUse(protocol)).has(port)) return `port ${port}/${protocol} is free`;
  const holder = await portHolder(protocol, port);
  const who = holder ? `${holder.command} (pid ${holder.pid})` : 'a process of another account';
  return `port ${port}/${protocol} is taken by ${who}: stop it, or set another ${setting}`;
}

/** One of those set aside that nobody holds, or else whichever the system has. */
export async function freePort(protocol: Protocol): Promise<number> {
  const used = await portsInUse(protocol);
  const free = Array.from({ length: highest - lowest + 1 }, (_, at) => lowest + at).filter((port) => !used.has(port));
  return bound(protocol, free[Math.floor(Math.random() * free.length)] ?? 0, '127.0.0.1');
}

/** Binds, lets go, and tells the port. */
function bound(protocol: Protocol, port: number, address: string): Promise<number> {
  return new Promise((resolve, reject) => {
    if (protocol === 'udp') {
      const socket = createSocket(address.includes(':') ? 'udp6' : 'udp4').once('error', reject);
      socket.bind({ port, address, exclusive: true }, () => {
        const taken = socket.address().port;
        socket.close(() => resolve(taken));
      });
    } else {
      const server = createServer().once('error', reject);
      server.listen({ port, host: address, exclusive: true }, () => {
        const taken = (server.address() as { port: number }).port;
        server.close(() => resolve(taken));
      });
    }
  });
}

async function freeRtpRange(): Promise<number> {
  const used = [...(await portsInUse('udp')).keys()];
  const starts = Array.from({ length: Math.floor((rtpHighest - rtpLowest) / rtpPorts) }, (_, at) => rtpLowest + at * rtpPorts);
  const free = starts.filter((start) => !used.some((port) => port >= start && port < start + rtpPorts));
  const choices = free.length > 0 ? free : starts;
  return choices[Math.floor(Math.random() * choices.length)]!;
}
