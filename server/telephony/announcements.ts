import type { Language } from '../core/language.ts';

/** Heard by callers of a number that is not served: nothing in it tells whose it is, or why. */
export const announcements: Record<Language, string> = {
  fr: "Bonjour. Le numéro que vous avez demandé n'est pas en service actuellement. Au revoir.",
  en: 'Hello. The number you have called is not in service at the moment. Goodbye.',
};
