/** Roman numerals up to 39, as a pattern: more are not in everyday use, and letters such as "CD" or "MM" are no numerals. */
export const roman = 'X{0,3}(?:IX|IV|V?I{1,3}|V|(?<=X))';

const values: Record<string, number> = { I: 1, V: 5, X: 10 };

/** 14 for "XIV". */
export function romanNumber(letters: string): number {
  const numbers = [...letters].map((letter) => values[letter]!);
  return numbers.reduce((sum, value, at) => sum + (value < (numbers[at + 1] ?? 0) ? -value : value), 0);
}
