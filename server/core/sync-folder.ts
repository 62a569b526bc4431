import { open } from 'node:fs/promises';

/** Makes the names in a folder survive a power cut (fsync(2)): a file that was made, linked or renamed is found after it. Rejects with the system's own error. */
export async function syncFolder(folder: string): Promise<void> {
  const handle = await open(folder);
  await handle.sync().finally(() => handle.close());
}
