import type { OpeningHours } from '../../core/opening-hours.ts';
import type { HoursAnswer } from './wording.ts';

interface LocalTime {
  /** 0 = Sunday. */
  weekday: number;
  /** "HH:MM". */
  time: string;
}

/** What to say about opening hours at an instant. `askedDay` is the local ISO date the caller named, if he did. */
export function hoursAnswer(hours: OpeningHours, now: Date, timeZone: string, askedDay?: string): HoursAnswer {
  const local = localTime(now, timeZone);
  const week = weekOf(hours);
  if (askedDay && askedDay.slice(0, 10) !== localDate(now, timeZone)) {
    const weekday = new Date(`${askedDay.slice(0, 10)}T12:00:00Z`).getUTCDay();
    return { day: { weekday, intervals: hours[weekday] ?? [] }, week };
  }
  const current = intervalsOf(hours, local.weekday).find((interval) => interval.from <= local.time && local.time < interval.to);
  if (current) return { now: { open: true, until: current.to }, week };
  return { now: { open: false }, next: nextOpening(hours, local), week };
}

function localTime(now: Date, timeZone: string): LocalTime {
  const date = localDate(now, timeZone);
  const time = now.toLocaleTimeString('sv-SE', { timeZone, hour: '2-digit', minute: '2-digit' });
  return { weekday: new Date(`${date}T12:00:00Z`).getUTCDay(), time };
}

/** "2026-11-24" in the zone. */
const localDate = (now: Date, timeZone: string) => now.toLocaleDateString('sv-SE', { timeZone });

const intervalsOf = (hours: OpeningHours, weekday: number) => [...(hours[weekday] ?? [])].sort((a, b) => a.from.localeCompare(b.from));

function nextOpening(hours: OpeningHours, local: LocalTime): HoursAnswer['next'] {
  for (let inDays = 0; inDays <= 7; inDays++) {
    const weekday = (local.weekday + inDays) % 7;
    const interval = intervalsOf(hours, weekday).find((one) => inDays > 0 || one.from > local.time);
    if (interval) return { weekday, inDays, from: interval.from };
  }
  return undefined;
}

function weekOf(hours: OpeningHours): HoursAnswer['week'] {
  const runs: { from: number; to: number; intervals: { from: string; to: string }[] }[] = [];
  for (const weekday of [1, 2, 3, 4, 5, 6, 0]) {
    const intervals = intervalsOf(hours, weekday);
    if (intervals.length === 0) continue;
    const last = runs.at(-1);
    const follows = last && (last.to + 1) % 7 === weekday && JSON.stringify(last.intervals) === JSON.stringify(intervals);
    if (follows) last.to = weekday;
    else runs.push({ from: weekday, to: weekday, intervals });
  }
  return runs;
}
