import { asError } from '../core/errors.ts';
import type { Service } from '../core/health.ts';
import { type SealPlainOptions, sealPlainRecordings } from '../history/recordings/seal-plain.ts';
import type { Part } from '../lifecycle.ts';

/** Seals what is from before there were keys, in the background: calls are taken meanwhile. */
export function plainRecordings(options: Omit<SealPlainOptions, 'signal'>): Part & Service {
  let stopping: AbortController | undefined;
  let sealing: Promise<unknown> = Promise.resolve();
  return {
    name: 'plain recordings',
    async start() {
      if (stopping) return;
      stopping = new AbortController();
      const { signal } = stopping;
      sealing = sealPlainRecordings({ ...options, signal }).catch((error) => {
        if (!signal.aborted) options.logger.error({ err: asError(error) }, 'recordings from before there were keys could not be sealed yet');
      });
    },
    async stop() {
      stopping?.abort();
      stopping = undefined;
      await sealing;
    },
  };
}
