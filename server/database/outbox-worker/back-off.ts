const firstDelayMs = 30_000;
const longestDelayMs = 60 * 60_000;

/** With these delays 125 attempts take about five days, the time after which RFC 5321 (section 4.5.4.1) lets a sender give up. */
export const maxAttempts = 125;

/** The wait after a failed attempt (the first is 1): 30 s, doubled up to an hour, less up to a fifth so that items that failed together come back apart. */
export function delayAfterMs(attempt: number, random: () => number = Math.random): number {
  const full = Math.min(firstDelayMs * 2 ** Math.min(attempt - 1, 20), longestDelayMs);
  return Math.round(full * (1 - random() / 5));
}
