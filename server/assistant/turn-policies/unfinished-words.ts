import type { Language } from '../../core/language.ts';
import type { PausePolicy } from './contract.ts';

/** Words with which no sentence ends: hesitation, conjunctions, articles, prepositions, and pronouns before their verb. */
const openWords: Record<Language, RegExp> = {
  fr: /(?:^|\s)(?:euh|heu|hum|et|ou|mais|donc|alors|car|que|qu'|qui|si|comme|parce|parce qu'|lorsque|quand|dont|de|du|des|d'un|d'une|le|la|les|un|une|à|au|aux|en|mon|ma|mes|votre|vos|notre|nos|son|sa|ses|leur|ce|cette|ces|pour|avec|sans|dans|sur|sous|chez|par|vers|entre|depuis|avant|après|jusqu'à|est|sont|c'est|ce n'est|je|j'ai|j'avais|il|elle|on|ils|elles|ne|très|trop|tiret|arobase|point|pardon)$/u,
  en: /(?:^|\s)(?:uh|um|er|erm|and|or|but|so|because|if|when|while|which|whether|than|the|a|an|to|of|for|from|with|without|about|under|behind|between|since|until|at|into|near|my|your|his|our|their|it's|that's|there's|i'm|he's|she's|we're|you're|they're|i|we|he|she|they|very|dash|dot|sorry)$/u,
};

/** Beginnings that wait for their end: "my number is", "je m'appelle", "vous pouvez me joindre". */
const openPhrases: Record<Language, RegExp> = {
  fr: /(?:(?:(?<!(?:^| )(?:bon|mauvais|faux|même|de) )numéro|téléphone|portable|nom|prénom|adresse|problème)(?: c'est| est)?(?: le| au| que)?|m'appelle|s'écrit|l'épelle|j'épelle|(?:pouvez|peut|peux) (?:me |vous |le |la )?(?:joindre|rappeler|appeler)|(?:je|j'ai) (?:voudrais|aimerais|souhaite|souhaiterais|veux|cherche|besoin)|(?:^|\s)numéro plus|^plus|disponible à partir|(?:pouvez|pourriez)[- ]vous(?: s'il vous plaît)?|(?:est-ce que|si) vous (?:pouvez|pourriez)(?: s'il vous plaît)?)$/u,
  en: /(?:(?:(?<!(?:^| )(?:right|correct|wrong|same) )number|name|address|phone|email)(?:'s| is)?|(?:^|\s)(?:this|here|problem|that|there|what|where|who) is|spelled|spelt|(?:reach|call|ring) me (?:at|on|back on)|i(?:'d| would) (?:like|rather|prefer)(?: to)?|i (?:want|need|have)(?: to)?|(?:you )?can reach me|the|^plus|^well|this is|supposed|trying|going to|(?:would|could|can) (?:you|i|we)(?: please)?|(?:problems?|is|think|hope|said|say) that|(?<!(?:hold|hang|go|turned|put|switched|log|later)) on|(?:water|smoke|gas|leak) (?:in|on))$/u,
};

export const unfinishedWords: PausePolicy = ({ text, language, settings }) =>
  openWords[language].test(text) || openPhrases[language].test(text) ? settings.longPauseMs : null;
