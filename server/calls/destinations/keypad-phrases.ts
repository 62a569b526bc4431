import type { Language } from '../../core/language.ts';

/** What the voicemail by keys says. Short, and the key last: who hears it has the telephone at his ear. */
export interface KeypadPhrases {
  /** Who answers, and that nobody here understands speech. */
  greeting(hostName: string): string;
  menu: string;
  wrongKey: string;
  nobodyIsThere: string;
  record: string;
  recordUrgent: string;
  nothingHeard: string;
  askNumber: string;
  /** When the network shows the caller's number. */
  askOtherNumber: string;
  badNumber: string;
  readBack(number: string): string;
  thanks: string;
  goodbye: string;
  /** For the owner: what a caller wants who pressed 0. */
  wantsHuman: string;
  /** For the owner: digits that are no whole number. */
  partialNumber(digits: string): string;
}

export const keypadPhrases: Record<Language, KeypadPhrases> = {
  fr: {
    greeting: (hostName) => `Bonjour, vous êtes bien sur la messagerie automatique de ${hostName}. Utilisez les touches de votre téléphone.`,
    menu: "Pour laisser un message, tapez 1. Pour un message urgent, tapez 2. Pour parler à quelqu'un, tapez 0. Pour réécouter, tapez étoile. Pour terminer, tapez dièse.",
    wrongKey: 'Cette touche ne correspond à aucun choix.',
    nobodyIsThere: "Personne ne peut prendre votre appel pour l'instant, mais votre demande sera transmise.",
    record: 'Laissez votre message après le signal sonore, puis tapez dièse.',
    recordUrgent: 'Votre message sera signalé comme urgent. Parlez après le signal sonore, puis tapez dièse.',
    nothingHeard: "Je n'ai rien entendu.",
    askNumber: 'Composez le numéro où vous rappeler, puis dièse. Ou raccrochez.',
    askOtherNumber: "Pour être rappelé à un autre numéro que celui qui s'affiche, composez-le, puis dièse. Sinon, raccrochez.",
    badNumber: 'Ce numéro ne semble pas complet.',
    readBack: (number) => `Je répète : ${number}. Si c'est juste, tapez 1. Pour le corriger, tapez 2.`,
    thanks: 'Merci, votre message est enregistré. Au revoir.',
    goodbye: 'Au revoir.',
    wantsHuman: "souhaite parler à quelqu'un",
    partialNumber: (digits) => `numéro incomplet : ${digits}`,
  },
  en: {
    greeting: (hostName) => `Hello, this is the automatic voicemail of ${hostName}. Please use the keys of your phone.`,
    menu: 'To leave a message, press 1. For an urgent message, press 2. To speak to someone, press 0. To hear this again, press star. To end, press hash.',
    wrongKey: 'There is no choice on this key.',
    nobodyIsThere: 'Nobody can take your call right now, but your request will be passed on.',
    record: 'Please leave your message after the tone, then press hash.',
    recordUrgent: 'Your message will be marked as urgent. Please speak after the tone, then press hash.',
    nothingHeard: 'I did not hear anything.',
    askNumber: 'Please key in the number to call you back on, then hash. Or hang up.',
    askOtherNumber: 'To be called back on another number than the one shown, key it in, then hash. Otherwise, just hang up.',
    badNumber: 'This number does not seem to be complete.',
    readBack: (number) => `I repeat: ${number}. If this is right, press 1. To correct it, press 2.`,
    thanks: 'Thank you, your message has been recorded. Goodbye.',
    goodbye: 'Goodbye.',
    wantsHuman: 'would like to speak to someone',
    partialNumber: (digits) => `incomplete number: ${digits}`,
  },
};

/** The sentences that are the same in each call to this host. */
export function fixedKeypadTexts(hostName: string, language: Language): string[] {
  const { greeting, readBack: _, wantsHuman: __, partialNumber: ___, ...texts } = keypadPhrases[language];
  return [greeting(hostName), ...Object.values(texts)];
}
