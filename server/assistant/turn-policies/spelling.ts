import type { PausePolicy } from './contract.ts';

/** Two letters by themselves at the end: somebody spells and looks for the next letter. Where a name was asked one is enough. */
const letters = /(?:^|\s)\p{L}\s\p{L}$/u;
const letter = /(?:^|\s)\p{L}$/u;
/** What English recognisers make of single letters; two of them are a spelling where a name was asked. */
const letterLike = '(?:\\p{L}|see|sea|oh|are|you|bee|be|tea|tee|pea|pee|why|jay|kay|el|em|en|ex|eye)';
const soundsLikeLetters = new RegExp(`(?:^|\\s)${letterLike}\\s${letterLike}$`, 'u');
/** The single letters at the end, and what was said before them. */
const spelled = /^(?<before>.*?)(?:^|\s)(?<letters>\p{L}(?:\s\p{L}){2,})$/u;

/** The end of a spelling is known when it is that of a name said before it: "Dupont, D, U, P, O, N, T". */
export const spelling: PausePolicy = ({ text, language, expects, settings }) => {
  const named = expects === 'name' && (letter.test(text) || (language === 'en' && soundsLikeLetters.test(text)));
  if (!letters.test(text) && !named) return null;
  const { before, letters: said } = spelled.exec(text)?.groups ?? {};
  const whole = said !== undefined && before?.split(/\s/u).includes(said.replaceAll(/\s/gu, ''));
  return whole ? settings.shortPauseMs : settings.longPauseMs;
};
