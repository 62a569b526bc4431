import type { PausePolicy } from './contract.ts';

/** A plain yes or no where that was asked, a goodbye, a name where the name was asked. */
export const clearAnswer: PausePolicy = ({ text, understanding, expects, settings }) => {
  const { intent, slots } = understanding;
  const words = text.split(' ').length;
  if (expects === 'yes-no' && (intent === 'yes' || intent === 'no') && words <= 4) return settings.shortPauseMs;
  if (intent === 'bye') return settings.shortPauseMs;
  if (expects === 'name' && slots.name && slots.name.includes(' ')) return settings.shortPauseMs;
  return null;
};
