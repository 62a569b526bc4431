import type { Language } from '../../core/language.ts';
import type { PausePolicy } from './contract.ts';

/** "Wait": the caller looks for something and will go on. */
const holds: Record<Language, RegExp> = {
  fr: /(?:^| )(?:attendez|attends|un instant|un moment|une (?:petite )?(?:seconde|minute)|deux (?:secondes|minutes)|ne quittez pas|patientez|je (?:le |la |vous )?(?:cherche|regarde|retrouve|vérifie)(?: (?:le|mon|ça|votre)(?: numéro)?)?)$/u,
  en: /(?:^| )(?:wait|hold on|hang on|(?:just )?(?:a|one) (?:moment|second|minute|sec)|bear with me|let me (?:see|look|check)|(?:i'm |i am )?looking for (?:it|the number|my number)|i'll (?:just )?(?:check|look))$/u,
};

export const holdsTheLine: PausePolicy = ({ text, language, settings }) => (holds[language].test(text) ? 2 * settings.longPauseMs : null);
