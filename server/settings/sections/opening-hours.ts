import { z } from 'zod';
import type { OpeningHours } from '../../core/opening-hours.ts';

/** In the order of their numbers, 0 = Sunday, as Date.getDay() counts. */
const weekdays = ['sunday', 'monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday'] as const;

const interval = z
  .string()
  .refine((value) => intervalOf(value) !== undefined)
  .meta({ expected: 'an interval in quotes, such as "09:00-12:30", the earlier time first' });

const day = z.array(interval).meta({ expected: 'a list of intervals, such as ["09:00-12:30", "14:00-18:00"]' });

/** monday = ["09:00-12:30"] in the file, { 1: [{ from: '09:00', to: '12:30' }] } in the program. A day that is left out is closed. */
export const openingHours = z
  .strictObject({
    monday: day.optional(),
    tuesday: day.optional(),
    wednesday: day.optional(),
    thursday: day.optional(),
    friday: day.optional(),
    saturday: day.optional(),
    sunday: day.optional(),
  })
  .meta({ expected: 'a table of days, such as { monday = ["09:00-12:30"] }' })
  .transform((days): OpeningHours => {
    const hours: OpeningHours = {};
    for (const [number, name] of weekdays.entries()) {
      const intervals = days[name]?.map(intervalOf).filter((found) => found !== undefined);
      if (intervals) hours[number] = intervals;
    }
    return hours;
  });

function intervalOf(value: string): { from: string; to: string } | undefined {
  const match = /^\s*((?:[01]\d|2[0-3]):[0-5]\d)\s*[-–]\s*((?:[01]\d|2[0-3]):[0-5]\d|24:00)\s*$/.exec(value);
  const [, from, to] = match ?? [];
  return from !== undefined && to !== undefined && from < to ? { from, to } : undefined;
}
