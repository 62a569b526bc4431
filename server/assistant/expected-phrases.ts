import type { Language } from '../core/language.ts';
import type { Expectation } from './dialogue/contract.ts';

/** Whole answers to a question that takes a yes or a no, as Vosk's models spell. A phrase with a word that a model does not have is left out by the recogniser. */
const yesNo: Record<Language, readonly string[]> = {
  fr: [
    ...['oui', 'non', 'ouais', 'ok', "d'accord", 'exact', 'exactement', 'parfait', 'voilà', 'bien sûr', 'tout à fait', 'absolument', 'pas du tout'],
    ...["oui c'est ça", "c'est ça", "c'est exact", "c'est bien ça", "c'est bon", "non c'est pas ça", "ce n'est pas ça", 'oui merci', 'non merci'],
    ...["oui c'est urgent", "c'est urgent", "non ce n'est pas urgent", "ce n'est pas urgent", "c'est pas urgent", "non c'est tout", "c'est tout"],
  ],
  en: [
    ...['yes', 'no', 'yeah', 'yep', 'nope', 'okay', 'ok', 'sure', 'of course', 'correct', 'right', 'exactly', 'perfect', 'absolutely', 'not at all'],
    ...["that's right", "that's correct", "yes that's right", "yes that's correct", "no that's wrong", "that's wrong", 'yes please', 'no thanks'],
    ...[
      'no thank you',
      'yes it is',
      'no it is not',
      "it's urgent",
      "no it's not urgent",
      "it's not urgent",
      "that's all",
      "no that's all",
      'that is correct',
    ],
  ],
};

/** How people say their name, around it. */
const introductions: Record<Language, (name: string) => string[]> = {
  fr: (name) => [
    name,
    `c'est ${name}`,
    `ici ${name}`,
    `je m'appelle ${name}`,
    `mon nom est ${name}`,
    `bonjour c'est ${name}`,
    `${name} à l'appareil`,
  ],
  en: (name) => [
    name,
    `it's ${name}`,
    `this is ${name}`,
    `i'm ${name}`,
    `my name is ${name}`,
    `my name's ${name}`,
    `${name} speaking`,
    `hello this is ${name}`,
  ],
};

/**
 * Whole answers that are likely after a question: the recogniser corrects what it hears of them in noise. Not for numbers: a grammar of digits hears them worse
 * than a model that knows how numbers go on (docs/performance.md). Null where anything may be said.
 */
export function expectedPhrases(language: Language, expects: Expectation, contacts: readonly string[]): readonly string[] | null {
  if (expects === 'yes-no') return yesNo[language];
  if (expects === 'name' && contacts.length > 0) return contacts.flatMap((name) => introductions[language](spoken(name)));
  return null;
}

/** "Dupont-Martin, Julie" as a recogniser writes it. */
function spoken(name: string): string {
  return name
    .toLowerCase()
    .replace(/[,.]/g, ' ')
    .replace(/[-\s]+/g, ' ')
    .replace(/’/g, "'")
    .trim();
}
