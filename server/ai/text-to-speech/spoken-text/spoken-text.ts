import type { Language } from '../../../core/language.ts';
import { en } from './en/en.ts';
import { fr } from './fr/fr.ts';
import type { Rule } from './rule.ts';

const rules: Record<Language, readonly Rule[]> = { fr, en };

/**
 * A text as people read it aloud: times, dates, money, phone numbers, addresses, titles and acronyms are written out where espeak-ng, and Piper through its
 * phonemes, would read them otherwise. What is written for speech already ("06, 39, 98") stays as it is, and so does the result itself.
 */
export function spokenText(text: string, language: Language): string {
  return rules[language].reduce((spoken, rule) => rule(spoken), text);
}
