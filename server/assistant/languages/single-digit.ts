import type { LanguagePack } from './contract.ts';

/** A correction of one digit, as it is said behind a number that was read back. */
export interface SingleDigit {
  digits: string;
  wrongDigits?: string;
  digitsAt?: 'end';
}

/** "Le dernier c'est un six", "it ends in a three", "six, not five". Undefined for any longer chain of digits. */
export function correctedDigit(plain: string, { phone, numbers }: LanguagePack): SingleDigit | undefined {
  const digit = (word: string | undefined) =>
    numbers.readings([word ?? ''], 0).find((reading) => reading.length === 1 && reading.digits.length === 1)?.digits;
  const last = digit(phone.lastDigit.exec(plain)?.[1]);
  if (last !== undefined) return { digits: last, digitsAt: 'end' };
  const swapped = phone.swappedDigit.exec(plain)?.groups;
  const [right, wrong] = [digit(swapped?.right ?? swapped?.right2), digit(swapped?.wrong ?? swapped?.wrong2)];
  return right !== undefined && wrong !== undefined ? { digits: right, wrongDigits: wrong } : undefined;
}
