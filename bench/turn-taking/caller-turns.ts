import { readFileSync } from 'node:fs';
import type { Goal } from '../../server/assistant/dialogue/contract.ts';
import type { Language } from '../../server/core/language.ts';
import { Random } from './random.ts';
import { phoneGroups } from './spoken-numbers.ts';

/** Each has its own sentences, names, seed and voices. Policies are made with `tuned` and checked on `validation`; they are never changed by what happens in `heldOut`. */
export const setNames = ['tuned', 'validation', 'heldOut'] as const;
export type SetName = (typeof setNames)[number];
export const categories = ['yes-no', 'short', 'sentence', 'clauses', 'phone', 'spelled', 'unfinished', 'correction'] as const;
export type Category = (typeof categories)[number];
export type Surroundings = 'clean' | 'white' | 'pink' | 'babble' | 'hum' | 'cough' | 'click' | 'echo';

/** One turn of a caller: what is said, by whom, and what else is on the line. The same for the same set and language. */
export interface CallerTurn {
  name: string;
  language: Language;
  category: Category;
  /** What the assistant has asked for. */
  goal: Goal;
  /** Spoken without a break; between two of them is a pause of the caller, `pausesMs` in order. */
  parts: string[];
  pausesMs: number[];
  /** espeak-ng's own names. */
  voice: string;
  wordsPerMinute: number;
  levelDbfs: number;
  surroundings: Surroundings;
  /** Speech above noise, both as root mean square over the words. Infinite without noise. */
  snrDb: number;
  /** For noises and for when coughs come. */
  seed: number;
}

/** One caller in four is in a quiet place. */
const places: readonly [Surroundings, number][] = [
  ['clean', Infinity],
  ['white', 20],
  ['babble', 20],
  ['echo', Infinity],
  ['clean', Infinity],
  ['pink', 15],
  ['cough', Infinity],
  ['hum', 20],
  ['clean', Infinity],
  ['white', 10],
  ['babble', 15],
  ['click', Infinity],
  ['clean', Infinity],
  ['pink', 10],
  ['echo', Infinity],
];

const voices: Record<SetName, Record<Language, readonly string[]>> = {
  tuned: { fr: ['fr+m3', 'fr', 'fr+f3', 'fr+m1'], en: ['en-us+m3', 'en-us', 'en-gb+m3', 'en-gb+f3'] },
  validation: { fr: ['fr+m3', 'fr-be', 'fr+f2', 'fr+m7'], en: ['en-us+m3', 'en-us+f3', 'en-gb+m3', 'en-gb-x-rp'] },
  heldOut: { fr: ['fr+f5', 'fr-ch', 'fr+f4', 'fr+m3'], en: ['en-gb+m3', 'en-gb+f4', 'en-us+f5', 'en-us+f2'] },
};
const families: Record<SetName, Record<Language, readonly string[]>> = {
  tuned: { fr: ['Martin', 'Dupont', 'Moreau', 'Garcia', 'Lambert'], en: ['Carter', 'Wilson', 'Baker', 'Morgan', 'Cooper'] },
  validation: { fr: ['Durand', 'Leroy', 'Fabre', 'Bernard', 'Colin'], en: ['Harris', 'Evans', 'Palmer', 'Martin', 'Dixon'] },
  heldOut: { fr: ['Perrin', 'Lemoine', 'Boyer', 'Girard', 'Picard'], en: ['Bennett', 'Simmons', 'Porter', 'Hayes', 'Foster'] },
};
const seeds: Record<SetName, number> = { tuned: 3, validation: 4242, heldOut: 86_028_157 };

type Line = readonly [goal: Goal, text: string];
type Script = Record<'yes-no' | 'short' | 'sentence' | 'clauses' | 'unfinished', Line[]>;

/** `each` turns of each category. Parts of a text: `|` is a pause of 300 to 900 ms in thought, `/` a breath of 200 to 500 ms, `^` 200 to 700 ms between letters. */
export function callerTurns(set: SetName, language: Language, each = 15): CallerTurn[] {
  const random = new Random(seeds[set] + (language === 'fr' ? 0 : 1000));
  const script = (JSON.parse(readFileSync(new URL(`material.${language}.json`, import.meta.url), 'utf8')) as Record<SetName, Script>)[set];
  return categories.flatMap((category, at) =>
    Array.from({ length: each }, (_, n) => {
      const [goal, text] = line(category, n, script, set, language, random);
      const [surroundings, snrDb] = places[(n + at * 4) % places.length]!;
      return {
        name: `${set}-${language}-${category}-${n}`,
        language,
        category,
        goal,
        ...partsAndPauses(text, random),
        voice: voices[set][language][n % 4]!,
        wordsPerMinute: random.whole(145, 175),
        levelDbfs: Math.round(random.between(-29, -20)),
        surroundings,
        snrDb,
        seed: random.whole(1, 2 ** 30),
      };
    }),
  );
}

function line(category: Category, n: number, script: Script, set: SetName, language: Language, random: Random): Line {
  const number = () => phone(language, random);
  switch (category) {
    case 'phone':
      return ['phone', `${random.pick(introductions[language])}${number()}`];
    case 'spelled':
      return ['name', spelledName(random.pick(families[set][language]), language, random)];
    case 'correction':
      return correction(language, random);
    default: {
      const [goal, text] = script[category][n % script[category].length]!;
      return [goal, text.replace('{phone}', number)];
    }
  }
}

const introductions: Record<Language, readonly string[]> = {
  fr: ['', '', '', 'oui alors ', 'mon numéro est le '],
  en: ['', '', '', 'yes ', 'my number is '],
};

function phone(language: Language, random: Random): string {
  return phoneGroups(language, random).reduce((said, group) => `${said}${random.chance(0.6) ? ' | ' : ', '}${group}`);
}

function spelledName(family: string, language: Language, random: Random): string {
  const letters = [...family.toUpperCase()].reduce((said, letter) => `${said}${random.chance(0.4) ? ' ^ ' : ', '}${letter}`);
  const begin = language === 'fr' ? [`${family} ^ `, "ça s'écrit ", ''] : [`${family} ^ `, "that's ", ''];
  return random.pick(begin) + letters;
}

function correction(language: Language, random: Random): Line {
  const groups = phoneGroups(language, random);
  const [wrong, right] = [phoneGroups(language, random)[1]!, groups[1]!];
  const [no, not, sorry] = language === 'fr' ? ['non', 'pas', 'euh non pardon'] : ['no', 'not', 'um no sorry'];
  return random.pick<Line>([
    ['confirm-phone', `${no} / ${right} / ${not} ${wrong}`],
    ['confirm-phone', `${no} | ${groups.join(', ')}`],
    ['phone', `${groups[0]} | ${wrong} | ${sorry} | ${groups.join(' | ')}`],
  ]);
}

function partsAndPauses(text: string, random: Random): Pick<CallerTurn, 'parts' | 'pausesMs'> {
  const pieces = text.split(/ ([|/^]) /);
  const pausesMs = pieces.filter((_, at) => at % 2 === 1).map((mark) => Math.round(pauseMs(mark, random)));
  return { parts: pieces.filter((_, at) => at % 2 === 0), pausesMs };
}

function pauseMs(mark: string, random: Random): number {
  if (mark === '|') return random.between(300, 900);
  return mark === '/' ? random.between(200, 500) : random.between(200, 700);
}
