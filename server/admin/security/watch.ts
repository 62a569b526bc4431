import type { Clock } from '../../core/clock.ts';
import type { EventBus } from '../../core/events.ts';
import type { AlertPattern, SecurityAlert } from '../../core/security-alerts.ts';
import type { SecurityEvents } from '../../core/security-events.ts';
import { networkOf } from '../audit/network.ts';

interface Rule<Name extends keyof SecurityEvents = keyof SecurityEvents> {
  event: Name;
  pattern: AlertPattern;
  /** So many of one key within the window make the pattern. */
  atLeast: number;
  withinMinutes: number;
  /** What is counted together; null: not by this rule. */
  keyOf(event: SecurityEvents[Name]): string | null;
}

const rule = <Name extends keyof SecurityEvents>(definition: Rule<Name>) => definition as unknown as Rule;

/** The numbers stand well above what one person who has forgotten his password does, and below what guessing needs. */
const rules: readonly Rule[] = [
  rule({ event: 'sign-in-failed', pattern: 'many-failed-sign-ins', atLeast: 20, withinMinutes: 15, keyOf: ({ userId }) => userId }),
  rule({
    event: 'sign-in-failed',
    pattern: 'many-failed-sign-ins',
    atLeast: 20,
    withinMinutes: 15,
    keyOf: ({ address }) => networkOf(address),
  }),
  // From everywhere at once, at a few tries for each account.
  rule({ event: 'sign-in-failed', pattern: 'many-failed-sign-ins', atLeast: 200, withinMinutes: 15, keyOf: () => 'all' }),
  rule({ event: 'refresh-token-reused', pattern: 'refresh-token-reused', atLeast: 1, withinMinutes: 15, keyOf: () => 'all' }),
  rule({ event: 'webhook-forged', pattern: 'forged-webhooks', atLeast: 3, withinMinutes: 15, keyOf: ({ provider }) => provider }),
  rule({ event: 'dialling-refused', pattern: 'refused-dialling', atLeast: 5, withinMinutes: 15, keyOf: () => 'all' }),
];

/** Each pattern is told once in this time. */
const tellEveryMs = 60 * 60_000;
/** Attackers choose addresses; the oldest counts go first. */
const mostKeys = 10_000;

/** Counts security events and tells of each pattern once an hour. Keeps the times of events in memory only. */
export class SecurityWatch {
  readonly #clock: Clock;
  readonly #tell: (alert: SecurityAlert) => void;
  /** By rule and key, the times of the newest events, as many as the rule needs. */
  readonly #seen = new Map<string, number[]>();
  readonly #toldAtMs = new Map<AlertPattern, number>();

  constructor({ clock, tell }: { clock: Clock; tell: (alert: SecurityAlert) => void }) {
    this.#clock = clock;
    this.#tell = tell;
  }

  observe(security: EventBus<SecurityEvents>, signal?: AbortSignal): void {
    for (const [index, one] of rules.entries()) security.on(one.event, (event) => this.#count(index, one, event as never), signal);
  }

  #count(index: number, { pattern, atLeast, withinMinutes, keyOf }: Rule, event: never): void {
    const nowMs = this.#clock.nowMs();
    const counted = keyOf(event);
    if (counted === null) return;
    const key = `${index} ${counted}`;
    const times = [...(this.#seen.get(key) ?? []).filter((atMs) => nowMs - atMs < withinMinutes * 60_000), nowMs].slice(-atLeast);
    // Put in anew, so that the order of the map is that of the last event.
    this.#seen.delete(key);
    this.#seen.set(key, times);
    const oldest = this.#seen.keys().next().value;
    if (this.#seen.size > mostKeys && oldest !== undefined) this.#seen.delete(oldest);
    if (times.length < atLeast || nowMs - (this.#toldAtMs.get(pattern) ?? Number.NEGATIVE_INFINITY) < tellEveryMs) return;
    this.#toldAtMs.set(pattern, nowMs);
    this.#tell({ pattern, count: times.length, minutes: withinMinutes, at: this.#clock.now() });
  }
}
