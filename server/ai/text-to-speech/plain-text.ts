import { RepondeurError } from '../../core/errors.ts';

/** Five minutes of speech: longer is a mistake, and its sound would be kept in memory. */
export const maxCharacters = 5000;

/**
 * Text that espeak-ng reads as text: without control characters (0x01 starts an embedded command) and without "[[", which starts phoneme
 * mnemonics. Throws 'bad-input' when it is too long.
 */
export function plainText(text: string): string {
  if (text.length > maxCharacters) {
    throw new RepondeurError('bad-input', `a text of ${text.length} characters is too long to be spoken at once: ${maxCharacters} is the most`);
  }
  return text
    .toWellFormed()
    .replace(/\p{Cc}+/gu, ' ')
    .replace(/\[{2,}/g, '[')
    .trim();
}
