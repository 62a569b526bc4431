import type { LanguagePack } from './contract.ts';
import type { Token } from './text.ts';

/** The first date or time named in a sentence, as local ISO 8601: "2026-11-24T14:30", or the day alone when no hour was said. */
export function heardWhen(tokens: readonly Token[], pack: LanguagePack, now: Date, timeZone: string): string | undefined {
  const text = pack.dates.normalise(withDigits(tokens, pack), localDay(now, timeZone));
  const result = pack.dates.parser.parse(text, { instant: now, timezone: offsetMinutes(now, timeZone) }, { forwardDate: true })[0];
  if (!result) return undefined;
  const { start } = result;
  const part = (value: number | null) => String(value ?? 0).padStart(2, '0');
  const day = `${start.get('year')}-${part(start.get('month'))}-${part(start.get('day'))}`;
  return start.isCertain('hour') ? `${day}T${part(start.get('hour'))}:${part(start.get('minute'))}` : day;
}

/** Number words become digits, each number by its longest reading; the lone article "un" or "a" stays. */
function withDigits(tokens: readonly Token[], pack: LanguagePack): string {
  const words = tokens.map((token) => token.word);
  const out: string[] = [];
  for (let at = 0; at < words.length; ) {
    const reading = pack.numbers.readings(words, at)[0];
    if (reading && !/^(?:un|o)$/.test(words[at]!)) {
      out.push(reading.digits);
      at += reading.length;
    } else out.push(words[at++]!);
  }
  return out.join(' ');
}

/** Minutes that the zone is ahead of UTC at that instant. */
export function offsetMinutes(instant: Date, timeZone: string): number {
  const local = new Date(`${instant.toLocaleString('sv-SE', { timeZone }).replace(' ', 'T')}Z`);
  return Math.round((local.getTime() - instant.getTime()) / 60_000);
}

function localDay(now: Date, timeZone: string) {
  const [year = 0, month = 1, day = 1] = now.toLocaleDateString('sv-SE', { timeZone }).split('-').map(Number);
  return { year, month, day };
}
