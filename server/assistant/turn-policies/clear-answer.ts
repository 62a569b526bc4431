import type { PausePolicy } from './contract.ts';
import { mayGoOn } from './may-go-on.ts';

/** "Yes, you have the right number" where a yes or no was asked; elsewhere a longer sentence is no plain answer. */
const maxWordsAsked = 7;
const maxWords = 4;

/** A plain yes or no, a goodbye, a name where the name was asked. After "yes" alone a little more often follows, see {@link opening} for "no" alone. */
export const clearAnswer: PausePolicy = (asked) => {
  const { text, understanding, expects, settings } = asked;
  const { intent, slots } = understanding;
  const words = text.split(' ').length;
  if (
    (intent === 'yes' || intent === 'no') &&
    expects !== 'phone' &&
    expects !== 'name' &&
    words <= (expects === 'yes-no' ? maxWordsAsked : maxWords)
  ) {
    if (expects === 'sentence') return settings.sentencePauseMs;
    return words === 1 ? mayGoOn(asked, (settings.shortPauseMs + settings.sentencePauseMs) / 2) : settings.shortPauseMs;
  }
  if (intent === 'bye') return settings.shortPauseMs;
  if (expects === 'name' && slots.name) return slots.name.includes(' ') ? settings.shortPauseMs : (settings.normalPauseMs + settings.longPauseMs) / 2;
  return null;
};
