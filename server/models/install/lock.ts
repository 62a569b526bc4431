import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { createServer, type Server } from 'node:net';
import { systemClock } from '../../core/clock.ts';
import { RepondeurError } from '../../core/errors.ts';

/** A child that is just being forked holds a copy of the socket until it runs its own program: a lock that was given back may look held for so long. */
const forkMs = 500;
const pollMs = 20;

/**
 * Runs `work` while no other process (or caller in this one) works on the same model. The lock is a listening abstract Unix socket (unix(7)), which the kernel takes away
 * from a process that dies, however it dies. Rejects with 'unavailable' when it is held.
 */
export async function withLock<T>(directory: string, name: string, work: () => Promise<T>): Promise<T> {
  const place = createHash('sha256')
    .update(`${await realpath(directory)}\0${name}`)
    .digest('hex');
  const lock = await hold(`\0repondeur-model-${place.slice(0, 40)}`, name);
  try {
    return await work();
  } finally {
    await new Promise((resolve) => lock.close(resolve));
  }
}

async function hold(address: string, name: string): Promise<Server> {
  for (const endMs = systemClock.nowMs() + forkMs; ; await systemClock.sleep(pollMs)) {
    try {
      return await listen(address);
    } catch (cause) {
      if ((cause as NodeJS.ErrnoException).code !== 'EADDRINUSE') throw cause;
      if (systemClock.nowMs() < endMs) continue;
      const wayOut = 'wait until it is done, or end it, and repeat the command';
      throw new RepondeurError('unavailable', `${name} is being changed by another command: ${wayOut}`, { retryable: true, cause });
    }
  }
}

function listen(address: string): Promise<Server> {
  return new Promise((resolve, reject) => {
    const server = createServer((socket) => socket.destroy());
    server.once('error', reject);
    server.listen(address, () => resolve(server));
  });
}
