import type { Clock } from '../../core/clock.ts';
import type { Health } from '../../core/health.ts';
import type { CallOutcome } from '../../core/outcome.ts';
import type { Database } from '../../database/open.ts';
import { callFigures } from '../../history/figures.ts';
import type { AccountStatus } from '../../users/accounts.ts';
import { accountFigures } from '../../users/figures.ts';

export interface SystemStateOptions {
  database: Database;
  clock: Clock;
  /** The state of each part, by its name. */
  health(): Record<string, Health>;
  /** Of this server. */
  activeCalls(): number;
  version: string;
}

export interface Figures {
  version: string;
  /** Since this server process was started. */
  uptimeSeconds: number;
  activeCalls: number;
  users: Record<AccountStatus, number>;
  /** Calls that began within the last 24 hours, by outcome. */
  callsInADay: Record<CallOutcome, number>;
}

const dayMs = 24 * 3_600_000;

/** How the service is, for administrators. */
export class SystemState {
  readonly #options: SystemStateOptions;

  constructor(options: SystemStateOptions) {
    this.#options = options;
  }

  health(): Record<string, Health> {
    return this.#options.health();
  }

  async figures(): Promise<Figures> {
    const { database, clock, activeCalls, version } = this.#options;
    const [users, callsInADay] = await Promise.all([accountFigures(database), callFigures(database, new Date(clock.now().getTime() - dayMs))]);
    return { version, uptimeSeconds: Math.floor(process.uptime()), activeCalls: activeCalls(), users, callsInADay };
  }
}
