import type { Language } from '../../core/language.ts';
import type { PausePolicy } from './contract.ts';

/** Words that people put behind what they wanted to say. */
const closings: Record<Language, RegExp> = {
  fr: /\s(?:s'il (?:vous|te) plaît|merci(?: beaucoup| bien| d'avance)?|voilà|c'est tout)$/u,
  en: /\s(?:please|thanks|thank you(?: very much| so much)?|that's (?:all|it))$/u,
};

/** "I'd like to speak to Mister Wilson, please." */
export const closingWords: PausePolicy = ({ text, language, settings }) => (closings[language].test(text) ? settings.shortPauseMs : null);
