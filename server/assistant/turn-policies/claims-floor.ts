import type { Language } from '../../core/language.ts';

const claims: Record<Language, RegExp> = {
  fr: /^(?:(?:non|si|stop|attends|pardon|mais)\s?)+$/u,
  en: /^(?:(?:no|nope|stop|wait|sorry|but|hey)\s?)+$/u,
};

/** Short words by which a listener asks for the floor: what else is as short may be a cough or a back-channel that was misheard. */
export function claimsFloor(text: string, language: Language): boolean {
  return claims[language].test(text.trim());
}
