import type { PausePolicy } from './contract.ts';

/** More digits than this are a number that is being read, fewer may be a correction or a floor. */
const correctionDigits = 3;

/**
 * Inside a number the caller reads, thinks and breathes. Even a number that is whole gets the normal pause: "quatre-vingt-dix" may go on with
 * "huit", and the groups of some numbers can be read as a shorter whole one.
 */
export const phoneNumber: PausePolicy = ({ understanding, expects, settings }) => {
  const { phone, digits, wrongDigits } = understanding.slots;
  if (phone) return settings.normalPauseMs;
  if (wrongDigits && digits) return settings.shortPauseMs;
  if (digits) return expects === 'phone' || digits.length > correctionDigits ? settings.longPauseMs : settings.normalPauseMs;
  return null;
};
