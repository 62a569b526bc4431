import { type Rule, replace } from '../rule.ts';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const short = months.map((month) => month.slice(0, 3)).join('|');

/** The day first, as in Great Britain, unless that cannot be. */
function date(whole: string, first: string, second: string, year?: string): string {
  const [day, month] = Number(second) > 12 ? [Number(second), Number(first)] : [Number(first), Number(second)];
  const name = months[month - 1];
  if (!name || day < 1 || day > 31) return whole;
  return [String(day), name, ...(year ? [year] : [])].join(' ');
}

const fullName = (head: string) => months.find((month) => month.startsWith(head)) ?? head;

/** Dates in digits, and months cut to three letters beside a day. */
export const dates: readonly Rule[] = [
  replace(/(?<![\d/])(\d{4})-(\d{2})-(\d{2})(?![\d-])/g, (whole, year, month, day) => date(whole!, day!, month!, year)),
  replace(/(?<![\d/.])(\d{1,2})([/.])(\d{1,2})\2(\d{4})(?![\d/])/g, (whole, first, _, second, year) => date(whole!, first!, second!, year)),
  replace(/(?<![\d/])(\d{2})\/(\d{2})(?![\d/])/g, (whole, first, second) => date(whole!, first!, second!)),
  replace(new RegExp(`\\b(\\d{1,2}(?:st|nd|rd|th)?) (${short})\\b\\.?`, 'g'), (_, day, month) => `${day} ${fullName(month!)}`),
  replace(new RegExp(`\\b(${short})\\.? (?=\\d{1,2}(?:st|nd|rd|th)?\\b)`, 'g'), (_, month) => `${fullName(month!)} `),
];
