import { parsePhoneNumberFromString } from 'libphonenumber-js';
import { RepondeurError } from '../../core/errors.ts';
import type { NumberLanguage } from './configuration-options.ts';

/**
 * Dialplan lines that give the language of the prompts by dialled number. Trunks write one number in different forms, so each number is
 * there in all that are usual: +33123456789, 33123456789, 0033123456789 and 0123456789.
 */
export function languageByNumber(numbers: readonly NumberLanguage[]): string {
  const languages = new Map<string, string>();
  for (const { number, language } of numbers) for (const form of dialledForms(number)) if (!languages.has(form)) languages.set(form, language);
  return [...languages].map(([form, language]) => `exten => ${form},1,Return(${language})\n`).join('');
}

export function dialledForms(number: string): string[] {
  const parsed = parsePhoneNumberFromString(number);
  if (!parsed || !number.startsWith('+'))
    throw new RepondeurError('bad-settings', `a number of ours must be in E.164, as "+33123456789", not "${number}"`);
  const international = parsed.number.slice(1);
  const national = parsed.formatNational().replaceAll(/\D/g, '');
  return [`+${international}`, international, `00${international}`, national];
}
