import type { PauseQuestion } from './contract.ts';

/** Who has paused to breathe or think pauses again, and no shorter. */
const pausesAgainMs = 100;
/** So much earlier a sentence seems to end when noise covers its last soft sounds. */
const coveredMs = 140;

/** The pause that ends words which could be all, or not: longer for a caller who has paused before, and in noise. */
export function mayGoOn({ hasPaused, noisy }: Pick<PauseQuestion, 'hasPaused' | 'noisy'>, pauseMs: number): number {
  return pauseMs + (hasPaused ? pausesAgainMs : 0) + (noisy ? coveredMs : 0);
}
