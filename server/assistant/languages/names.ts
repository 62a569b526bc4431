import type { LanguagePack, NameWords } from './contract.ts';
import { spelledAt, spelledIn } from './letters.ts';
import { respelled, withEnding } from './name-spelling.ts';
import { capitalise, fold, plainOf, slice, type Token, wordCount } from './text.ts';

export interface HeardName {
  /** Tokens of introducer, name and closer: what a reason leaves out. */
  from: number;
  to: number;
  name: string;
  /** Said with words that only introduce a name. */
  sure: boolean;
  /** "Morton, not Martin": the name that is not his. */
  wrong?: string;
}

/** First name and family name; a third word needs a capital of its own. */
const maxNameWords = 2;
/** No phrase around a name is longer, in words: what was said before it and behind it is not read again at each word. */
const maxPhraseWords = 16;
/** Nor is a word that is spelled, "a comme anatole" for each letter. */
const maxSpellingWords = 100;
/** In one sentence; behind them nothing is a slip any more. */
const maxSlips = 8;

function matchesAt(tokens: readonly Token[], at: number, phrase: readonly string[]): boolean {
  return phrase.every((word, i) => tokens[at + i]?.word === word);
}

const capitalised = (token: Token) => /^\p{Lu}/u.test(token.raw);

/** The caller's name in a sentence. `asked` accepts a bare name. */
export function heardName(sentence: string, tokens: readonly Token[], pack: LanguagePack, asked: boolean): HeardName | undefined {
  return slippedName(sentence, tokens, pack, asked) ?? saidName(sentence, tokens, pack, asked);
}

/** "It's Jon, no, sorry, it's John Smyth": what stands after the slip is the name. */
function slippedName(sentence: string, tokens: readonly Token[], pack: LanguagePack, asked: boolean): HeardName | undefined {
  let slips = 0;
  for (let at = 1; at < tokens.length - 1 && slips < maxSlips; at++) {
    const slip = pack.names.slips.exec(plainOf(tokens.slice(at, at + maxPhraseWords)))?.[0];
    if (!slip) continue;
    slips++;
    const first = saidName(sentence, tokens.slice(0, at), pack, asked);
    const from = at + wordCount(slip);
    const second = first?.to === at ? saidName(sentence, tokens.slice(from), pack, true) : undefined;
    if (first && second) return { from: first.from, to: from + second.to, name: renamed(first.name, second.name), sure: true };
  }
  return undefined;
}

/** A family name alone takes the place of the family name; anything more is the whole name. */
function renamed(first: string, second: string): string {
  return second.includes(' ') || !first.includes(' ') ? second : respelled(first, second);
}

function saidName(sentence: string, tokens: readonly Token[], pack: LanguagePack, asked: boolean): HeardName | undefined {
  return (
    announcedName(sentence, tokens, pack) ??
    introducedName(sentence, tokens, pack) ??
    closedName(sentence, tokens, pack) ??
    bareName(sentence, tokens, pack, asked)
  );
}

/** "Dites-lui que Marc Petit a appelé", "tell her David Brown called". */
function announcedName(sentence: string, tokens: readonly Token[], pack: LanguagePack): HeardName | undefined {
  const { announced, hasCalled } = pack.names;
  for (let at = 1; at < tokens.length; at++) {
    const introduction = announced.exec(plainOf(tokens.slice(Math.max(0, at - maxPhraseWords), at)))?.[1];
    const name = introduction && nameAt(sentence, tokens, at, pack);
    const called = name && hasCalled.exec(plainOf(tokens.slice(name.to, name.to + maxPhraseWords)))?.[0];
    if (called) return { from: at - wordCount(introduction), to: name.to + wordCount(called), name: name.name, sure: true };
  }
  return undefined;
}

function introducedName(sentence: string, tokens: readonly Token[], pack: LanguagePack): HeardName | undefined {
  const { introducers, weakIntroducers, greetings } = pack.names;
  return (
    nameAfter(introducers, sentence, tokens, pack, () => true) ??
    nameAfter(weakIntroducers, sentence, tokens, pack, (name) => looksLikeName(tokens, name, pack.names) || isWholeName(tokens, name, pack)) ??
    nameAfter(
      greetings,
      sentence,
      tokens,
      pack,
      (name) => looksLikeName(tokens, name, pack.names) && titleAt(tokens, name.from, pack.names).title === undefined,
    )
  );
}

/** Two words that may be a name, right before what he calls about: "c'est jan peeters, je vous appelle pour …". */
function isWholeName(tokens: readonly Token[], { from, to, words }: NameSpan, pack: LanguagePack): boolean {
  const first = tokens[from]!.word;
  return words === maxNameWords && !pack.names.particles.has(first) && pack.names.thenCalls.test(plainOf(tokens.slice(to)));
}

/** "Bonjour Monsieur Durand": whom the caller greets. */
export function greetedName(sentence: string, tokens: readonly Token[], pack: LanguagePack): HeardName | undefined {
  return nameAfter(pack.names.greetings, sentence, tokens, pack, (name) => titleAt(tokens, name.from, pack.names).title !== undefined);
}

function nameAfter(
  phrases: readonly (readonly string[])[],
  sentence: string,
  tokens: readonly Token[],
  pack: LanguagePack,
  accepts: (name: NameSpan) => boolean,
): HeardName | undefined {
  for (let at = 0; at < tokens.length; at++) {
    const phrase = phrases.find((one) => matchesAt(tokens, at, one));
    const name = phrase && nameAt(sentence, tokens, at + phrase.length, pack);
    if (name && accepts(name) && !isPossessive(sentence, tokens, name.to))
      return { from: at, to: name.to, name: name.name, sure: phrases === pack.names.introducers };
  }
  return undefined;
}

/** "Lucas Roach's mum" is somebody else. */
function isPossessive(sentence: string, tokens: readonly Token[], at: number): boolean {
  return tokens[at]?.word === 's' && tokens[at + 1] !== undefined && /['’]$/.test(sentence.normalize('NFC').slice(0, tokens[at]!.start));
}

/** "Julie Martin à l'appareil". */
function closedName(sentence: string, tokens: readonly Token[], pack: LanguagePack): HeardName | undefined {
  for (let at = 1; at < tokens.length; at++) {
    const closer = pack.names.closers.find((one) => matchesAt(tokens, at, one));
    if (!closer) continue;
    for (let from = Math.max(0, at - 4); from < at; from++) {
      if (pack.reason.article.test(`${tokens[from]!.word} `) || pack.reason.article.test(`${tokens[from - 1]?.word} `)) continue;
      const name = nameAt(sentence, tokens, from, pack);
      if (name?.to === at) return { from, to: at + closer.length, name: name.name, sure: true };
    }
  }
  return undefined;
}

/** The whole sentence is a name: "Julie Martin", or anything like it when a name was asked. */
function bareName(sentence: string, tokens: readonly Token[], pack: LanguagePack, asked: boolean): HeardName | undefined {
  const from = tokens.findIndex((token) => !pack.intents.fillers.has(token.word) && !pack.names.around.has(token.word));
  if (from < 0) return undefined;
  const name = nameAt(sentence, tokens, from, pack);
  if (!name) return undefined;
  const hint = letterHint(tokens, name.to, pack);
  if (hint) return { from: 0, to: tokens.length, name: withLastLetter(name.name, hint), sure: true };
  const rest = tokens.slice(name.to).filter((token) => !pack.intents.fillers.has(token.word) && !pack.names.around.has(token.word));
  if (rest.length > 0) return undefined;
  const words = tokens.slice(from, name.to);
  const firstKnown = words.length <= 2 && words.some((token) => pack.names.firstNames.has(token.word));
  const titled = titleAt(tokens, from, pack.names).title !== undefined;
  if (
    !asked &&
    !name.spelled &&
    !firstKnown &&
    !titled &&
    !(words.length >= 2 && words.every((token) => capitalised(token) || pack.names.particles.has(token.word)))
  )
    return undefined;
  return { from: 0, to: tokens.length, name: name.name, sure: asked || name.spelled || firstKnown || titled };
}

/** "avec un t": the letter a name ends with, when nothing else is said after the name. */
function letterHint(tokens: readonly Token[], from: number, pack: LanguagePack): string | undefined {
  const rest = tokens
    .slice(from)
    .map((token) => token.word)
    .join(' ');
  return pack.names.withLetter.exec(rest)?.[1];
}

/** Letters that sound alike or are silent at the end of a name. */
const confusable = 'dtszxec';

function withLastLetter(name: string, letter: string): string {
  const last = fold(name).at(-1) ?? '';
  return last !== letter && confusable.includes(last) && confusable.includes(letter) ? name.slice(0, -1) + letter : name;
}

/** Whether words that no sure introduction precedes are a name: by a title, a known first name or capitals. */
export function looksLikeName(
  tokens: readonly Token[],
  name: { from: number; to: number; words: number; spelled: boolean },
  words: NameWords,
): boolean {
  const said = tokens.slice(name.from, name.to);
  const first = said[0]!;
  if (name.spelled || titleAt(tokens, name.from, words).title !== undefined || words.firstNames.has(first.word)) return true;
  return capitalised(first) && said.every((token) => capitalised(token) || words.particles.has(token.word));
}

export interface NameSpan {
  from: number;
  to: number;
  name: string;
  words: number;
  spelled: boolean;
}

/** The name that begins at a token, title first: "madame de la Tour", "Julie Martin", "F E R N A N D E Z". */
export function nameAt(sentence: string, tokens: readonly Token[], from: number, pack: LanguagePack): NameSpan | undefined {
  const words = pack.names;
  const { title, next: start } = titleAt(tokens, from, words);
  const titled = title !== undefined;
  const spelled = spelledAt(tokens, start, pack);
  if (spelled && spelled.letters >= 3) return { from, to: spelled.to, name: joined(title, spelled.word), words: 1, spelled: true };
  let at = start;
  let count = 0;
  let end = start;
  while (at < tokens.length) {
    const token = tokens[at]!;
    if (at > start && token.afterMark) break;
    if (words.particles.has(token.word) && (count < maxNameWords || end < at) && tokens[at + 1] !== undefined) at++;
    else if (
      /\d/.test(token.word) ||
      (words.stops.has(token.word) && !(titled && at === start && words.familyNames.has(token.word)) && !isFamilyName(tokens, at, start, words)) ||
      (token.raw.length === 1 && count > 0)
    )
      break;
    else if (count >= maxNameWords && !capitalised(token) && !isHyphened(sentence, tokens, at)) break;
    else if (count >= maxNameWords + 1) break;
    else {
      if (!isHyphened(sentence, tokens, at)) count++;
      at++;
      end = at;
    }
  }
  if (count === 0) return undefined;
  const said = properName(slice(sentence, tokens, start, end), words);
  const after = spelledAfter(tokens, end, pack);
  const name = after ? (after.ending ? withEnding(said, after.word) : respelled(said, after.word)) : said;
  return { from, to: after?.to ?? end, name: joined(title, name), words: count, spelled: after !== undefined };
}

/** "Mark Small": a word that is not mostly a name is one behind a first name, where the name is then over. */
function isFamilyName(tokens: readonly Token[], at: number, start: number, { familyNames, firstNames, afterName }: NameWords): boolean {
  const [first, token, next] = [tokens[at - 1], tokens[at]!, tokens[at + 1]];
  if (at !== start + 1 || !firstNames.has(first!.word) || !familyNames.has(token.word)) return false;
  return next === undefined || next.afterMark || afterName.has(next.word) || (capitalised(token) && !capitalised(next));
}

const titleOf = (token: Token | undefined, words: NameWords) => (token ? (words.titles[token.raw] ?? words.titles[token.word]) : undefined);

/** "monsieur", "the doctor", "mr and mrs". */
function titleAt(tokens: readonly Token[], from: number, words: NameWords): { title?: string; next: number } {
  const at = words.articles.has(tokens[from]?.word ?? '') ? from + 1 : from;
  const title = titleOf(tokens[at], words);
  if (title === undefined) return { next: from };
  const second = words.and.has(tokens[at + 1]?.word ?? '') ? titleOf(tokens[at + 2], words) : undefined;
  return second ? { title: `${title} ${tokens[at + 1]!.raw} ${second}`, next: at + 3 } : { title, next: at + 1 };
}

const joined = (title: string | undefined, name: string) => (title ? `${title} ${name}` : name);

function isHyphened(sentence: string, tokens: readonly Token[], at: number): boolean {
  const [before, token] = [tokens[at - 1], tokens[at]!];
  // The mark first: to normalise takes as long as the sentence is.
  return before !== undefined && token.start - before.end === 1 && sentence.normalize('NFC')[before.end] === '-';
}

/** "Fernandez, F E R N A N D E Z". */
function spelledAfter(tokens: readonly Token[], at: number, pack: LanguagePack) {
  const rest = tokens.slice(at, at + maxSpellingWords);
  const spelled = spelledIn(rest, pack);
  if (!spelled || spelled.from > 4) return undefined;
  return { word: spelled.word, to: at + spelled.to, ending: pack.names.endingWith.test(plainOf(rest.slice(0, spelled.from))) };
}

/** "julie martin" → "Julie Martin", "de la tour" → "de la Tour"; capitals inside a word ("McCoy") stay. */
export function properName(text: string, words: NameWords): string {
  const parts = text.replace(/\s+/g, ' ').split(/(?<=[- '’])/);
  return parts
    .map((part) => {
      const bare = part.replace(/[- '’]+$/, '');
      if (words.particles.has(fold(bare)) && bare === bare.toLowerCase()) return part;
      const word = bare.length > 1 && bare === bare.toUpperCase() ? bare.toLowerCase() : bare;
      return capitalise(word) + part.slice(bare.length);
    })
    .join('');
}
