/** One way to read a number at a place in a sentence. */
export interface NumberReading {
  /** How many words it takes. */
  length: number;
  digits: string;
}

/** Bounds the search; a sentence with more readings than this is not a telephone number. */
const maxPaths = 4000;

/**
 * Every way to read words as one chain of digits, the longest numbers first: "soixante dix huit" is 78, then 70 8, 60 18, 60 10 8.
 * Each path takes all words from `from` to `to`; words in `fillers` may stand between numbers.
 */
export function* numberPaths(
  words: readonly string[],
  from: number,
  to: number,
  readings: (words: readonly string[], at: number) => NumberReading[],
  fillers: ReadonlySet<string>,
): Generator<string> {
  let left = maxPaths;
  function* walk(at: number, digits: string): Generator<string> {
    if (at === to) {
      left--;
      yield digits;
      return;
    }
    for (const reading of readings(words, at)) {
      if (left <= 0) return;
      if (at + reading.length <= to) yield* walk(at + reading.length, digits + reading.digits);
    }
    if (fillers.has(words[at]!)) yield* walk(at + 1, digits);
  }
  yield* walk(from, '');
}

/** The stretch of number words (and fillers between them) that begins at `from`; ends before trailing fillers. Equal to `from` when there is none. */
export function numberRunEnd(
  words: readonly string[],
  from: number,
  readings: (words: readonly string[], at: number) => NumberReading[],
  fillers: ReadonlySet<string>,
): number {
  let end = from;
  let at = from;
  while (at < words.length) {
    const longest = readings(words, at)[0];
    if (longest) {
      at += longest.length;
      end = at;
    } else if (end > from && fillers.has(words[at]!)) at++;
    else break;
  }
  return end;
}
