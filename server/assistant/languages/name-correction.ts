import type { LanguagePack } from './contract.ts';
import { type HeardName, properName } from './names.ts';
import type { Token } from './text.ts';

/** A longer sentence is no correction of a name alone. */
const maxWords = 8;

/** "Not Martin, Morton" and "Morton, not Martin". `anyWord` takes words that look like no known name, for when the name was just spoken of. */
export function correctedName(tokens: readonly Token[], pack: LanguagePack, anyWord: boolean): HeardName | undefined {
  if (tokens.length > maxWords) return undefined;
  const at = tokens.findIndex((token) => pack.names.negations.has(token.word));
  if (at < 0) return undefined;
  const after = tokens.slice(at + 1);
  const before = tokens.slice(0, at).filter((token) => !pack.names.around.has(token.word));
  const [wrong, right] = after.length === 2 ? [after[0], after[1]] : after.length === 1 && before.length === 1 ? [after[0], before[0]] : [];
  if (!wrong || !right || ![wrong, right].every((token) => couldBeName(token, pack))) return undefined;
  if (!anyWord && ![wrong, right].some((token) => isLikelyName(token, pack))) return undefined;
  return { from: 0, to: tokens.length, name: properName(right.raw, pack.names), wrong: properName(wrong.raw, pack.names), sure: true };
}

function couldBeName(token: Token, pack: LanguagePack): boolean {
  return token.raw.length > 1 && !/\d/.test(token.word) && !pack.names.stops.has(token.word) && pack.numbers.readings([token.word], 0).length === 0;
}

const isLikelyName = (token: Token, pack: LanguagePack) => pack.names.firstNames.has(token.word) || /^\p{Lu}/u.test(token.raw);
