interface Tally {
  wordErrors: number;
  words: number;
  exact: number;
  utterances: number;
}

/** Word substitutions, insertions and deletions between two sentences (Levenshtein). */
export function wordErrors(expected: readonly string[], heard: readonly string[]): number {
  let row = Array.from({ length: heard.length + 1 }, (_, i) => i);
  for (const [i, word] of expected.entries()) {
    const next = [i + 1];
    for (const [j, other] of heard.entries()) {
      next.push(Math.min(row[j + 1]! + 1, next[j]! + 1, row[j]! + (word === other ? 0 : 1)));
    }
    row = next;
  }
  return row.at(-1)!;
}

/** Counts word and sentence accuracy under any number of headings. */
export class Score {
  readonly #tallies = new Map<string, Tally>();

  add(headings: readonly string[], errors: number, words: number): void {
    for (const heading of headings) {
      const tally = this.#tallies.get(heading) ?? { wordErrors: 0, words: 0, exact: 0, utterances: 0 };
      tally.wordErrors += errors;
      tally.words += words;
      tally.exact += errors === 0 ? 1 : 0;
      tally.utterances += 1;
      this.#tallies.set(heading, tally);
    }
  }

  /** One line a heading, sorted by heading. */
  lines(): string[] {
    const percent = (part: number, whole: number) => `${((100 * part) / whole).toFixed(1)} %`.padStart(8);
    return [...this.#tallies]
      .sort(([a], [b]) => a.localeCompare(b))
      .map(
        ([heading, { wordErrors, words, exact, utterances }]) =>
          `${heading.padEnd(20)} words ${percent(words - wordErrors, words)}  sentences ${percent(exact, utterances)}  of ${utterances}`,
      );
  }
}
