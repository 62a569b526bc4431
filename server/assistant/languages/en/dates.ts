import { en } from 'chrono-node';
import type { DateWords } from '../contract.ts';
import { dayWords } from '../day-words.ts';

const months = ['january', 'february', 'march', 'april', 'may', 'june', 'july', 'august', 'september', 'october', 'november', 'december'];
const ordinals =
  `first second third fourth fifth sixth seventh eighth ninth tenth eleventh twelfth thirteenth fourteenth fifteenth sixteenth seventeenth eighteenth nineteenth
  twentieth`.split(/\s+/);

const { inDays, dayOfMonth } = dayWords(months);

/** Hours without am or pm are those of the working day: 1 to 6 are in the afternoon. */
function clock(hour: number, minutes: number, half: string | undefined): string {
  const morning = half?.startsWith('a') ?? hour >= 7;
  const hours = half ? (hour % 12) + (morning ? 0 : 12) : morning ? hour : hour + 12;
  return ` at ${hours}:${String(minutes).padStart(2, '0')} `;
}

/** English dates: what chrono-node reads wrongly or not at all (day after tomorrow, half past, ordinals in words, bare hours) is rewritten first. */
export const dates: DateWords = {
  parser: en.GB,
  normalise: (text, today) =>
    text
      .replace(/\bgood (?:morning|afternoon|evening|day)\b/g, ' ')
      .replace(/\b(?:the )?day after tomorrow\b/g, () => inDays(today, 2))
      .replace(
        /\b(?:twenty|20) (first|second|third|fourth|fifth|sixth|seventh|eighth|ninth)\b/g,
        (_, word: string) => `${21 + ordinals.indexOf(word)}th`,
      )
      .replace(/\b(?:thirty|30) first\b/g, '31st')
      .replace(/\b30th|thirtieth\b/g, '30th')
      .replace(new RegExp(`\\b(${ordinals.join('|')})\\b`, 'g'), (_, word: string) => `${ordinals.indexOf(word) + 1}th`)
      .replace(/(\d) (st|nd|rd|th)\b/g, '$1$2')
      .replace(new RegExp(`\\b(?:on |the )+(\\d{1,2})(?:st|nd|rd|th)\\b(?! (?:of|${months.join('|')}))`, 'g'), (_, day: string) =>
        dayOfMonth(today, Number(day)),
      )
      .replace(/\bhalf past (\d{1,2})\b/g, (_, hour: string) => clock(Number(hour), 30, undefined))
      .replace(/\b(?:a )?quarter past (\d{1,2})\b/g, (_, hour: string) => clock(Number(hour), 15, undefined))
      .replace(/\b(?:a )?quarter to (\d{1,2})\b/g, (_, hour: string) => clock(Number(hour) - 1, 45, undefined))
      .replace(/\b(?:at|around|about|by|before|after) noon\b|\bnoon\b/g, ' at 12:00 ')
      .replace(
        /\b(?:(?:at|around|about|by|before|after) )+(\d{1,2})(?: ([0-5]\d))?(?: o clock)?(?: (a m|p m|am|pm))?\b(?! ?[:\d])/g,
        (_, hour: string, minutes?: string, half?: string) => clock(Number(hour), Number(minutes ?? 0), half),
      )
      .replace(/\b(\d{1,2})(?: ([0-5]\d))? (o clock|a m|p m|am|pm)\b/g, (_, hour: string, minutes: string | undefined, half: string) =>
        clock(Number(hour), Number(minutes ?? 0), half === 'o clock' ? undefined : half),
      )
      .replace(/\s+/g, ' '),
};
