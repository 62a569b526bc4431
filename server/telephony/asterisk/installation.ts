import { execFile } from 'node:child_process';
import { access, readdir } from 'node:fs/promises';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RepondeurError } from '../../core/errors.ts';

/** An Asterisk that can be started with a configuration of our own. */
export interface AsteriskInstallation {
  /** The program and its leading arguments; Asterisk's own arguments follow. */
  command: string[];
  modulesDirectory: string;
  /** Holds `documentation/` and `rest-api/`, which Asterisk and ari-client read. */
  dataDirectory: string;
  version: { major: number; minor: number };
  origin: 'host' | 'private-root';
  /** chan_websocket, the way of sound to the server, is there: 20.16, 22.6 and later. */
  hasWebsocketChannel: boolean;
}

export interface InstallationPlaces {
  /** Where bin/repondeur keeps what it has prepared; a private root is in `asterisk/current` of it. */
  cacheDirectory: string;
  /** The root of the host's file system; `/` but in tests. */
  hostRoot?: string;
}

export const oldestMajor = 20;

const wayOut = 'start bin/repondeur, which installs a private one into its cache, or install Asterisk 20.16, 22.6 or newer, with chan_websocket';

/** The host's Asterisk when it is new enough and can carry sound to us, else the private root. Fails with `engine-missing`. */
export async function findAsterisk(places: InstallationPlaces): Promise<AsteriskInstallation> {
  const host = await hostAsterisk(places.hostRoot ?? '/');
  if (host && host.version.major >= oldestMajor && host.hasWebsocketChannel) return host;
  const own = await privateAsterisk(join(places.cacheDirectory, 'asterisk', 'current'));
  if (own) return own;
  const found = host ? `the Asterisk of this machine, ${host.version.major}.${host.version.minor}, is too old` : 'no Asterisk was found';
  throw new RepondeurError('engine-missing', `${found}: ${wayOut}`);
}

async function hostAsterisk(root: string): Promise<AsteriskInstallation | undefined> {
  const program = await firstThatExists(['usr/sbin/asterisk', 'usr/local/sbin/asterisk'].map((path) => join(root, path)));
  const modulesDirectory = await firstThatExists([
    ...(await multiarch(join(root, 'usr/lib'))).map((directory) => join(directory, 'asterisk/modules')),
    ...['usr/lib/asterisk/modules', 'usr/lib64/asterisk/modules', 'usr/local/lib/asterisk/modules'].map((path) => join(root, path)),
  ]);
  const dataDirectory = await firstWith('rest-api', [join(root, 'usr/share/asterisk'), join(root, 'var/lib/asterisk')]);
  if (!program || !modulesDirectory || !dataDirectory) return undefined;
  return installationOf([program], modulesDirectory, dataDirectory, 'host');
}

/**
 * Programs of another Debian release run through that release's own loader (ld.so(8)), which needs no chroot and no root rights and leaves
 * the host's paths visible.
 */
async function privateAsterisk(root: string): Promise<AsteriskInstallation | undefined> {
  const libraries = (await firstWith('asterisk/modules', await multiarch(join(root, 'usr/lib')))) ?? undefined;
  if (!libraries) return undefined;
  const loader = (await readdir(libraries)).find((name) => /^ld-linux.*\.so\.\d$/.test(name));
  if (!loader) return undefined;
  const command = [join(libraries, loader), '--argv0', 'asterisk', '--library-path', libraries, join(root, 'usr/sbin/asterisk')];
  return installationOf(command, join(libraries, 'asterisk/modules'), join(root, 'usr/share/asterisk'), 'private-root');
}

async function installationOf(
  command: string[],
  modulesDirectory: string,
  dataDirectory: string,
  origin: AsteriskInstallation['origin'],
): Promise<AsteriskInstallation> {
  const version = await versionOf(command);
  const hasWebsocketChannel = await exists(join(modulesDirectory, 'chan_websocket.so'));
  return { command, modulesDirectory, dataDirectory, version, origin, hasWebsocketChannel };
}

async function versionOf(command: string[]): Promise<{ major: number; minor: number }> {
  const [program, ...leading] = command as [string, ...string[]];
  const { stdout } = await promisify(execFile)(program, [...leading, '-V'], { timeout: 10_000 }).catch((error: unknown) => {
    throw new RepondeurError('engine-missing', `${command.at(-1)} does not run: ${wayOut}`, { cause: error });
  });
  const match = /Asterisk (?:certified[/-])?(\d+)\.(\d+)/.exec(stdout);
  if (!match) throw new RepondeurError('engine-missing', `${command.at(-1)} -V does not name a version: ${wayOut}`);
  return { major: Number(match[1]), minor: Number(match[2]) };
}

async function multiarch(directory: string): Promise<string[]> {
  const names = await readdir(directory).catch(() => []);
  return names.filter((name) => name.includes('-linux-gnu')).map((name) => join(directory, name));
}

async function firstThatExists(paths: string[]): Promise<string | undefined> {
  for (const path of paths) if (await exists(path)) return path;
  return undefined;
}

async function firstWith(child: string, directories: string[]): Promise<string | undefined> {
  for (const directory of directories) if (await exists(join(directory, child))) return directory;
  return undefined;
}

function exists(path: string): Promise<boolean> {
  return access(path).then(
    () => true,
    () => false,
  );
}
