import { readdir, readFile, readlink } from 'node:fs/promises';
import { basename, join } from 'node:path';

export type Protocol = 'udp' | 'tcp';

export interface PortHolder {
  pid: number;
  command: string;
}

/** State of a listening TCP socket in /proc/net/tcp (linux/include/net/tcp_states.h). */
const listening = '0A';

/** Local ports in use: all of UDP, the listening ones of TCP (proc(5)). */
export async function portsInUse(protocol: Protocol): Promise<Map<number, string[]>> {
  const inodes = new Map<number, string[]>();
  for (const file of [protocol, `${protocol}6`]) {
    const lines = (await readFile(join('/proc/net', file), 'utf8').catch(() => '')).split('\n').slice(1);
    for (const line of lines) {
      const fields = line.trim().split(/\s+/);
      const port = Number.parseInt(fields[1]?.split(':')[1] ?? '', 16);
      const inode = fields[9];
      if (Number.isNaN(port) || inode === undefined || (protocol === 'tcp' && fields[3] !== listening)) continue;
      inodes.set(port, [...(inodes.get(port) ?? []), inode]);
    }
  }
  return inodes;
}

/** Who holds a port; undefined when nobody does, or when it belongs to a process that this account may not look at. */
export async function portHolder(protocol: Protocol, port: number): Promise<PortHolder | undefined> {
  const inodes = (await portsInUse(protocol)).get(port);
  if (!inodes) return undefined;
  const sockets = new Set(inodes.map((inode) => `socket:[${inode}]`));
  for (const pid of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const descriptors = await readdir(join('/proc', pid, 'fd')).catch(() => []);
    for (const descriptor of descriptors) {
      const target = await readlink(join('/proc', pid, 'fd', descriptor)).catch(() => '');
      if (sockets.has(target)) return { pid: Number(pid), command: await commandOf(pid) };
    }
  }
  return undefined;
}

/** The name that a process was started under: a program that runs through its loader is still called by its own name. */
async function commandOf(pid: string): Promise<string> {
  const words = await readFile(join('/proc', pid, 'cmdline'), 'utf8').catch(() => '');
  const [first = '', second, name] = words.split('\0');
  const argv0 = second === '--argv0' ? name : first;
  return basename(argv0 || 'unknown');
}
