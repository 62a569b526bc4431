/** Rewrites one kind of writing as it is spoken, and leaves all else as it is. */
export type Rule = (text: string) => string;

/** A rule that replaces what matches; the groups of the match come as arguments, undefined where one is not there. */
export function replace(pattern: RegExp, by: string | ((...groups: string[]) => string)): Rule {
  if (typeof by === 'string') return (text) => text.replace(pattern, by);
  return (text) => text.replace(pattern, (whole, ...rest) => by(whole, ...rest.filter((part) => typeof part !== 'number')));
}

/** Letters one by one, as espeak-ng and with it Piper's voices read them: "C.P.A.M". With spaces an English A would be read as the article. */
export const spelled = (letters: string) => [...letters.toUpperCase()].join('.');

/** "1", "2 345,6" and "2.5" as numbers. */
export const numberOf = (digits: string) => Number(digits.replace(/[\s\u00a0\u202f]/g, '').replace(',', '.'));
