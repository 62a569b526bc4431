import type { Health } from '../../core/health.ts';
import type { OutboxItem } from '../outbox.ts';

/** A way out for one kind of outbox item. */
export interface Channel {
  /**
   * Hands the item over. Resolves once the other side has taken the responsibility for it. Rejects with 'delivery-refused' when it would be refused again, which
   * gives the item up; whatever else it rejects with, it is tried again later. An aborted signal ends it at once with its reason.
   */
  deliver(item: OutboxItem, signal: AbortSignal): Promise<void>;
  health(): Health;
}
