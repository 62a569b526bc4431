import type { NumberWords } from '../contract.ts';
import type { NumberReading } from '../number-paths.ts';

const units: Readonly<Record<string, number>> = { one: 1, two: 2, three: 3, four: 4, five: 5, six: 6, seven: 7, eight: 8, nine: 9, niner: 9 };
const teens: Readonly<Record<string, number>> = {
  ten: 10,
  eleven: 11,
  twelve: 12,
  thirteen: 13,
  fourteen: 14,
  fifteen: 15,
  sixteen: 16,
  seventeen: 17,
  eighteen: 18,
  nineteen: 19,
};
const tens: Readonly<Record<string, number>> = {
  twenty: 20,
  thirty: 30,
  forty: 40,
  fourty: 40,
  fifty: 50,
  sixty: 60,
  seventy: 70,
  eighty: 80,
  ninety: 90,
};
const zeros = new Set(['zero', 'zeros', 'oh', 'o', 'nought', 'naught']);
const repeats: Readonly<Record<string, number>> = { double: 2, triple: 3, treble: 3 };

interface Value {
  length: number;
  value: number;
}

/** 1 to 99, the longest first. */
function belowHundredAt(words: readonly string[], at: number): Value[] {
  const word = words[at] ?? '';
  const ten = tens[word];
  if (ten !== undefined) {
    const unit = units[words[at + 1] ?? ''];
    const short = { length: 1, value: ten };
    return unit === undefined ? [short] : [{ length: 2, value: ten + unit }, short];
  }
  const value = teens[word] ?? units[word];
  return value === undefined ? [] : [{ length: 1, value }];
}

/** "nine hundred", "four hundred and seventy eight"; without "and" the rest is read apart first, as people say numbers. */
function hundredsAt(words: readonly string[], at: number): Value[] {
  const word = words[at] ?? '';
  const factor = word === 'a' ? 1 : units[word];
  if (factor === undefined || words[at + 1] !== 'hundred') return [];
  const and = words[at + 2] === 'and' ? 1 : 0;
  const rests = belowHundredAt(words, at + 2 + and).map((rest) => ({ length: 2 + and + rest.length, value: 100 * factor + rest.value }));
  const alone = { length: 2, value: 100 * factor };
  return and ? [...rests, alone] : [alone, ...rests];
}

/** "double seven", "triple oh". */
function repeatedAt(words: readonly string[], at: number): NumberReading[] {
  const count = repeats[words[at] ?? ''];
  if (count === undefined) return [];
  return readingsOnce(words, at + 1)
    .filter((reading) => reading.digits.length === 1)
    .map((reading) => ({ length: 1 + reading.length, digits: reading.digits.repeat(count) }));
}

function readingsOnce(words: readonly string[], at: number): NumberReading[] {
  const word = words[at] ?? '';
  if (/^\d+$/.test(word)) return [{ length: 1, digits: word }];
  if (zeros.has(word)) return [{ length: 1, digits: '0' }];
  return [...hundredsAt(words, at), ...belowHundredAt(words, at)].map(({ length, value }) => ({ length, digits: String(value) }));
}

/** English number words, British and American. */
export const numbers: NumberWords = {
  readings: (words, at) => [...repeatedAt(words, at), ...readingsOnce(words, at)],
  fillers: new Set(['um', 'uh', 'er', 'erm', 'then', 'and', 'dash', 'dot', 'space', 'hyphen', 'so', 'followed', 'by']),
};
