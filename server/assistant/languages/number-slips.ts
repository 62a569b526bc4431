import type { LanguagePack } from './contract.ts';
import { type HeardNumber, parsePhone } from './phone.ts';
import { plainOf, type Token } from './text.ts';

/** A caller who corrects himself goes back over no more than one spoken group. */
const longestGroup = 4;
/** Digits of the group that is said again, when the number is not whole and nothing tells. */
const usualGroup = 2;

/** "Zéro six douze, non, treize trente-quatre …": numbers parted by a slip are one, in which what comes later takes the place of what it corrects. */
export function withoutSlips(numbers: readonly HeardNumber[], tokens: readonly Token[], pack: LanguagePack, country: string): HeardNumber[] {
  const mended: HeardNumber[] = [];
  for (const number of numbers) {
    const before = mended.at(-1);
    if (before && !before.negated && !number.negated && pack.phone.slips.test(plainOf(tokens.slice(before.to, number.from))))
      mended[mended.length - 1] = { ...corrected(before, number, country), from: before.from, to: number.to, negated: false };
    else mended.push(number);
  }
  return mended;
}

function corrected(heard: HeardNumber, after: HeardNumber, country: string): { digits: string; phone?: string } {
  if (after.phone) return { digits: after.digits, phone: after.phone };
  const before: Pick<HeardNumber, 'digits' | 'phone'> = heard.likeliest === undefined ? heard : { digits: heard.likeliest };
  for (let taken = 1; taken <= Math.max(longestGroup, after.digits.length); taken++) {
    const whole = before.digits.slice(0, -taken) + after.digits;
    const phone = before.digits.length > taken && whole.length >= 8 ? parsePhone(whole, country)?.number : undefined;
    if (phone && (before.phone === undefined || taken === after.digits.length)) return { digits: whole, phone };
  }
  const beginsAgain = /^[0+]/.test(after.digits) || before.phone !== undefined;
  return { digits: beginsAgain ? after.digits : before.digits.slice(0, -usualGroup) + after.digits };
}
