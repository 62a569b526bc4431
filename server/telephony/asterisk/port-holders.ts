import { access, constants, readdir, readFile, readlink } from 'node:fs/promises';
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

/** Whether a process of ours holds a port at one of its addresses; believed of one that this account may not look into. */
export async function holdsPort(pid: number, protocol: Protocol, port: number): Promise<boolean> {
  if (!(await mayLookInto(pid))) return true;
  const inodes = (await portsInUse(protocol)).get(port) ?? [];
  return hasSocket(pid, socketsOf(inodes));
}

/** Who holds a port; undefined when nobody does, or when it belongs to a process that this account may not look at. */
export async function portHolder(protocol: Protocol, port: number): Promise<PortHolder | undefined> {
  const inodes = (await portsInUse(protocol)).get(port);
  if (!inodes) return undefined;
  const sockets = socketsOf(inodes);
  for (const name of (await readdir('/proc')).filter((name) => /^\d+$/.test(name))) {
    const pid = Number(name);
    if (await hasSocket(pid, sockets)) return { pid, command: await commandOf(name) };
  }
  return undefined;
}

const mayLookInto = (pid: number) =>
  access(join('/proc', String(pid), 'fd'), constants.R_OK).then(
    () => true,
    () => false,
  );

const socketsOf = (inodes: string[]) => new Set(inodes.map((inode) => `socket:[${inode}]`));

async function hasSocket(pid: number, sockets: ReadonlySet<string>): Promise<boolean> {
  const descriptors = join('/proc', String(pid), 'fd');
  for (const descriptor of await readdir(descriptors).catch(() => [])) {
    if (sockets.has(await readlink(join(descriptors, descriptor)).catch(() => ''))) return true;
  }
  return false;
}

/** The name that a process was started under: a program that runs through its loader is still called by its own name. */
async function commandOf(pid: string): Promise<string> {
  const words = await readFile(join('/proc', pid, 'cmdline'), 'utf8').catch(() => '');
  const [first = '', second, name] = words.split('\0');
  const argv0 = second === '--argv0' ? name : first;
  return basename(argv0 || 'unknown');
}
