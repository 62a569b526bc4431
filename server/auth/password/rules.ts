import { z } from 'zod';
import { maxPasswordBytes } from './passwords.ts';

const fits = (password: string) => Buffer.byteLength(password) <= maxPasswordBytes;

/** Shown in the document, where a length says too little. */
const examples = ['violin harbour seventeen moss'];

/** What somebody types to sign in: no rule, since older ones may have been other. */
export const typedPassword = z
  .string()
  .min(1)
  .refine(fits, `has more than ${maxPasswordBytes} bytes, which no password here has`)
  .meta({ description: `At most ${maxPasswordBytes} bytes of UTF-8.`, maxLength: maxPasswordBytes, examples });

/** ASVS 2.1: length counts, and nothing about kinds of characters. */
const minCharacters = 12;

export const newPassword = z
  .string()
  .refine((password) => [...password].length >= minCharacters, `has fewer than ${minCharacters} characters`)
  .refine(fits, `has more than ${maxPasswordBytes} bytes, and the rest would not count`)
  .refine((password) => !isCommon(password), 'is one of the first that are tried: take several words that do not belong together')
  .meta({
    description: `At least ${minCharacters} characters, at most ${maxPasswordBytes} bytes of UTF-8; any characters.`,
    minLength: minCharacters,
    maxLength: maxPasswordBytes,
    examples,
  });

/** What lists of leaked passwords hold most of, beyond twelve characters: a common word, filled up. */
const common = [
  'password',
  'motdepasse',
  'qwerty',
  'azerty',
  'qwertz',
  'iloveyou',
  'jetaime',
  'letmein',
  'welcome',
  'bienvenue',
  'bonjour',
  'admin',
  'administrator',
  'administrateur',
  'repondeur',
  'soleil',
  'football',
  'princess',
  'changeme',
  'secret',
];

const letterOf: Record<string, string> = { '0': 'o', '1': 'i', '3': 'e', '4': 'a', '5': 's', '@': 'a', $: 's' };

/** A common word, once or more, with digits and signs around it or in the place of letters; fewer than five different characters; a walk along the digits. */
export function isCommon(password: string): boolean {
  const text = password.toLowerCase().normalize('NFD').replaceAll(/\p{M}/gu, '');
  if (new Set(text).size < 5 || '01234567890123456789012345678909876543210987654321'.includes(text)) return true;
  const bare = text.replaceAll(/[^\p{L}]/gu, '');
  const read = text.replaceAll(/[01345@$]/g, (sign) => letterOf[sign] ?? '').replaceAll(/[^\p{L}]/gu, '');
  return common.some((word) => [bare, read].some((letters) => letters !== '' && letters.replaceAll(word, '') === ''));
}
