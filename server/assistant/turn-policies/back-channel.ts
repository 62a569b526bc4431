import type { Language } from '../../core/language.ts';

const words: Record<Language, string> = {
  fr: "(?:mm+|hm+|hum|euh|ah|oui|ouais|ok|okay|d'accord|bien|bon|voilà|très bien|entendu)(?!\\p{L})",
  en: '(?:mm+|hm+|uh|huh|um|ah|oh|yes|yeah|yep|ok|okay|right|sure|fine|good|i see|alright)(?!\\p{L})',
};

const leading: Record<Language, RegExp> = { fr: new RegExp(`^(?:${words.fr}\\s?)+`, 'u'), en: new RegExp(`^(?:${words.en}\\s?)+`, 'u') };

/** Words by which a listener shows that he follows (Yngve 1970, "back-channel"): they do not ask for the floor. */
export function isBackChannel(text: string, language: Language): boolean {
  return text.trim() !== '' && withoutBackChannels(text, language) === '';
}

/** What is said behind them: "yes but" → "but". */
export function withoutBackChannels(text: string, language: Language): string {
  return text.trim().replace(leading[language], '');
}
