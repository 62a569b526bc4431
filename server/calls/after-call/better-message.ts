import type { Goal, Understand, UnderstandingContext } from '../../assistant/dialogue/contract.ts';
import type { CallerMessage, Turn } from '../../core/outcome.ts';

/** What the caller's words may have been an answer to when name and reason were taken from them. */
const goals: readonly Goal[] = ['purpose', 'name', 'reason', 'anything-else'];

type BetterContext = Omit<UnderstandingContext, 'goal'>;

/**
 * The message, read again from the better words. Name and reason follow the turn they were taken from; where none gave them (they were put together, or a
 * language model found them) they stay. Number and urgency stay always: the caller has confirmed them.
 */
export function betterMessage(message: CallerMessage, turns: readonly Turn[], understand: Understand, context: BetterContext): CallerMessage {
  const heardAgain = turns.filter(({ liveText }) => liveText !== undefined);
  const said = turns.filter(({ speaker }) => speaker === 'caller');
  const wholeLive = said.map(({ text, liveText }) => liveText ?? text).join(' ');
  // A voicemail's reason is all that was said.
  const reason =
    message.reason !== null && message.reason === wholeLive
      ? said.map(({ text }) => text).join(' ')
      : again('reason', message.reason, heardAgain, understand, context);
  return { ...message, name: again('name', message.name, heardAgain, understand, context), reason };
}

function again(slot: 'name' | 'reason', value: string | null, turns: readonly Turn[], understand: Understand, context: BetterContext): string | null {
  if (value === null) return null;
  for (const { text, liveText = text } of turns) {
    for (const goal of goals) {
      if (understand(liveText, { ...context, goal }).slots[slot] !== value) continue;
      return understand(text, { ...context, goal }).slots[slot] ?? value;
    }
  }
  return value;
}
