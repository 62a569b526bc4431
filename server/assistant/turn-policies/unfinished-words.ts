import type { Language } from '../../core/language.ts';
import type { PausePolicy } from './contract.ts';

/** Endings after which people go on: hesitation, articles, prepositions, "my number is". */
const unfinished: Record<Language, RegExp> = {
  fr: /(?:^|\s)(?:euh|heu|hum|et|ou|mais|donc|alors|que|qui|de|du|des|le|la|les|un|une|à|au|aux|mon|ma|mes|pour|avec|dans|sur|est|c'est|je|j'ai|parce|plus|tiret|arobase|point|comme|voilà)$|(?:numéro|téléphone|nom|adresse)(?: c'est| est)?(?: le| au)?$|m'appelle$/u,
  en: /(?:^|\s)(?:uh|um|er|erm|and|or|but|so|that|which|the|a|an|to|of|for|with|in|on|at|my|is|it's|i'm|because|plus|dash|dot|well|i|for)$|(?:number|name|address|phone)(?:'s| is)?$/u,
};

export const unfinishedWords: PausePolicy = ({ text, language, settings }) => (unfinished[language].test(text) ? settings.longPauseMs : null);
