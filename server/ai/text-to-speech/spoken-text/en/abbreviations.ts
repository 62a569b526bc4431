import { roman, romanNumber } from '../roman.ts';
import { type Rule, replace } from '../rule.ts';

/** Titles, streets and everyday shortenings. A point that belongs to one does not end a sentence any more. */
export const abbreviations: readonly Rule[] = [
  replace(/(?<!\p{L})(Mr|Mrs|Dr)\.(?=\s)/gu, '$1'),
  // espeak-ng spells "Ms".
  replace(/(?<!\p{L})Ms\.?(?=\s+\p{Lu})/gu, 'Miz'),
  replace(/(?<!\p{L})Prof\.?(?=\s+\p{Lu})/gu, 'Professor'),
  replace(/(?<!\p{L})St\.?(?=\s+\p{Lu})/gu, 'Saint'),
  replace(/(?<=\p{Lu}[\p{L}'’]*\s)St(?:\.(?!\s*$))?(?=\.?\s*(?:$|[,;]|\s\p{Ll}|\.))/gu, 'Street'),
  replace(/(?<=\p{Lu}[\p{L}'’]*\s)Rd(?:\.(?!\s*$))?(?=\.?\s*(?:$|[,;]|\s))/gu, 'Road'),
  replace(/(?<=\p{Lu}[\p{L}'’]*\s)Ave(?:\.(?!\s*$))?(?=\.?\s*(?:$|[,;]|\s))/gu, 'Avenue'),
  replace(/(?<=\d\w* \p{Lu}[\p{L}'’]*\s)Dr(?=\.?\s*(?:$|[,;]))/gu, 'Drive'),
  replace(/(?<=\p{Lu}[\p{L}'’]*\s)Blvd(?!\p{L})/gu, 'Boulevard'),
  replace(/(?<=\p{Lu}[\p{L}'’]*\s)Sq(?!\p{L}|\.? ft)/gu, 'Square'),
  replace(/(?<=\p{Lu}[\p{L}'’]*\s)Ln(?!\p{L})/gu, 'Lane'),
  replace(/(?<!\p{L})[Nn]o\.\s?(?=\d|\p{Lu}\.\p{Lu}, \d)/gu, 'number '),
  replace(/(?<!\p{L})[Nn]os\.\s?(?=\d)/gu, 'numbers '),
  replace(/(?<![\p{L}\p{N}#])#(?=\d)/gu, 'number '),
  replace(/(?<!\p{L})pp?\.\s?(?=\d)/gu, 'page '),
  replace(/(?<!\p{L})([rR])ef\.\s?(?=[\p{L}\d])/gu, '$1eference '),
  replace(/(?<!\p{L})w\/o(?!\p{L})/gu, 'without'),
  replace(/(?<!\p{L})and\/or(?!\p{L})/gu, 'and or'),
  replace(/(?<=\p{Lu}[\p{L}'’]*\s)Co\.?(?=$|[,;]|\s\p{Ll}|\.$)/gu, 'Company'),
  replace(new RegExp(`(?<=\\p{Lu}\\p{Ll}+\\s)(?=[IVX]{2})(${roman})(?![\\p{L}\\p{N}])`, 'gu'), (_, letters) => String(romanNumber(letters!))),
  replace(/(?<!\p{L})e\.g\.,?/gu, 'for example'),
  replace(/(?<!\p{L})i\.e\.,?/gu, 'that is'),
  replace(/(?<!\p{L})etc\.(?=\s*(?:[,;:)]|\s\p{Ll}))/gu, 'et cetera'),
  replace(/(?<!\p{L})etc\b/gu, 'et cetera'),
  replace(/(?<!\p{L})approx\.(?=\s)/gu, 'approximately'),
  replace(/(?<!\p{L})ext\.?\s?(?=\d)/gu, 'extension '),
  replace(/(?<!\p{L})Ltd\b\.?(?=\s+\p{Ll}|,)/gu, 'Limited'),
  replace(/(?<!\p{L})Ltd\b/gu, 'Limited'),
];
