import { fork } from 'node:child_process';
import { once } from 'node:events';
import { fileURLToPath } from 'node:url';
import { RepondeurError } from '../../server/core/errors.ts';

/** What the process tells when it listens. */
export interface BareKoaMessage {
  port: number;
}

export interface BareKoa {
  pid: number;
  url: string;
  stop(): Promise<void>;
}

const program = fileURLToPath(new URL('bare-koa.ts', import.meta.url));

/** Starts bare-koa.ts in a process of its own, which reads the product's database file. */
export async function startBareKoa(databaseFile: string, userId: string, signal: AbortSignal): Promise<BareKoa> {
  const child = fork(program, [databaseFile, userId], {
    execArgv: ['--disable-warning=ExperimentalWarning'],
    stdio: ['ignore', 'ignore', 'inherit', 'ipc'],
  });
  const exited = once(child, 'exit');
  const stop = async () => {
    if (child.connected) child.disconnect();
    await exited;
  };
  const ended = exited.then(() => Promise.reject(new RepondeurError('unavailable', 'the bare Koa ended at its start')));
  ended.catch(() => {});
  try {
    const [{ port }] = (await Promise.race([once(child, 'message', { signal }), ended])) as [BareKoaMessage];
    return { pid: child.pid as number, url: `http://127.0.0.1:${port}`, stop };
  } catch (error) {
    await stop();
    throw error;
  }
}
