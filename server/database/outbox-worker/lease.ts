import type { Clock } from '../../core/clock.ts';
import { asError, RepondeurError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { Outbox } from '../outbox.ts';

interface LeaseOptions {
  clock: Clock;
  logger: Logger;
  leaseMs: number;
}

export interface Lease {
  /** Aborts when another worker has the item: what is still going on here must end. */
  lost: AbortSignal;
  release(): void;
}

/** Renews the lease on an item three times within its length, until it is released. */
export function keepLease(outbox: Outbox, id: string, { clock, logger, leaseMs }: LeaseOptions): Lease {
  const lost = new AbortController();
  const renew = async () => {
    try {
      const kept = await outbox.renew(id, clock.now(), leaseMs);
      if (!kept) lost.abort(new RepondeurError('aborted', 'Another worker has taken this item of the outbox', { retryable: true }));
    } catch (error) {
      logger.warn({ error: asError(error), outboxId: id }, 'the lease on an item of the outbox cannot be renewed');
    }
  };
  const timer = setInterval(() => void renew(), leaseMs / 3);
  return { lost: lost.signal, release: () => clearInterval(timer) };
}
