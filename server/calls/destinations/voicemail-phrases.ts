import type { Language } from '../../core/language.ts';

/** What our own voicemail says. */
export interface VoicemailPhrases {
  /** When voicemail is the first thing the caller hears. */
  greeting(hostName: string): string;
  /** When the talk could not go on. */
  trouble: string;
  thanks: string;
  /** When the call has to end and there is no message. */
  goodbye: string;
}

export const voicemailPhrases: Record<Language, VoicemailPhrases> = {
  fr: {
    greeting: (hostName) => `Bonjour, vous êtes bien sur la messagerie de ${hostName}. Laissez votre message après le signal sonore.`,
    trouble: 'Excusez-moi, un problème technique m’empêche de continuer. Laissez votre message après le signal sonore.',
    thanks: 'Merci, votre message est enregistré. Au revoir.',
    goodbye: 'Excusez-moi, je dois mettre fin à cet appel. Merci de rappeler dans un instant. Au revoir.',
  },
  en: {
    greeting: (hostName) => `Hello, this is the voicemail of ${hostName}. Please leave your message after the tone.`,
    trouble: 'I am sorry, a technical problem stops me from going on. Please leave your message after the tone.',
    thanks: 'Thank you, your message has been recorded. Goodbye.',
    goodbye: 'I am sorry, I have to end this call. Please call again in a moment. Goodbye.',
  },
};
