import { type Rule, replace } from '../rule.ts';

const ordinals = ['', '', 'deuxième', 'troisième', 'quatrième', 'cinquième', 'sixième', 'septième', 'huitième', 'neuvième', 'dixième'];
const ordinal = (number: number) => ordinals[number] || `${number}ème`;

const roman: Record<string, number> = { I: 1, V: 5, X: 10 };

function romanNumber(letters: string): number {
  const values = [...letters].map((letter) => roman[letter]!);
  return values.reduce((sum, value, at) => sum + (value < (values[at + 1] ?? 0) ? -value : value), 0);
}

/** Titles, ordinals and everyday shortenings. A point that belongs to one does not end a sentence any more. */
export const abbreviations: readonly Rule[] = [
  replace(/(?<![\p{L}.])MM\.(?=\s+\p{Lu})/gu, 'messieurs'),
  replace(/(?<![\p{L}.])M\.(?=\s+\p{Lu})/gu, 'monsieur'),
  replace(/(?<!\p{L})Mme\.?(?=\s+\p{Lu})/gu, 'madame'),
  replace(/(?<!\p{L})Mmes\.?(?=\s+\p{Lu})/gu, 'mesdames'),
  replace(/(?<!\p{L})Mlle\.?(?=\s+\p{Lu})/gu, 'mademoiselle'),
  replace(/(?<!\p{L})D[rR]\.?(?=\s+\p{Lu})/gu, 'docteur'),
  replace(/(?<!\p{L})Pr\.?(?=\s+\p{Lu})/gu, 'professeur'),
  replace(/(?<!\p{L})Me(?=\s+\p{Lu}\p{Ll})/gu, 'maître'),
  replace(/(?<!\p{L})St\.?(?=[\s-]\p{Lu})/gu, 'saint'),
  replace(/(?<!\p{L})Ste\.?(?=[\s-]\p{Lu})/gu, 'sainte'),
  replace(/(?<!\p{L})[nN][°º]\s?(?=\d)/gu, 'numéro '),
  replace(/(?<!\p{L})etc\.(?=\s*(?:[,;:)]|\s\p{Ll}))/gu, 'et cetera'),
  replace(/(?<!\p{L})etc\b/gu, 'et cetera'),
  replace(/(?<!\p{L})c\.-à-d\./gu, 'c’est-à-dire'),
  replace(/(?<!\p{L})p\. ?ex\./gu, 'par exemple'),
  replace(/(?<!\p{L})[sS]\.?[vV]\.?[pP](?:\.(?=\s*[,\p{Ll}]))?(?!\p{L})/gu, 's’il vous plaît'),
  replace(/(?<!\p{L})(?:RDV|rdv)(?!\p{L})/gu, 'rendez-vous'),
  replace(/(?<!\p{L})([tT])él\.(?=\s)/gu, '$1éléphone'),
  replace(/(?<=\d,? )(?:bd|bld|Bd)\.?(?=\s)/gu, 'boulevard'),
  replace(/(?<=\d,? )(?:av|Av)\.(?=\s)/gu, 'avenue'),
  replace(/(?<![\p{L}\p{N}])1(?:re|ère)(?!\p{L})/gu, 'première'),
  replace(/(?<![\p{L}\p{N}])(\d+)(?:e|è|ème|eme)(?![\p{L}\p{N}])/gu, (_, digits) => ordinal(Number(digits))),
  replace(/(?<!\p{L})([IVX]+)e(?=\s+siècle)/gu, (_, letters) => (letters === 'I' ? 'premier' : ordinal(romanNumber(letters!)))),
];
