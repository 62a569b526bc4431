import type { ModelKind, Offer } from './contract.ts';
import { downloadBytesOf } from './list.ts';

/** What a model asks of the machine. Estimates from measured ones (docs/models.md), for choosing between sizes. */
export interface Costs {
  downloadBytes: number;
  diskBytes: number;
  /** While it is loaded, however many calls there are. */
  memoryBytes: number;
  /** Of one core: for `speech` while the caller speaks, for `voice` while it speaks itself. */
  coreShare?: number;
  /** For `language-model`: seconds of one core for a reply of 25 tokens after 40 new ones. */
  coreSecondsPerReply?: number;
}

const mb = 1_000_000;

export function costsOf(offer: Offer): Costs {
  const downloadBytes = downloadBytesOf(offer);
  return {
    downloadBytes,
    diskBytes: offer.archive ? Math.round(downloadBytes * unpackedGrowth) : downloadBytes,
    ...byKind[offer.kind](offer, downloadBytes),
  };
}

/** Vosk's archives unpack to one and a half times their size or a little more. */
export const unpackedGrowth = 1.7;

const byKind: Record<ModelKind, (offer: Offer, bytes: number) => Pick<Costs, 'memoryBytes' | 'coreShare' | 'coreSecondsPerReply'>> = {
  // A network of 3 M parameters hears about 40 callers on a core, one of 16 M about 8; the publisher states 300 MB for small models and many gigabytes for big ones.
  speech: (_, bytes) => ({
    memoryBytes: bytes < 60 * mb ? 300 * mb : 300 * mb + bytes * 2.5,
    coreShare: bytes < 60 * mb ? 0.03 : bytes < 300 * mb ? 0.1 : 0.25,
  }),
  // 0.5 B parameters in Q4_0 (0.35 GB) take 0.8 GB, 133 and 15.6 tokens a second on a core; the rest goes with the size.
  'language-model': (_, bytes) => ({ memoryBytes: bytes * 2.2, coreSecondsPerReply: (25 / 15.6 + 40 / 133) * (bytes / (350 * mb)) }),
  // Real-time factors on one core: 0.16 to 0.24 for medium, 1.3 to 1.45 for high.
  voice: ({ quality }, bytes) => ({
    memoryBytes: 80 * mb + bytes * 2,
    coreShare: { x_low: 0.05, low: 0.15, medium: 0.2, high: 1.4 }[quality] ?? 0.3,
  }),
};
