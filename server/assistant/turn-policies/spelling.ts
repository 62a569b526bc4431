import type { PausePolicy } from './contract.ts';

/** Two letters by themselves at the end: somebody spells a name and looks for the next letter. */
const spelled = /(?:^|\s)\p{L}\s\p{L}$/u;

export const spelling: PausePolicy = ({ text, settings }) => (spelled.test(text) ? settings.longPauseMs : null);
