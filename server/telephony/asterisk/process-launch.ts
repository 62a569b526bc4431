import { type ChildProcess, spawn } from 'node:child_process';
import { open, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { asError, RepondeurError } from '../../core/errors.ts';
import { unprivilegedAccount } from './account.ts';
import type { WrittenConfiguration } from './configuration-options.ts';
import type { AsteriskInstallation } from './installation.ts';
import { requireHeld } from './ports.ts';
import { pidFile } from './process-stale.ts';

const pollMs = 50;
const lastLines = 12;

/**
 * Starts Asterisk in the foreground of a session of its own, so that a Ctrl-C in our terminal reaches us alone and we stop things in order.
 * setpriv(1) gives up root and asks the kernel to end Asterisk should this process be killed.
 */
export async function launch(
  installation: AsteriskInstallation,
  { directory }: WrittenConfiguration,
  accountName: string | undefined,
): Promise<ChildProcess> {
  const account = await unprivilegedAccount(accountName);
  const privileges = ['--pdeathsig', 'TERM', '--no-new-privs'];
  if (account) privileges.push('--reuid', String(account.uid), '--regid', String(account.gid), '--clear-groups');
  const asterisk = [...installation.command, '-f', '-n', '-C', join(directory, 'etc/asterisk.conf')];
  const console = await open(join(directory, 'log/console.log'), 'w', 0o600);
  try {
    const child = spawn('setpriv', [...privileges, ...asterisk], {
      cwd: join(directory, 'run'),
      detached: true,
      stdio: ['ignore', console.fd, console.fd],
      env: { PATH: '/usr/sbin:/usr/bin:/sbin:/bin', LANG: 'C.UTF-8', HOME: join(directory, 'lib') },
    });
    await spawned(child);
    await writeFile(pidFile(directory), String(child.pid), { mode: 0o600 });
    return child;
  } finally {
    await console.close();
  }
}

function spawned(child: ChildProcess): Promise<void> {
  return new Promise((resolve, reject) => {
    child.once('spawn', resolve);
    child.once('error', (error) => reject(new RepondeurError('engine-missing', 'setpriv cannot be started: install util-linux', { cause: error })));
  });
}

/**
 * Waits until ARI answers; Asterisk refuses ARI with 503 until it is fully booted. Fails with 'switch-failed' and the last lines of its log, or with
 * 'port-taken' when another program took a port first.
 */
export async function untilReady(child: ChildProcess, configuration: WrittenConfiguration, withinMs: number, signal?: AbortSignal): Promise<void> {
  const deadlineMs = performance.now() + withinMs;
  for (;;) {
    signal?.throwIfAborted();
    if (child.exitCode !== null || child.signalCode !== null)
      throw new RepondeurError('switch-failed', `Asterisk ended while it started:\n${await lastLogLines(configuration.directory)}`);
    const status = await ariStatus(configuration);
    if (status !== undefined) await requireHeld(child.pid!, 'tcp', configuration.ports.http);
    if (status === 200) return requireHeld(child.pid!, 'udp', configuration.ports.sip);
    if (performance.now() > deadlineMs)
      throw new RepondeurError('switch-failed', `Asterisk did not answer within ${withinMs} ms:\n${await lastLogLines(configuration.directory)}`, {
        retryable: true,
      });
    await sleep(pollMs, undefined, { signal }).catch(() => signal?.throwIfAborted());
  }
}

/** What ARI answers to our password: 200 when it is ready; undefined while nobody answers. */
async function ariStatus({ ariUrl, ariUsername, ariPassword }: WrittenConfiguration): Promise<number | undefined> {
  const authorization = `Basic ${Buffer.from(`${ariUsername}:${ariPassword}`).toString('base64')}`;
  try {
    const response = await fetch(`${ariUrl}/ari/asterisk/info?only=status`, { headers: { authorization }, signal: AbortSignal.timeout(2000) });
    await response.body?.cancel();
    return response.status;
  } catch (error) {
    asError(error);
    return undefined;
  }
}

/** What Asterisk said last, on its console and in its log. */
export async function lastLogLines(directory: string): Promise<string> {
  const texts = await Promise.all(['console.log', 'messages.log'].map((name) => readFile(join(directory, 'log', name), 'utf8').catch(() => '')));
  const lines = texts.flatMap((text) =>
    text
      .split('\n')
      .filter((line) => line.trim() !== '')
      .slice(-lastLines),
  );
  return lines.length > 0 ? lines.join('\n') : `(nothing in ${join(directory, 'log')})`;
}
