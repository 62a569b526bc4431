import { type Rule, replace } from '../rule.ts';

const months = ['janvier', 'février', 'mars', 'avril', 'mai', 'juin', 'juillet', 'août', 'septembre', 'octobre', 'novembre', 'décembre'];

function date(whole: string, day: string, month: string, year?: string): string {
  const [dayNumber, monthName] = [Number(day), months[Number(month) - 1]];
  if (!monthName || dayNumber < 1 || dayNumber > 31) return whole;
  return [dayNumber === 1 ? '1er' : String(dayNumber), monthName, ...(year ? [year] : [])].join(' ');
}

/** Dates in digits. A day and month alone must both have two digits: "1/2" is a half. */
export const dates: readonly Rule[] = [
  replace(/(?<![\d/])(\d{4})-(\d{2})-(\d{2})(?![\d-])/g, (whole, year, month, day) => date(whole!, day!, month!, year)),
  replace(/(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/-])/g, (whole, day, _, month, year) => date(whole!, day!, month!, year)),
  replace(/(?<![\d/])(\d{2})\/(\d{2})\/(\d{2})(?![\d/])/g, (whole, day, month, year) => date(whole!, day!, month!, `20${year}`)),
  replace(/(?<![\d/])(\d{2})\/(\d{2})(?![\d/])/g, (whole, day, month) => date(whole!, day!, month!)),
];
