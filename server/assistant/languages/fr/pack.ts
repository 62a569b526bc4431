import type { LanguagePack } from '../contract.ts';
import { dates } from './dates.ts';
import { email } from './email.ts';
import { intents } from './intents.ts';
import { letters } from './letters.ts';
import { names } from './names.ts';
import { numbers } from './numbers.ts';
import { phone } from './phone.ts';
import { reason } from './reason.ts';

const saysAi = /intelligence artificielle|\bIA\b|assistant (?:vocal|virtuel|automatique)|\brobot\b|machine/i;

export const pack: LanguagePack = { language: 'fr', numbers, phone, email, letters, names, dates, intents, reason, saysAi };
