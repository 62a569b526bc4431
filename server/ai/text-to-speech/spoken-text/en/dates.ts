import { type Rule, replace } from '../rule.ts';

const months = ['January', 'February', 'March', 'April', 'May', 'June', 'July', 'August', 'September', 'October', 'November', 'December'];
const short = `Sept|${months.map((month) => month.slice(0, 3)).join('|')}`;

/** The day first, as in Great Britain, unless that cannot be. */
function date(whole: string, first: string, second: string, year?: string): string {
  const [day, month] = Number(second) > 12 ? [Number(second), Number(first)] : [Number(first), Number(second)];
  const name = months[month - 1];
  if (!name || day < 1 || day > 31) return whole;
  return [String(day), name, ...(year ? [year] : [])].join(' ');
}

const weekdays = ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'];
const days = 'Mon|Tues?|Wed|Thu(?:rs?)?|Fri|Sat|Sun';
const dayName = (head: string) => weekdays.find((day) => day.startsWith(head)) ?? head;
const decades = ['', '', 'twenties', 'thirties', 'forties', 'fifties', 'sixties', 'seventies', 'eighties', 'nineties'];
const fullName = (head: string) => months.find((month) => month.startsWith(head)) ?? head;

/** Dates in digits, and months cut to three letters beside a day. */
export const dates: readonly Rule[] = [
  replace(/(?<![\d/])(\d{4})-(\d{2})-(\d{2})(?![\d-])/g, (whole, year, month, day) => date(whole!, day!, month!, year)),
  replace(/(?<![\d/.-])(\d{1,2})([/.-])(\d{1,2})\2(\d{4})(?![\d/-])/g, (whole, first, _, second, year) => date(whole!, first!, second!, year)),
  replace(/(?<![\d/])(\d{2})\/(\d{2})\/(\d{2})(?![\d/])/g, (whole, first, second, year) => date(whole!, first!, second!, `20${year}`)),
  replace(/(?<![\d/])(\d{2})\/(\d{2})(?![\d/])/g, (whole, first, second) => date(whole!, first!, second!)),
  replace(new RegExp(`\\b(\\d{1,2}(?:st|nd|rd|th)?) (${short})\\b\\.?`, 'g'), (_, day, month) => `${day} ${fullName(month!)}`),
  replace(new RegExp(`\\b(${short})\\.? (?=\\d{1,2}(?:st|nd|rd|th)?\\b)`, 'g'), (_, month) => `${fullName(month!)} `),
  replace(new RegExp(`\\b(${days})\\.?\\s?[-–]\\s?(${days})\\b\\.?`, 'g'), (_, from, to) => `${dayName(from!)} to ${dayName(to!)}`),
  replace(new RegExp(`(?<=\\b(?:${months.join('|')})(?: \\d{1,2}(?:st|nd|rd|th)?)?,? )(1[1-9]|20)(\\d\\d)(?![\\d:]|[.,]\\d)`, 'g'), year),
  replace(/(?<=\b(?:in|since) )(19|20)(\d\d)(?![\d:]|[.,]\d|\s?(?:[%€£$]|pounds|euros|dollars|people|hours))/gi, year),
  replace(/\b(19|20)([2-9])0s\b/g, (_, century, decade) => `${century} ${decades[Number(decade)]}`),
];

/** "20 26", as years are said; those from 2000 to 2009 are said as numbers. */
function year(whole: string, century?: string, rest?: string): string {
  if (century === '20' && rest!.startsWith('0')) return whole;
  if (rest === '00') return `${century} hundred`;
  return `${century} ${rest!.startsWith('0') ? `oh ${Number(rest)}` : rest}`;
}
