import type { Intent } from '../dialogue/contract.ts';
import type { PausePolicy } from './contract.ts';
import { mayGoOn } from './may-go-on.ts';

/** Shorter may be the beginning of a question. */
const leastWords = 4;
/** What is answered at once, without anything more to be told. */
const answered: ReadonlySet<Intent> = new Set(['hours', 'price', 'human', 'wrong-number']);

/** Who has asked something waits for the answer; who tells something may tell more of it. */
export const awaitsAnswer: PausePolicy = (asked) => {
  const { text, understanding, settings } = asked;
  if (text.split(' ').length < leastWords) return null;
  return understanding.question || answered.has(understanding.intent) ? mayGoOn(asked, settings.shortPauseMs) : null;
};
