import type { PausePolicy } from './contract.ts';

/** "A leak in the kitchen" is all there is to say when the reason was asked; who says more words is telling a story. */
const mostWords = 4;

/** Few words that answer what was asked for. Who was asked nothing in particular, or has paused before, is waited for longer. */
export const briefAnswer: PausePolicy = ({ text, understanding, expects, hasPaused, settings }) => {
  if (expects !== 'sentence' || hasPaused || text.split(' ').length > mostWords) return null;
  const { intent, slots } = understanding;
  const answers = slots.reason || slots.when || (intent !== 'unknown' && intent !== 'yes' && intent !== 'no');
  return answers ? settings.shortPauseMs : null;
};
