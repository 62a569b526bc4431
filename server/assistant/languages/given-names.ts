import type { LanguagePack } from './contract.ts';
import { soundsLike } from './joined-name.ts';
import { type HeardName, properName } from './names.ts';
import { plainOf, type Token, wordCount } from './text.ts';

/** A longer sentence is about more than a name. */
const maxWords = 8;
/** Shorter words sound like too many others. */
const minLetters = 5;

/** "Hugo is my first name, my surname is Marchant": both, in their order. */
export function bothNames(tokens: readonly Token[], pack: LanguagePack): HeardName | undefined {
  const plain = plainOf(tokens);
  const [first, family] = [pack.names.first.exec(plain), pack.names.family.exec(plain)].map((match) => match && placed(match, tokens));
  if (!first || !family || first.token === family.token) return undefined;
  const both = [first.token, family.token];
  if (both.some((token) => !token || pack.names.stops.has(token.word))) return undefined;
  const name = both.map((token) => properName(token!.raw, pack.names)).join(' ');
  return { from: Math.min(first.from, family.from), to: Math.max(first.to, family.to), name, sure: true };
}

/** "No, Thomson without a p" of one who was noted as Thompson: a short sentence that begins with a no, with a word that sounds like a known one. */
export function knownName(tokens: readonly Token[], known: string | undefined, pack: LanguagePack): HeardName | undefined {
  if (!known || tokens.length > maxWords || !pack.intents.startsNo.test(plainOf(tokens))) return undefined;
  const parts = known.split(' ').filter((part) => part.length >= minLetters);
  for (const token of tokens) {
    const wrong = pack.names.stops.has(token.word) ? undefined : parts.find((part) => soundsLike(part, token.raw));
    const name = properName(token.raw, pack.names);
    if (wrong && wrong !== name) return { from: 0, to: tokens.length, name, wrong, sure: true };
  }
  return undefined;
}

function placed(match: RegExpExecArray, tokens: readonly Token[]) {
  const said = match.slice(1).find((group) => group !== undefined) ?? '';
  const from = wordCount(match.input.slice(0, match.index));
  const to = from + wordCount(match[0]);
  return { from, to, token: tokens.slice(from, to).find((token) => token.word === said) };
}
