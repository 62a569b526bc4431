import type { Language } from '../../core/language.ts';
import type { LanguagePack } from './contract.ts';
import { pack as en } from './en/pack.ts';
import { pack as fr } from './fr/pack.ts';

const packs: Readonly<Record<Language, LanguagePack>> = { fr, en };

export function languagePack(language: Language): LanguagePack {
  return packs[language];
}
