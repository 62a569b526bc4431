import type { NumberWords } from '../contract.ts';
import type { NumberReading } from '../number-paths.ts';

const units: Readonly<Record<string, number>> = {
  un: 1,
  une: 1,
  deux: 2,
  trois: 3,
  quatre: 4,
  cinq: 5,
  six: 6,
  sept: 7,
  huit: 8,
  neuf: 9,
};
const teens: Readonly<Record<string, number>> = { dix: 10, onze: 11, douze: 12, treize: 13, quatorze: 14, quinze: 15, seize: 16 };
const tens: Readonly<Record<string, number>> = {
  vingt: 20,
  vingts: 20,
  trente: 30,
  quarante: 40,
  cinquante: 50,
  soixante: 60,
  septante: 70,
  huitante: 80,
  octante: 80,
  nonante: 90,
};
const zeros = new Set(['zero', 'zeros']);
const repeats: Readonly<Record<string, number>> = { double: 2, triple: 3 };
const times = new Set(['fois']);

interface Value {
  length: number;
  value: number;
}

/** 10 to 19. */
function teenAt(words: readonly string[], at: number): Value[] {
  const teen = teens[words[at] ?? ''];
  if (teen === undefined) return [];
  const unit = units[words[at + 1] ?? ''];
  const short = { length: 1, value: teen };
  return teen === 10 && unit !== undefined && unit >= 7 ? [{ length: 2, value: 10 + unit }, short] : [short];
}

/** "et un", "deux", … after a ten: 1 to 9, and after soixante 10 to 19. */
function restAt(words: readonly string[], at: number, withTeens: boolean): Value[] {
  const and = words[at] === 'et' ? 1 : 0;
  const found = withTeens ? teenAt(words, at + and) : [];
  const unit = units[words[at + and] ?? ''];
  if (unit !== undefined && (and === 0 || unit === 1)) found.push({ length: 1, value: unit });
  return found.map((rest) => ({ length: rest.length + and, value: rest.value }));
}

/** 1 to 99, the longest first. */
function belowHundredAt(words: readonly string[], at: number): Value[] {
  const found: Value[] = [];
  const word = words[at] ?? '';
  if (word === 'quatre' && /^vingts?$/.test(words[at + 1] ?? '')) {
    for (const rest of restAt(words, at + 2, true)) found.push({ length: 2 + rest.length, value: 80 + rest.value });
    found.push({ length: 2, value: 80 });
  }
  const ten = tens[word];
  if (ten !== undefined) {
    for (const rest of restAt(words, at + 1, ten === 60)) found.push({ length: 1 + rest.length, value: ten + rest.value });
    found.push({ length: 1, value: ten });
  }
  found.push(...teenAt(words, at));
  const unit = units[word];
  if (unit !== undefined) found.push({ length: 1, value: unit });
  return found;
}

/** "cent", "quatre cent soixante-dix-huit": 100 to 999. */
function hundredsAt(words: readonly string[], at: number): Value[] {
  const factor = units[words[at] ?? ''];
  const explicit = factor !== undefined && factor > 1;
  const cent = explicit ? at + 1 : at;
  if (!/^cents?$/.test(words[cent] ?? '')) return [];
  const base = { length: cent - at + 1, value: 100 * (explicit ? factor : 1) };
  const rests = belowHundredAt(words, cent + 1).map((rest) => ({ length: base.length + rest.length, value: base.value + rest.value }));
  return [...rests, base];
}

/** "double zéro", "deux fois le sept". */
function repeatedAt(words: readonly string[], at: number): NumberReading[] {
  const word = words[at] ?? '';
  const byFois = times.has(words[at + 1] ?? '') ? units[word] : undefined;
  const count = repeats[word] ?? byFois;
  if (count === undefined || count < 2) return [];
  let next = at + (byFois === undefined ? 1 : 2);
  if (words[next] === 'le') next++;
  return readingsOnce(words, next)
    .filter((reading) => reading.digits.length <= 2)
    .map((reading) => ({ length: next - at + reading.length, digits: reading.digits.repeat(count) }));
}

function readingsOnce(words: readonly string[], at: number): NumberReading[] {
  const word = words[at] ?? '';
  if (/^\d+$/.test(word)) return [{ length: 1, digits: word }];
  if (zeros.has(word)) return [{ length: 1, digits: '0' }];
  return [...hundredsAt(words, at), ...belowHundredAt(words, at)].map(({ length, value }) => ({ length, digits: String(value) }));
}

/** French number words, also those of Belgium and Switzerland (septante, huitante, octante, nonante). */
export const numbers: NumberWords = {
  readings: (words, at) => [...repeatedAt(words, at), ...readingsOnce(words, at)],
  fillers: new Set(['euh', 'heu', 'hum', 'puis', 'ensuite', 'apres', 'alors', 'le', 'donc', 'et', 'virgule', 'point', 'tiret', 'espace', 'voila']),
};
