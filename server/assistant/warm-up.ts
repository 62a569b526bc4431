import type { Language } from '../core/language.ts';
import type { Understand } from './dialogue/contract.ts';

const sentences: Record<Language, string> = {
  fr: "bonjour je m'appelle julie martin rappelez moi demain à quatorze heures au zéro six douze trente quatre cinquante six soixante dix huit",
  en: 'hello this is james wilson please call me back tomorrow at two on oh seven seven double zero nine zero zero one two three',
};

/** Understanding compiles its patterns when they are first used, which takes 0.2 s: done here, it is not the first caller who waits. */
export function warmUp(understand: Understand, language: Language, country: string): void {
  understand(sentences[language], { language, goal: 'purpose', country, now: new Date(), timeZone: 'UTC' });
}
