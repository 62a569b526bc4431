import type { PausePolicy } from './contract.ts';

/** More digits than this are a number that is being read, fewer may be a correction or a floor. */
const correctionDigits = 3;

/** A whole number ends soon; inside a number the caller reads, thinks and breathes. */
export const phoneNumber: PausePolicy = ({ understanding, expects, settings }) => {
  const { phone, digits, wrongDigits } = understanding.slots;
  if (phone) return settings.shortPauseMs;
  if (wrongDigits && digits) return settings.shortPauseMs;
  if (digits) return expects === 'phone' || digits.length > correctionDigits ? settings.longPauseMs : settings.normalPauseMs;
  return null;
};
