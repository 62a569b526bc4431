import type { PauseQuestion } from './contract.ts';

/** Who has paused to breathe or think pauses again, and no shorter. */
const pausesAgainMs = 100;

/** The pause that ends words which could be all, or not: longer for a caller who has paused before. */
export function mayGoOn({ hasPaused }: Pick<PauseQuestion, 'hasPaused'>, pauseMs: number): number {
  return pauseMs + (hasPaused ? pausesAgainMs : 0);
}
