import { roman, romanNumber } from '../roman.ts';
import { type Rule, replace } from '../rule.ts';

const ordinals = ['', '', 'deuxième', 'troisième', 'quatrième', 'cinquième', 'sixième', 'septième', 'huitième', 'neuvième', 'dixième'];
const ordinal = (number: number) => (number === 1 ? 'premier' : ordinals[number]) || `${number}ème`;

/** Titles, ordinals and everyday shortenings. A point that belongs to one does not end a sentence any more. */
export const abbreviations: readonly Rule[] = [
  replace(/(?<![\p{L}.])MM\.(?=\s+\p{Lu})/gu, 'messieurs'),
  replace(/(?<![\p{L}.])M\.(?=\s+(?:\p{Lu}|et\s+M(?:me|lle|\.)))/gu, 'monsieur'),
  replace(/(?<!\p{L})Mme\.?(?=\s+\p{Lu})/gu, 'madame'),
  replace(/(?<!\p{L})Mmes\.?(?=\s+\p{Lu})/gu, 'mesdames'),
  replace(/(?<!\p{L})Mlle\.?(?=\s+\p{Lu})/gu, 'mademoiselle'),
  replace(/(?<!\p{L})D[rR]\.?(?=\s+\p{Lu})/gu, 'docteur'),
  replace(/(?<!\p{L})Pr\.?(?=\s+\p{Lu})/gu, 'professeur'),
  replace(/(?<!\p{L})Me(?=\s+\p{Lu}\p{Ll})/gu, 'maître'),
  replace(/(?<!\p{L})St\.?(?=[\s-]\p{Lu})/gu, 'saint'),
  replace(/(?<!\p{L})Ste\.?(?=[\s-]\p{Lu})/gu, 'sainte'),
  replace(/(?<!\p{L})[nN][°º]\s?(?=[\d\p{Lu}])/gu, 'numéro '),
  replace(/(?<!\p{L})[nN][°º]s\s?(?=\d)/gu, 'numéros '),
  replace(/(?<![\p{L}\p{N}#])#(?=\d)/gu, 'numéro '),
  replace(/(?<!\p{L})p\.\s?(?=\d)/gu, 'page '),
  replace(/(?<!\p{L})art\.\s?(?=\d)/gu, 'article '),
  replace(/(?<!\p{L})([rR])éf\.\s?(?=:|[\p{L}\d])/gu, '$1éférence '),
  replace(/(?<!\p{L})app?t\.?\s?(?=\d|\p{Lu}(?!\p{L}))/gu, 'appartement '),
  replace(/(?<!\p{L})([bB])ât\.?\s?(?=\d|\p{Lu}(?!\p{L}))/gu, '$1âtiment '),
  replace(/(?<=\p{L}\s)Cie(?!\p{L})\.?/gu, 'compagnie'),
  replace(/(?<!\p{L})Ets\.?(?=\s+\p{Lu})/gu, 'établissements'),
  replace(/(?<!\p{L})Sté\.?(?=\s+\p{Lu})/gu, 'société'),
  replace(/(?<=(?:du|rue|place|avenue|boulevard)\s)Gal(?=\s)/gu, 'général'),
  replace(/(?<=(?:du|rue|place|avenue|boulevard)\s)Mal(?=\s)/gu, 'maréchal'),
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
  replace(/(?<![\p{L}\p{N}])1ers(?!\p{L})/gu, 'premiers'),
  replace(/(?<![\p{L}\p{N}])2nd(e?)(?!\p{L})/gu, 'second$1'),
  replace(/(?<![\p{L}\p{N}])(\d+)(?:e|è|ème|eme)(?![\p{L}\p{N}])/gu, (_, digits) => ordinal(Number(digits))),
  replace(new RegExp(`(?<!\\p{L})(${roman})(?:er|e|ème)(?![\\p{L}\\p{N}])`, 'gu'), (_, letters) => ordinal(romanNumber(letters!))),
  replace(new RegExp(`(?<=\\p{Lu}\\p{Ll}+\\s)(?=[IVX]{2})(${roman})(?![\\p{L}\\p{N}])`, 'gu'), (_, letters) => String(romanNumber(letters!))),
];
