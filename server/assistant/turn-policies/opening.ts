import type { Language } from '../../core/language.ts';
import type { PausePolicy } from './contract.ts';

/** Words after which people stop for a moment and then say what they want to say: a greeting, a "no" by itself. */
const openings: Record<Language, RegExp> = {
  fr: /^(?:(?:oui|euh|allô|bonjour|bonsoir|salut|monsieur|madame)\s?)*(?:allô|bonjour|bonsoir|salut|monsieur|madame|non|alors non|mais non)$/u,
  en: /^(?:(?:yes|um|uh|oh|hello|hi|hey|there|good (?:morning|afternoon|evening))\s?)*(?:hello|hi|hey|there|good (?:morning|afternoon|evening)|no|well no|oh no)$/u,
};

export const opening: PausePolicy = ({ text, language, settings }) =>
  openings[language].test(text) ? (settings.normalPauseMs + settings.longPauseMs) / 2 : null;
