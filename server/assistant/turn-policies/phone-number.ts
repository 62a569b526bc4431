import type { Language } from '../../core/language.ts';
import type { PausePolicy } from './contract.ts';
import { mayGoOn } from './may-go-on.ts';
import { numberAtEnd } from './number-at-end.ts';

/** More digits than this are a number that is being read, fewer may be a correction or a floor. */
const correctionDigits = 3;
/** So many digits, at the end of what was said, must be those of the whole number. */
const comparedDigits = 9;
/** "Quatre-vingt-dix" may go on with "huit". English numbers are read digit by digit. */
const goesOn: Record<Language, RegExp> = {
  fr: /(?:^| )(?:vingt|trente|quarante|cinquante|soixante|dix|quatre|cent|et|double)$/,
  en: /(?:double|triple)$/,
};

/**
 * Inside a number the caller reads, thinks and breathes. Groups of some numbers can be read as a shorter whole one ("zéro deux, soixante et un, quatre-vingt-onze"
 * as 02 60 1 4 20 11): it is whole only when the plainest reading of its words is.
 */
export const phoneNumber: PausePolicy = (asked) => {
  const { text, language, understanding, expects, settings } = asked;
  const { phone, digits, wrongDigits } = understanding.slots;
  const atEnd = numberAtEnd(text, language);
  if (phone && atEnd !== null) {
    const whole = atEnd.length >= comparedDigits && phone.endsWith(atEnd.slice(-comparedDigits));
    if (!whole) return settings.longPauseMs;
    return goesOn[language].test(text) ? settings.normalPauseMs : settings.shortPauseMs;
  }
  if (wrongDigits && digits) return settings.shortPauseMs;
  if (digits) return expects === 'phone' || digits.length > correctionDigits ? settings.longPauseMs : mayGoOn(asked, settings.normalPauseMs);
  return null;
};
