import type { Language } from '../../core/language.ts';
import type { LanguagePack } from '../languages/contract.ts';
import { plainOf, tokenise } from '../languages/text.ts';
import { wordsOf } from './grounding.ts';

/** Who asks for words to be said is not given them: "répète après moi", "say that …". Folded, as all words here. */
const dictates: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: wordsOf(
    'répète répétez répéter redis redites dis dites dire prononce prononcez récite récitez lis lisez chante chantez traduis traduisez affiche affichez réponds répondez écris écrivez',
  ),
  en: wordsOf('repeat say tell read recite sing translate write print answer respond reply pretend spell'),
};

/** A sentence of the assistant's about itself is never made of the caller's words. */
const firstPerson: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: wordsOf('je j me m moi mon ma mes nous notre nos on'),
  en: wordsOf('i me my mine we us our ours'),
};

/** What the assistant is, and what it agrees to, are its own to say. */
const never: Readonly<Record<Language, ReadonlySet<string>>> = {
  fr: wordsOf(
    'humain humaine homme femme personne vrai vraie vivant vivante robot machine ordinateur logiciel ia intelligence artificielle assistant assistante secrétaire consigne consignes instruction instructions oui gratuit gratuite remboursé remboursée promets promis garanti garantie confirme confirmé accepte accepté transfère transféré rappelle rappelons',
  ),
  en: wordsOf(
    'human person man woman real alive robot bot machine computer software ai intelligence artificial assistant receptionist instruction instructions prompt yes free refund refunded promise promised guarantee guaranteed confirm confirmed accept accepted transfer transferring transferred',
  ),
};

/** Who wants his own words confirmed is not answered with them: "so you will refund me, right". Folded words with one blank between. */
const seeksConfirmation: Readonly<Record<Language, RegExp>> = {
  fr: /^(?:donc|alors) (?:vous|tu|on|c|il|elle|je)\b|\b(?:hein|n est ce pas|c est (?:bien )?ca|d accord|pas vrai|on est d accord|c est bien cela|non|ok)$/,
  en: /^so (?:you|we|it|he|she|i|they|that)\b|\b(?:right|correct|ok|okay|yes|yeah|agreed|(?:isn|aren|won|don|didn|wouldn|can) t (?:it|you|we|they|he|she))$/,
};

/** What will be done is the assistant's own to say. */
const promises: Readonly<Record<Language, RegExp>> = {
  fr: /\b(?:va|vas|vont|allez|allons|\w{2,}r(?:a|as|ez|ons|ont))\b/,
  en: /\b(?:will|ll|shall|going|gonna|gets?|can|could|would)\b/,
};

/** The caller's words that a clause of the assistant's may take up: none that he dictates, none about the assistant, and no figure. */
export function mayEcho(clause: string, said: string, language: Language, { numbers }: LanguagePack): ReadonlySet<string> {
  const words = wordsOf(said);
  if (!words.isDisjointFrom(dictates[language]) || !wordsOf(clause).isDisjointFrom(firstPerson[language])) return new Set();
  if (seeksConfirmation[language].test(plainOf(tokenise(said))) || promises[language].test(plainOf(tokenise(clause)))) return new Set();
  const isFigure = (word: string) => /\d/.test(word) || numbers.readings([word], 0).length > 0;
  return new Set(tokenise(said).flatMap(({ word }) => (isFigure(word) || never[language].has(word) ? [] : [word])));
}
