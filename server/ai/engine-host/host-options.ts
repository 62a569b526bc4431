import type { Clock } from '../../core/clock.ts';
import type { RepondeurError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { BackOffOptions } from './back-off.ts';
import type { CircuitBreakerOptions } from './circuit-breaker.ts';
import type { EngineObserver } from './observer.ts';
import type { EngineProtocol, NameOf } from './protocol.ts';

export interface EngineHostOptions<P extends EngineProtocol> {
  /** For messages: "the vosk engine (fr)". */
  name: string;
  /** The child's entry file, which calls `serveEngine`. */
  entry: URL;
  /** Given to the child at each start. */
  options: P['options'];
  logger: Logger;
  /** The child's whole environment. Default empty. */
  env?: Record<string, string>;
  /** Default 0. */
  niceLevel?: number;
  /** From the fork to "ready". Default 60000: a large model is read from a slow disk. */
  startDeadlineMs?: number;
  /** Three quarters of it are for what is in flight, the rest for what the child frees. Default 3000. */
  stopDeadlineMs?: number;
  /** Default 256 requests without an answer. */
  maxInFlight?: number;
  /** Default 512 messages that the child has not taken. */
  maxUnsent?: number;
  /** So many deadlines in a row without any sign of life from the child, and it is killed as hung. Default 3. */
  maxTimeouts?: number;
  backOff?: BackOffOptions;
  breaker?: CircuitBreakerOptions;
  clock?: Clock;
  /** What to do with each event of the child. */
  events?: { [Name in NameOf<P['events']>]?: (payload: P['events'][Name]) => void };
  observer?: EngineObserver;
  /** The child is ready, at the first start and after each restart. */
  onReady?: (info: P['info']) => void;
  /** The child died while it was ready: its state is lost. */
  onLost?: (error: RepondeurError) => void;
}
