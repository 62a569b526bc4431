import { RepondeurError } from '../../../../core/errors.ts';

/** The word for everything else; without it every sound would be forced into one of the phrases. */
export const unknownWord = '[unk]';
/** Far above any list of phrases of a talk; each phrase costs memory in the recogniser. */
const maxPhrases = 2000;

/**
 * A grammar as libvosk takes it: a JSON list of phrases. Checked here because an empty list, another shape, or words the model does not have
 * end the process at the first sound. Throws 'bad-input' that says what is wrong with which phrase.
 */
export function grammarJson(phrases: unknown, isKnown: (word: string) => boolean): string {
  if (!Array.isArray(phrases)) throw badGrammar('it must be a list of phrases');
  if (phrases.length === 0) throw badGrammar('it must have at least one phrase');
  if (phrases.length > maxPhrases) throw badGrammar(`it must have at most ${maxPhrases} phrases`);
  const checked = phrases.map((phrase: unknown, at) => {
    if (typeof phrase !== 'string' || phrase.trim() === '') throw badGrammar(`phrase ${at + 1} must be a text that is not empty`);
    const words = phrase.trim().toLowerCase().split(/\s+/);
    for (const word of words) {
      if (word !== unknownWord && !isKnown(word)) throw badGrammar(`the model does not know the word "${word}" of phrase ${at + 1}`);
    }
    return words.join(' ');
  });
  return JSON.stringify([...new Set([...checked, unknownWord])]);
}

/** Phrases of words that the model has, at most as many as a grammar may hold. */
export function knownPhrases(phrases: readonly string[], isKnown: (word: string) => boolean): string[] {
  return phrases.filter((phrase) => phrase !== '' && phrase.split(' ').every(isKnown)).slice(0, maxPhrases);
}

function badGrammar(why: string): RepondeurError {
  return new RepondeurError('bad-input', `this grammar cannot be used: ${why}`);
}
