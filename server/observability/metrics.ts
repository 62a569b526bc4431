import { Counter, collectDefaultMetrics, Gauge, Histogram, Registry } from 'prom-client';
import { type CallOutcome, callOutcomes } from '../core/outcome.ts';
import { type AlertPattern, alertPatterns } from '../core/security-alerts.ts';

/** Steps around the aims of the product: 150 ms for a greeting, 450 ms (half of all turns) and 900 ms (95 of 100) for a reply. */
const latencyBucketsMs = [50, 100, 150, 200, 300, 450, 600, 900, 1200, 1800, 3000, 6000];

export const deliveryResults = ['delivered', 'retried', 'dead'] as const;
export type DeliveryResult = (typeof deliveryResults)[number];

/** Up to the deadlines of the slowest: a large model's answer. */
const engineBucketsMs = [5, 10, 20, 50, 100, 200, 400, 800, 1600, 3200, 10_000, 60_000];
/** How the state of a circuit breaker is written as a number. */
const breakerValues = { closed: 0, 'half-open': 1, open: 2 } as const;

/** What is counted of one engine process; the words are names of ours, never what was said. */
export interface EngineMetrics {
  onRequest(name: string, outcome: string, milliseconds: number): void;
  onLoad(inFlight: number, unsent: number): void;
  onHeld(count: number): void;
  onBreaker(state: keyof typeof breakerValues): void;
  onRestart(): void;
}

/** What the server counts. Each instance has a registry of its own. */
export interface Metrics {
  callStarted(): void;
  callEnded(outcome: CallOutcome): void;
  /** Answer → first sample of the greeting. */
  greeted(latencyMs: number): void;
  /** End of the caller's speech → first sample of the reply. */
  turnReplied(latencyMs: number): void;
  /** The frames (20 ms) of one answered call: all, those that came late, those that never came. */
  lineClosed(counts: { frames: number; late: number; lost: number }): void;
  /** For each process of an engine: "fr", "live". */
  engine(engine: string, process: string): EngineMetrics;
  /** Who listens for hot words, asked when the metrics are read. */
  watchHotwordDetector(name: () => string): void;
  /** A caller has asked for a human by a hot word. */
  hotWordHeard(detector: string): void;
  notificationTried(result: DeliveryResult): void;
  /** A suspicious pattern was seen. */
  securityAlert(pattern: AlertPattern): void;
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
  const frames = new Counter({ name: 'repondeur_line_frames_total', help: 'Frames (20 ms) of sound from callers, lost ones included.', registers });
  const late = new Counter({ name: 'repondeur_line_frames_late_total', help: 'Frames that came more than 60 ms after the one before.', registers });
  const lost = new Counter({ name: 'repondeur_line_frames_lost_total', help: 'Frames that never came: silence stood in for them.', registers });
  const restarts = new Counter({
    name: 'repondeur_engine_restarts_total',
    help: 'Engine processes that were started again.',
    labelNames: ['engine'],
    registers,
  });
  const engineLabels = ['engine', 'process'] as const;
  const requests = new Counter({
    name: 'repondeur_engine_requests_total',
    help: 'Requests to an engine process, by what became of them.',
    labelNames: [...engineLabels, 'request', 'outcome'],
    registers,
  });
  const durations = new Histogram({
    name: 'repondeur_engine_request_duration_milliseconds',
    help: 'From a request to an engine process to its answer.',
    labelNames: [...engineLabels, 'request'],
    buckets: engineBucketsMs,
    registers,
  });
  const inFlight = new Gauge({
    name: 'repondeur_engine_requests_in_flight',
    help: 'Requests that an engine process has not answered yet.',
    labelNames: engineLabels,
    registers,
  });
  const unsent = new Gauge({
    name: 'repondeur_engine_messages_unsent',
    help: 'Messages that an engine process has not taken yet, seen when a request comes or goes.',
    labelNames: engineLabels,
    registers,
  });
  const held = new Gauge({
    name: 'repondeur_engine_held',
    help: 'Recognisers or sequences that an engine process holds for calls that are up.',
    labelNames: engineLabels,
    registers,
  });
  const breakers = new Gauge({
    name: 'repondeur_engine_breaker_state',
    help: 'Whether an engine process is in use (0), on trial (1), or left alone because it failed again and again (2).',
    labelNames: engineLabels,
    registers,
  });
  const hotWords = new Counter({
    name: 'repondeur_hotwords_total',
    help: 'Callers who asked for a human by a hot word, by who heard it.',
    labelNames: ['detector'],
    registers,
  });
  const deliveries = new Counter({
    name: 'repondeur_notifications_total',
    help: 'Attempts to notify, by result.',
    labelNames: ['result'],
    registers,
  });
  const alerts = new Counter({
    name: 'repondeur_security_alerts_total',
    help: 'Suspicious patterns that were seen; each is counted once an hour.',
    labelNames: ['pattern'],
    registers,
  });
  // A series that is there from the start lets an alert see the first event.
  for (const outcome of callOutcomes) calls.inc({ outcome }, 0);
  for (const result of deliveryResults) deliveries.inc({ result }, 0);
  for (const pattern of alertPatterns) alerts.inc({ pattern }, 0);
  return {
    callStarted: () => active.inc(),
    callEnded: (outcome) => {
      active.dec();
      calls.inc({ outcome });
    },
    greeted: (latencyMs) => greeting.observe(latencyMs),
    turnReplied: (latencyMs) => turns.observe(latencyMs),
    lineClosed: (counts) => {
      frames.inc(counts.frames);
      late.inc(counts.late);
      lost.inc(Math.max(0, counts.lost));
    },
    engine: (engine, process) => {
      const which = { engine, process };
      return {
        onRequest: (request, outcome, milliseconds) => {
          requests.inc({ ...which, request, outcome });
          if (outcome === 'answered') durations.observe({ ...which, request }, milliseconds);
        },
        onLoad: (waiting, notTaken) => {
          inFlight.set(which, waiting);
          unsent.set(which, notTaken);
        },
        onHeld: (count) => held.set(which, count),
        onBreaker: (state) => breakers.set(which, breakerValues[state]),
        onRestart: () => restarts.inc({ engine }),
      };
    },
    watchHotwordDetector: (name) => {
      const listening = new Gauge({
        name: 'repondeur_hotword_detector',
        help: '1 for who listens for hot words now.',
        labelNames: ['detector'],
        registers,
        collect: () => {
          listening.reset();
          listening.set({ detector: name() }, 1);
        },
      });
    },
    hotWordHeard: (detector) => hotWords.inc({ detector }),
    notificationTried: (result) => deliveries.inc({ result }),
    securityAlert: (pattern) => alerts.inc({ pattern }),
    text: () => registry.metrics(),
    contentType: registry.contentType,
  };
}
