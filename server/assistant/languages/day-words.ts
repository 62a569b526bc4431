import type { Day } from './contract.ts';

/** Days as chrono-node reads them in a language with these names of months: "3 mars 2026". */
export function dayWords(months: readonly string[]): {
  inDays: (today: Day, days: number) => string;
  /** The next day of this number, today's included: on 12 March "5" is 5 April. */
  dayOfMonth: (today: Day, day: number) => string;
} {
  return {
    inDays(today, days) {
      const date = new Date(Date.UTC(today.year, today.month - 1, today.day + days));
      return `${date.getUTCDate()} ${months[date.getUTCMonth()]} ${date.getUTCFullYear()}`;
    },
    dayOfMonth(today, day) {
      const month = day < today.day ? today.month : today.month - 1;
      return `${day} ${months[month % 12]} ${today.year + Math.floor(month / 12)}`;
    },
  };
}
