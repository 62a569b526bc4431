import { type Rule, replace } from '../rule.ts';

function hours(digits: string): string {
  const number = Number(digits);
  // espeak-ng says "vingt et un heures".
  const words = number === 1 ? 'une' : number === 21 ? 'vingt et une' : String(number);
  return `${words} heure${number > 1 ? 's' : ''}`;
}

function time(whole: string, hour: string, minute: string): string {
  if (Number(hour) > 24) return whole;
  if (Number(minute) === 0 && Number(hour) === 12) return 'midi';
  if (Number(minute) === 0 && Number(hour) % 24 === 0) return 'minuit';
  return Number(minute) === 0 ? hours(hour) : `${hours(hour)} ${minute}`;
}

/** Times of day and hours: "14:30", "14h30", "9 h", "8h-12h", "24h/24". */
export const times: readonly Rule[] = [
  replace(/\b24\s?h\s?\/\s?24\b/g, '24 heures sur 24'),
  replace(/\b7\s?j\s?\/\s?7\b/g, '7 jours sur 7'),
  replace(/\b24\/7\b/g, '24 heures sur 24, 7 jours sur 7'),
  replace(/(?<=\d\s?h(?:\s?\d\d)?)\s?\/\s?(?=\d{1,2}\s?h)/g, ' et '),
  replace(/(?<=\d\s?h(?:\s?\d\d)?|\d:\d\d)\s?[-–]\s?(?=\d{1,2}(?:\s?h|:\d\d))/g, ' à '),
  replace(/(?<![\d:,.])(\d{1,2})(?::|\s?h\s?)([0-5]\d)(?![\d:]|[.,]\d)/g, (whole, hour, minute) => time(whole!, hour!, minute!)),
  replace(/(?<![\d,.])(\d+)\s?h(?![\p{L}\p{N}/])/gu, (_, hour) => hours(hour!)),
  replace(/(?<![\d,.])(1|21) heures?\b/g, (_, hour) => hours(hour!)),
];
