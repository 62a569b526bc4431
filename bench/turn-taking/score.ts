import { quantile } from '../../server/rehearsal/statistics.ts';
import type { CallerTurn } from './caller-turns.ts';

/** How a turn ended, by one rule. */
export interface Verdict {
  turn: Pick<CallerTurn, 'name' | 'language' | 'category' | 'surroundings'>;
  /** From the end of the last word to the reply; negative when the caller was cut off, infinite when no reply came. */
  latencyMs: number;
}

export interface Score {
  turns: number;
  /** Replies that came before the caller's last word was over, in percent. */
  cutOffPercent: number;
  /** Turns whose end was not noticed while the line was open, in percent. */
  missedPercent: number;
  /** Of the turns that were not cut off; what was missed is the slowest. */
  p50Ms: number;
  p95Ms: number;
}

export function score(verdicts: readonly Verdict[]): Score {
  const whole = verdicts.filter(({ latencyMs }) => latencyMs >= 0);
  const latenciesMs = whole.map(({ latencyMs }) => latencyMs);
  const percent = (count: number) => (100 * count) / Math.max(1, verdicts.length);
  return {
    turns: verdicts.length,
    cutOffPercent: percent(verdicts.length - whole.length),
    missedPercent: percent(latenciesMs.filter((ms) => ms === Number.POSITIVE_INFINITY).length),
    p50Ms: quantile(latenciesMs, 0.5),
    p95Ms: quantile(latenciesMs, 0.95),
  };
}

export function verdict(turn: CallerTurn, endMs: number, repliedAtMs: number | null): Verdict {
  return { turn, latencyMs: repliedAtMs === null ? Number.POSITIVE_INFINITY : repliedAtMs - endMs };
}
