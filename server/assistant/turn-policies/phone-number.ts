import type { PausePolicy } from './contract.ts';

/** A whole number ends soon; inside a number the caller reads, thinks and breathes. */
export const phoneNumber: PausePolicy = ({ understanding, expects, settings }) => {
  const { phone, digits, wrongDigits } = understanding.slots;
  if (phone) return settings.shortPauseMs;
  if (wrongDigits && digits) return settings.shortPauseMs;
  if (digits) return expects === 'yes-no' ? settings.normalPauseMs : settings.longPauseMs;
  return null;
};
