import { type Rule, replace } from '../rule.ts';

function minutes(minute: string): string {
  return minute.startsWith('0') ? `oh ${Number(minute)}` : minute;
}

/** "2 30 pm", "9 o'clock", "9 oh 5"; hours after noon of the 24 hour clock become those of the 12 hour clock. */
function time(whole: string, hour: string, minute: string, half?: string): string {
  const number = Number(hour);
  if (number > 24 || (half && number > 12)) return whole;
  if (!half && minute === '00' && number === 12) return 'noon';
  if (!half && minute === '00' && number % 24 === 0) return 'midnight';
  const named = half?.replaceAll('.', '').toLowerCase() ?? (number > 12 ? 'pm' : number === 0 ? 'am' : undefined);
  const short = number % 12 || 12;
  if (minute === '00') return named ? `${short} ${named}` : `${short} o'clock`;
  return [short, minutes(minute), ...(named ? [named] : [])].join(' ');
}

const afterTime = String.raw`(?<=\d:\d\d(?:\s?[ap]\.?m\.?)?|\d\s?[ap]\.?m\.?)`;

/** Times of day: "14:30", "2:30 pm", "9 a.m.", "9:00-12:30". */
export const times: readonly Rule[] = [
  replace(/(?<![\d:,.])(\d{1,2})\.([0-5]\d)(?=\s?[ap]\.?m\b)/giu, '$1:$2'),
  replace(/\b24\/7\b/g, '24 7'),
  replace(/(?<=day,? )(\d{1,2})\s?[-–]\s?(\d{1,2})(?![\d:.,/-])/g, '$1 to $2'),
  replace(new RegExp(`${afterTime}\\s?[-–]\\s?(?=\\d{1,2}(?::\\d\\d|\\s?[ap]\\.?m))`, 'gi'), ' to '),
  replace(/(?<![\d:,.])(\d{1,2}):([0-5]\d)(?:\s?([ap]\.?m)\b(?:\.(?=\s+\p{Ll}|,))?)?(?![\d:]|[.,]\d)/giu, (whole, hour, minute, half) =>
    time(whole!, hour!, minute!, half),
  ),
  replace(/\b(\d{1,2})\s?([ap])\.?m\b(?:\.(?=\s+\p{Ll}|,))?/giu, (_, hour, half) => `${hour} ${half!.toLowerCase()}m`),
];
