/** A piece of text up to a mark that ends it; what espeak-ng turns into phonemes at once. */
export interface Phrase {
  words: string;
  /** The mark as Piper's voices know it. */
  mark: '.' | ',' | ';' | ':' | '!' | '?';
}

/** What the voice makes at once: a clause, or some short ones together. */
export interface Clause {
  phrases: Phrase[];
  endsSentence: boolean;
  /** Where it begins in the text. */
  at: number;
}

/** Letters below which a clause is not made alone: a voice gives "06," its rhythm from what stands beside it, and each run costs. */
const shortestLetters = 12;
/** The first sound counts most: "Bonjour," goes alone. */
const shortestFirstLetters = 5;

/** A mark that ends a phrase: not inside a number (12,5 and 14:30), an address or a word. */
const phrase = /((?:[^.,;:!?…]|[.,:](?=\d)|\.(?=\p{L}))+)([.,;:!?…]*)/gu;

/** Cuts a text into what is made at once. Text without a letter or digit gives none. */
export function clauses(text: string): Clause[] {
  const cut: Clause[] = [];
  let open: Clause | undefined;
  for (const match of text.matchAll(phrase)) {
    const words = match[1]!.replace(/\s+/gu, ' ').trim();
    if (!/[\p{L}\p{N}]/u.test(words)) continue;
    const mark = markOf(match[2]!);
    if (!open) cut.push((open = { phrases: [], endsSentence: false, at: match.index }));
    open.phrases.push({ words, mark });
    open.endsSentence = '.!?'.includes(mark);
    if (open.endsSentence || letters(open) >= (cut.length === 1 ? shortestFirstLetters : shortestLetters)) open = undefined;
  }
  return cut;
}

/** "?!" asks, "…" ends, and text that stops without a mark ends too. */
function markOf(marks: string): Phrase['mark'] {
  if (marks.includes('?')) return '?';
  const first = marks[0];
  return first === undefined || first === '…' ? '.' : (first as Phrase['mark']);
}

function letters({ phrases }: Clause): number {
  return phrases.reduce((sum, { words }) => sum + words.length, 0);
}
