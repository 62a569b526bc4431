import { fr } from 'chrono-node';
import type { DateWords } from '../contract.ts';
import { dayWords } from '../day-words.ts';

const months = ['janvier', 'fevrier', 'mars', 'avril', 'mai', 'juin', 'juillet', 'aout', 'septembre', 'octobre', 'novembre', 'decembre'];

const { inDays, dayOfMonth } = dayWords(months);

function clock(hour: string, rest: string | undefined, part: string | undefined): string {
  let minutes =
    rest === undefined
      ? 0
      : rest === 'et demie' || rest === 'et demi'
        ? 30
        : rest === 'et quart'
          ? 15
          : rest === 'moins le quart'
            ? -15
            : Number(rest);
  let hours = Number(hour);
  if (part && hours < 12) hours += 12;
  if (minutes < 0) [hours, minutes] = [hours - 1, 45];
  return ` a ${hours}:${String(minutes).padStart(2, '0')} `;
}

/** French dates: what chrono-node reads wrongly or not at all ("après-demain", "midi", hours in words, "le 12") is rewritten first. */
export const dates: DateWords = {
  parser: fr.casual,
  normalise: (text, today) =>
    text
      .replace(/\bapres demain\b/g, () => inDays(today, 2))
      .replace(/\b(?:a |vers |pour )?midi et (?:demi|demie)\b/g, ' a 12:30 ')
      .replace(/(?<!apres |le )\b(?:a |vers |avant )?midi\b/g, ' a 12:00 ')
      .replace(/\b(?:a |vers )?minuit\b/g, ' a 0:00 ')
      .replace(/\b(?:a|vers|pour|des|avant|apres) (?=\d{1,2} ?(?:h|heures?)\b)/g, ' ')
      .replace(
        /\b(\d{1,2}) ?(?:h|heures?)(?: (et demie?|et quart|moins le quart|[0-5]?\d))?(?: (du soir|de l apres midi))?\b/g,
        (_, hour: string, rest?: string, part?: string) => clock(hour, rest, part),
      )
      .replace(/\ble (?:premier|1er)\b/g, 'le 1')
      .replace(new RegExp(`\\ble (\\d{1,2})\\b(?! (?:${months.join('|')}|:|\\d))`, 'g'), (whole, day: string) =>
        Number(day) >= 1 && Number(day) <= 31 ? dayOfMonth(today, Number(day)) : whole,
      )
      .replace(/\bapres midi\b/g, 'après-midi')
      .replace(/\baujourd hui\b/g, "aujourd'hui")
      .replace(/\s+/g, ' '),
};
