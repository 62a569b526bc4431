import type { Language } from '../../core/language.ts';

const backChannels: Record<Language, RegExp> = {
  fr: /^(?:(?:mm+|hm+|hum|euh|ah|oui|ouais|ok|okay|d'accord|bien|bon|voilà|très bien|entendu)\s?)+$/u,
  en: /^(?:(?:mm+|hm+|uh|huh|um|ah|oh|yes|yeah|yep|ok|okay|right|sure|fine|good|i see|alright)\s?)+$/u,
};

/** Words by which a listener shows that he follows (Yngve 1970, "back-channel"): they do not ask for the floor. */
export function isBackChannel(text: string, language: Language): boolean {
  return backChannels[language].test(text.trim());
}
