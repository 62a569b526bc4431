import type { AuditAct, AuditLog } from '../../core/audit.ts';
import type { Clock } from '../../core/clock.ts';
import { asError } from '../../core/errors.ts';
import type { EventBus } from '../../core/events.ts';
import type { Service } from '../../core/health.ts';
import type { Logger } from '../../core/logger.ts';
import type { SecurityEvents } from '../../core/security-events.ts';
import { actOf } from './acts.ts';

export interface RecorderOptions {
  security: EventBus<SecurityEvents>;
  audit: AuditLog;
  clock: Clock;
  logger: Logger;
}

/** What strangers cause: each entry is a write to the disk, so that an attack would wear it out and fill it. */
const byStrangers: ReadonlySet<string> = new Set(['sign-in-failed', 'webhook-forged', 'refresh-token-reused', 'dialling-refused']);
const windowMs = 60_000;
const mostInWindow = 60;

/**
 * Writes security events into the audit log, one behind the other. Of those that strangers cause it writes 60 a minute of a kind, and how
 * many more there were when the minute is over.
 */
export class SecurityRecorder implements Service {
  readonly #options: RecorderOptions;
  readonly #windows = new Map<string, { sinceMs: number; count: number }>();
  #listening: AbortController | undefined;
  #writing: Promise<void> = Promise.resolve();

  constructor(options: RecorderOptions) {
    this.#options = options;
  }

  async start(): Promise<void> {
    if (this.#listening) return;
    this.#listening = new AbortController();
    for (const name of Object.keys(actOf) as (keyof SecurityEvents)[]) this.#listen(name, this.#listening.signal);
  }

  /** Resolves when all that happened is written. */
  async stop(): Promise<void> {
    this.#listening?.abort();
    this.#listening = undefined;
    for (const name of [...this.#windows.keys()]) this.#close(name);
    await this.#writing;
  }

  #listen<Name extends keyof SecurityEvents>(name: Name, signal: AbortSignal): void {
    const act = actOf[name] as ((event: SecurityEvents[Name]) => AuditAct) | null;
    if (!act) return;
    this.#options.security.on(
      name,
      (event) => {
        if (this.#counts(name)) this.#write(act(event));
      },
      signal,
    );
  }

  #counts(name: string): boolean {
    if (!byStrangers.has(name)) return true;
    const nowMs = this.#options.clock.nowMs();
    const before = this.#windows.get(name);
    if (before && nowMs - before.sinceMs >= windowMs) this.#close(name);
    const window = this.#windows.get(name) ?? { sinceMs: nowMs, count: 0 };
    window.count++;
    this.#windows.set(name, window);
    return window.count <= mostInWindow;
  }

  #close(name: string): void {
    const left = (this.#windows.get(name)?.count ?? 0) - mostInWindow;
    this.#windows.delete(name);
    if (left > 0) this.#write({ actor: { kind: 'system', id: null }, action: 'audit.left-out', details: { event: name, count: left } });
  }

  #write(act: AuditAct): void {
    const { audit, logger } = this.#options;
    this.#writing = this.#writing.then(async () => {
      try {
        await audit.record(act);
      } catch (error) {
        logger.error({ err: asError(error), action: act.action }, 'a security event could not be written into the audit log');
      }
    });
  }
}
