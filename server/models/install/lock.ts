import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { createServer } from 'node:net';
import { RepondeurError } from '../../core/errors.ts';

/**
 * Runs `work` while no other process (or caller in this one) works on the same model. The lock is a listening abstract Unix socket (unix(7)), which the kernel takes away
 * from a process that dies, however it dies. Rejects with 'unavailable' when it is held.
 */
export async function withLock<T>(directory: string, name: string, work: () => Promise<T>): Promise<T> {
  const place = createHash('sha256')
    .update(`${await realpath(directory)}\0${name}`)
    .digest('hex');
  const server = createServer((socket) => socket.destroy());
  await new Promise<void>((resolve, reject) => {
    server.once('error', (cause: NodeJS.ErrnoException) => {
      if (cause.code !== 'EADDRINUSE') return reject(cause);
      const wayOut = 'wait until it is done, or end it, and repeat the command';
      reject(new RepondeurError('unavailable', `${name} is being changed by another command: ${wayOut}`, { retryable: true, cause }));
    });
    server.listen(`\0repondeur-model-${place.slice(0, 40)}`, resolve);
  });
  try {
    return await work();
  } finally {
    await new Promise((resolve) => server.close(resolve));
  }
}
