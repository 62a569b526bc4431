import type { Language } from '../../core/language.ts';
import { languagePack } from '../languages/packs.ts';
import { tokenise } from '../languages/text.ts';
import { wordsOf } from './grounding.ts';

/** One word of a sentence as it counts when two sentences are compared. */
export interface QuotedWord {
  /** Forms of one meaning are one word: "don't" and "do not", "I want" and "the caller wants". */
  word: string;
  /** `turning`: says no, or makes the rest doubtful; `filler`: may come and go. */
  kind: 'plain' | 'turning' | 'filler';
  isFigure: boolean;
  /** A mark (,.;:!?) stands before it. */
  afterMark: boolean;
}

interface Words {
  /** Of the one who reports: what is said begins behind it. */
  report: RegExp;
  /** Ways to say one thing, on folded words with one blank between, in this order. */
  same: readonly (readonly [pattern: RegExp, word: string])[];
  turning: ReadonlySet<string>;
  filler: ReadonlySet<string>;
}

const words: Readonly<Record<Language, Words>> = {
  fr: {
    report:
      /^(?:l (?:appelant|appelante|interlocuteur|interlocutrice) )?(?:dit|signale|explique|indique|precise|appelle|parle|concernant|a propos)(?: (?:que|qu|de|d|du|pour|concernant|a propos|au sujet))*(?= )/,
    same: [
      [/\b(?:ne|n)(?=(?: \w+){1,5} (?:pas|plus|jamais|rien|personne|aucune?|ni|guere)\b)/g, ''],
      [/\bl (?:appelant|appelante|interlocuteur|interlocutrice)\b|\b(?:je|j|nous|on)\b/g, 'self'],
      [
        /\b(?:a|ai|avons|aurais|aurait) besoin(?: (?:de|d))?\b|\b(?:veux|veut|voulons|voudrais|voudrait|voudrions|aimerais|aimerait|souhaite|souhaiterais|demande)\b/g,
        'want',
      ],
      [/\b(?:ai|avons)\b/g, 'a'],
      [/\b(?:suis|sommes|sont)\b/g, 'est'],
    ],
    turning: wordsOf(
      'ne n pas plus non jamais rien personne aucun aucune sans ni guère si sinon sauf avant après jusqu moins demi demie quart peu presque croyais pensais devais devait incapable impossible refuse refuser refusé évite éviter arrête arrêter arrêté cesse cesser annule annuler annulé',
    ),
    filler: wordsOf(
      'le la les l un une des mon ma mes ton votre vos notre nos son sa ses leur leurs ce c cet cette ces ça cela que qu il elle euh heu bon ben alors voilà donc bonjour bonsoir merci plutôt très vraiment aussi encore juste',
    ),
  },
  en: {
    report:
      /^(?:the caller )?(?:says|reports|states|explains|mentions|calls|called|is calling|about|concerning|regarding)(?: (?:that|about|for|to say|regarding))*(?= )/,
    same: [
      [/\b(?:don|doesn|didn) t\b|\b(?:dont|doesnt|didnt)\b|\b(?:do|does|did) not\b/g, 'not'],
      [/\bwon t\b|\bwont\b/g, 'will not'],
      [/\bcan t\b|\b(?:cannot|cant)\b/g, 'can not'],
      [/\b(is|are|was|were|has|have|had|could|should|would)n t\b/g, '$1 not'],
      [/\bthe caller\b|\b(?:i|we)\b/g, 'self'],
      [/\b(?:would|d) (?:like|love)\b|\bask(?:s|ing)? for\b|\b(?:wants?|needs?|wish|wishes)\b/g, 'want'],
      [/\b(?:has|ve|got)\b/g, 'have'],
      [/\b(?:am|are|s|m|re)\b/g, 'is'],
    ],
    turning: wordsOf(
      'not no never nothing nobody none nor neither without hardly barely if unless except whether before after until half quarter past minus instead thought almost used supposed unable impossible refuse refuses refused avoid stop stopped cancel cancels cancelled canceled t',
    ),
    filler: wordsOf(
      'the a an my our his her its their your this that these those it um uh er oh well so then just please hello hi thanks very really also still',
    ),
  },
};

/** What a sentence says, without who reports it. */
export function quotedWords(text: string, language: Language): QuotedWord[] {
  const { report, same, turning, filler } = words[language];
  const { numbers } = languagePack(language);
  // A mark is a word of its own while ways to say one thing are looked for: none goes beyond it.
  const spelled = tokenise(text).map(({ word, afterMark }, n) => (afterMark && n > 0 ? `, ${word}` : word));
  let plain = spelled.join(' ').replace(report, '').trim();
  for (const [pattern, word] of same) plain = plain.replace(pattern, word);
  const quoted: QuotedWord[] = [];
  let afterMark = true;
  for (const word of plain.split(' ').filter(Boolean)) {
    if (word === ',') {
      afterMark = true;
      continue;
    }
    const isNumber = /\d/.test(word) || numbers.readings([word], 0).length > 0;
    // "un" and "a" are numbers only as the end of one: "vingt et un".
    const isFigure = isNumber && (!filler.has(word) || quoted.slice(-2).some((before) => before.isFigure));
    quoted.push({ word, kind: turning.has(word) ? 'turning' : filler.has(word) && !isFigure ? 'filler' : 'plain', isFigure, afterMark });
    afterMark = false;
  }
  return quoted;
}
