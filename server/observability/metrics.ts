import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type CallOutcome, callOutcomes } from '../core/outcome.ts';

/** Steps around the aims of the product: 150 ms for a greeting, 450 ms (half of all turns) and 900 ms (95 of 100) for a reply. */
const latencyBucketsMs = [50, 100, 150, 200, 300, 450, 600, 900, 1200, 1800, 3000, 6000];

export const deliveryResults = ['delivered', 'retried', 'dead'] as const;
export type DeliveryResult = (typeof deliveryResults)[number];

/** What the server counts. Each instance has a registry of its own. */
export interface Metrics {
  callStarted(): void;
  callEnded(outcome: CallOutcome): void;
  /** Answer → first sample of the greeting. */
  greeted(latencyMs: number): void;
  /** End of the caller's speech → first sample of the reply. */
  turnReplied(latencyMs: number): void;
  engineRestarted(engine: string): void;
  notificationTried(result: DeliveryResult): void;
  /** In Prometheus's text format. */
  text(): Promise<string>;
  readonly contentType: string;
}

export function createMetrics(): Metrics {
  const registry = new Registry();
  const registers = [registry];
  collectDefaultMetrics({ register: registry });
  const active = new Gauge({ name: 'repondeur_active_calls', help: 'Calls that are up.', registers });
  const calls = new Counter({ name: 'repondeur_calls_total', help: 'Calls that are over, by outcome.', labelNames: ['outcome'], registers });
  const greeting = new Histogram({
    name: 'repondeur_greeting_latency_milliseconds',
    help: 'From the answer to the first sample of the greeting.',
    buckets: latencyBucketsMs,
    registers,
  });
  const turns = new Histogram({
    name: 'repondeur_turn_latency_milliseconds',
    help: "From the end of the caller's speech to the first sample of the reply.",
    buckets: latencyBucketsMs,
    registers,
  });
  const restarts = new Counter({
    name: 'repondeur_engine_restarts_total',
    help: 'Engine processes that were started again.',
    labelNames: ['engine'],
    registers,
  });
  const deliveries = new Counter({
    name: 'repondeur_notifications_total',
    help: 'Attempts to notify, by result.',
    labelNames: ['result'],
    registers,
  });
  // A series that is there from the start lets an alert see the first event.
  for (const outcome of callOutcomes) calls.inc({ outcome }, 0);
  for (const result of deliveryResults) deliveries.inc({ result }, 0);
  return {
    callStarted: () => active.inc(),
    callEnded: (outcome) => {
      active.dec();
      calls.inc({ outcome });
    },
    greeted: (latencyMs) => greeting.observe(latencyMs),
    turnReplied: (latencyMs) => turns.observe(latencyMs),
    engineRestarted: (engine) => restarts.inc({ engine }),
    notificationTried: (result) => deliveries.inc({ result }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
