import type { Language } from '../../core/language.ts';
import { plainOf, tokenise } from './text.ts';

interface Request {
  wants: Language;
  pattern: RegExp;
  /** In the words of the language that is wanted. */
  foreign?: true;
}

/** What a caller says in each language who asks for one. "A teacher who speaks English" is no request. */
const requests: Record<Language, readonly Request[]> = {
  fr: [
    {
      wants: 'en',
      foreign: true,
      pattern: /\b(?:speak(?:ing)?|talk) (?:in )?english\b|\bdon t speak (?:\w+ )?french\b|^(?:\w+ ){0,2}english(?: please)?$/,
    },
    {
      wants: 'en',
      pattern:
        /\b(?:parlez vous|vous parle[rz]|parlons|on peut parler|peut on parler|parler|continuer|quelqu un (?:qui )?parle) (?:en |l )?anglais\b|^(?:\w+ ){0,2}en anglais\b|^(?:l )?anglais$|\b(?:ne |n )?parle pas (?:\w+ ){0,2}francais\b/,
    },
    {
      wants: 'fr',
      pattern: /\b(?:parlez vous|vous parle[rz]|parlons|parler|continuer) (?:en )?francais\b|^(?:\w+ ){0,2}en francais\b|^(?:le )?francais$/,
    },
  ],
  en: [
    {
      wants: 'fr',
      foreign: true,
      pattern: /\bparle[rz]?(?: vous)? (?:en )?francais\b|\bparle pas (?:\w+ ){0,2}anglais\b|^(?:\w+ ){0,2}(?:en )?francais(?: s il vous plait)?$/,
    },
    { wants: 'en', pattern: /\b(?:don t|do not|can t|cannot) (?:\w+ )?(?:speak|understand) (?:\w+ )?french\b/ },
    {
      wants: 'fr',
      pattern:
        /\b(?:don t|do not|can t|cannot) (?:\w+ )?(?:speak|understand) (?:\w+ )?english\b|\b(?:you|can we|could we) (?:\w+ )?(?:speak|talk|continue)(?: in)? french\b|^(?:\w+ ){0,2}in french\b|^french(?: please)?$/,
    },
    {
      wants: 'en',
      pattern:
        /\b(?:you|can we|could we|anyone|someone) (?:\w+ )?(?:speaks?|talk|continue)(?: in)? english\b|^(?:\w+ ){0,2}in english\b|^english(?: please)?$/,
    },
  ],
};

/** The language that the caller asks to speak, in words of `language`; undefined when he does not. */
export function requestedLanguage(sentence: string, language: Language): Language | undefined {
  const plain = plainOf(tokenise(sentence));
  return requests[language].find(({ pattern }) => pattern.test(plain))?.wants;
}

/** The same, when he asks in the words of the language he wants. */
export function foreignRequest(sentence: string, language: Language): Language | undefined {
  const plain = plainOf(tokenise(sentence));
  return requests[language].find(({ pattern, foreign }) => foreign && pattern.test(plain))?.wants;
}
