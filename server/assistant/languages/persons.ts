import type { LanguagePack } from './contract.ts';
import { looksLikeName, type NameSpan, nameAt } from './names.ts';
import type { Token } from './text.ts';

export interface HeardPerson {
  person: string;
  /** The caller asks for him, and does not only mention him. */
  wanted: boolean;
  from: number;
  to: number;
}

/** Whom the caller wants to reach: by name ("parler à Monsieur Durand", "is Sophie there"), or by what he is ("le directeur"). */
export function heardPerson(sentence: string, tokens: readonly Token[], pack: LanguagePack): HeardPerson | undefined {
  const found = namedPersons(sentence, tokens, pack);
  return found.find((person) => person.wanted) ?? roleWanted(tokens, pack) ?? found[0];
}

function namedPersons(sentence: string, tokens: readonly Token[], pack: LanguagePack): HeardPerson[] {
  const found: HeardPerson[] = [];
  for (let at = 0; at < tokens.length; at++) {
    const name = nameAt(sentence, tokens, at, pack);
    if (!name || !looksLikeName(tokens, name, pack.names)) continue;
    const before = plain(tokens, 0, at);
    const wanted = pack.names.personIntroducers.test(before) || closes(tokens, name, pack);
    if (wanted || pack.names.personMentions.test(before)) found.push({ person: name.name, wanted, from: at, to: name.to });
    at = name.to - 1;
  }
  return found;
}

const plain = (tokens: readonly Token[], from: number, to: number) =>
  tokens
    .slice(from, to)
    .map((token) => token.word)
    .join(' ');

const closes = (tokens: readonly Token[], name: NameSpan, pack: LanguagePack) => pack.names.personClosers.test(plain(tokens, name.to, tokens.length));

function roleWanted(tokens: readonly Token[], pack: LanguagePack): HeardPerson | undefined {
  const text = plain(tokens, 0, tokens.length);
  const match = pack.names.roles.exec(text);
  if (!match) return undefined;
  const before = text.slice(0, match.index).trim();
  const after = text.slice(match.index + match[0].length).trim();
  const from = before === '' ? 0 : before.split(' ').length;
  const wanted = pack.names.personIntroducers.test(before) || pack.names.personClosers.test(after);
  return wanted ? { person: match[1]!, wanted, from, to: from + match[0].split(' ').length } : undefined;
}
