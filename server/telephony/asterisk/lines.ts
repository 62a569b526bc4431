import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import { RepondeurError } from '../../core/errors.ts';
import type { WrittenConfiguration } from './configuration-options.ts';
import type { AsteriskInstallation } from './installation.ts';

/** What the provider says to our account: taken, refused (wrong name or password), or nothing (yet). */
export type Registration = 'registered' | 'refused' | 'unanswered';

/** How a running Asterisk is connected to the outside. */
export interface Lines {
  /** Of each trunk that registers, by its name in the settings. */
  registrations: ReadonlyMap<string, Registration>;
  /** Names of trunks and phones that can be reached: a trunk answers to OPTIONS, a phone has registered. */
  reachable: ReadonlySet<string>;
}

const answerWithinMs = 5000;
const trunkPrefix = 'trunk-';

/** Asks the Asterisk that runs with this configuration. Rejects with 'unavailable' when it does not answer. */
export async function readLines(installation: AsteriskInstallation, configuration: WrittenConfiguration): Promise<Lines> {
  try {
    // First what fails at once: the console of an Asterisk that does not run would still be at work in its directory.
    const reachable = await reachableOf(configuration);
    const registrations = await registrationsOf(installation, configuration);
    return { registrations: new Map([...registrations].map(([name, word]) => [name, stateOf(word, reachable.has(name))])), reachable };
  } catch (error) {
    throw new RepondeurError('unavailable', 'Asterisk does not answer', { cause: error, retryable: true });
  }
}

/** ARI knows nothing of registrations, Asterisk's own console does. */
async function registrationsOf(installation: AsteriskInstallation, { directory }: WrittenConfiguration): Promise<Map<string, Word>> {
  const [program, ...leading] = installation.command as [string, ...string[]];
  const words = [...leading, '-C', join(directory, 'etc/asterisk.conf'), '-rx', 'pjsip show registrations'];
  const { stdout } = await promisify(execFile)(program, words, { timeout: answerWithinMs, env: { LANG: 'C.UTF-8', HOME: join(directory, 'lib') } });
  return parseRegistrations(stdout);
}

/** Lines such as " trunk-office/sip:192.0.2.1:5060   trunk-office   Rejected  (exp. 252s)"; long addresses are cut off by Asterisk. */
export function parseRegistrations(text: string): Map<string, Word> {
  const rows = text.matchAll(/^\s*trunk-([^/\s]+)\/.*\s(Registered|Unregistered|Rejected|Stopped)\b/gm);
  return new Map([...rows].map(([, name, word]) => [name as string, word as Word]));
}

/** What Asterisk calls the state of a registration. */
type Word = 'Registered' | 'Unregistered' | 'Rejected' | 'Stopped';

/** A provider that never answers is "Rejected" too, after 32 s (timer F of RFC 3261): only one that answers to OPTIONS has refused. */
function stateOf(word: Word, isReachable: boolean): Registration {
  if (word === 'Registered') return 'registered';
  return word !== 'Unregistered' && isReachable ? 'refused' : 'unanswered';
}

async function reachableOf({ ariUrl, ariUsername, ariPassword }: WrittenConfiguration): Promise<Set<string>> {
  const authorization = `Basic ${Buffer.from(`${ariUsername}:${ariPassword}`).toString('base64')}`;
  const response = await fetch(`${ariUrl}/ari/endpoints/PJSIP`, { headers: { authorization }, signal: AbortSignal.timeout(answerWithinMs) });
  const endpoints = (await response.json()) as { resource: string; state: string }[];
  const online = endpoints.filter(({ state }) => state === 'online').map(({ resource }) => resource);
  return new Set(online.map((name) => (name.startsWith(trunkPrefix) ? name.slice(trunkPrefix.length) : name)));
}
