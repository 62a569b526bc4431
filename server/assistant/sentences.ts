/** A title or a single letter, whose point does not end a sentence. */
const shortened = String.raw`(?<!(?<![\p{L}\p{N}])(?:M|MM|Mr|Mrs|Ms|Dr|Pr|Prof|St|Ste|\p{Lu})\.)`;
const sentenceEnd = new RegExp(String.raw`(?<=[.!?…])${shortened}\s+(?=\S)`, 'u');

/**
 * Cuts a reply into sentences, so that the first is heard while the next is being made and what was heard can be
 * told by sentence. A point inside a number, an abbreviation of one letter or an address does not end a sentence.
 */
export function sentences(text: string): string[] {
  return text
    .split(sentenceEnd)
    .map((sentence) => sentence.trim())
    .filter((sentence) => sentence !== '');
}
