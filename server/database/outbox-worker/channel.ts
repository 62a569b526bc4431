import type { Health } from '../../core/health.ts';
import type { OutboxItem } from '../outbox.ts';

/** A way out for one kind of outbox item. */
export interface Channel {
  /**
   * Hands the item over. Resolves once the other side has taken the responsibility for it. Rejects with 'delivery-failed' (retryable: try later) or
   * 'delivery-refused' (it would be refused again). An aborted signal ends it at once with its reason.
   */
  deliver(item: OutboxItem, signal: AbortSignal): Promise<void>;
  health(): Health;
}
