import type { LanguagePack } from './contract.ts';
import { looksLikeName, nameAt } from './names.ts';
import type { Token } from './text.ts';

export interface HeardPerson {
  person: string;
  /** The caller asks for him, and does not only mention him. */
  wanted: boolean;
  /** The tokens of the request: what a reason leaves out. Empty when the person is only mentioned. */
  asking: { from: number; to: number };
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
    const closer = pack.names.personClosers.exec(plain(tokens, name.to, tokens.length))?.[0];
    const introducer = pack.names.personIntroducers.exec(before)?.[0];
    const addressed = pack.names.personAddressed.exec(before)?.[1];
    const called = name.words === 1 && name.to === tokens.length && pack.names.calls.test(before);
    const wanted = called || introducer !== undefined || closer !== undefined;
    if (!wanted && addressed === undefined && !pack.names.personMentions.test(before)) continue;
    const asking = { from: called ? 0 : at - wordCount(introducer ?? addressed), to: name.to + wordCount(closer) };
    found.push({ person: name.name, wanted, asking: wanted || addressed ? asking : { from: at, to: at }, from: at, to: name.to });
    at = name.to - 1;
  }
  return found;
}

const plain = (tokens: readonly Token[], from: number, to: number) =>
  tokens
    .slice(from, to)
    .map((token) => token.word)
    .join(' ');

const wordCount = (text: string | undefined) => text?.trim().split(' ').filter(Boolean).length ?? 0;

function roleWanted(tokens: readonly Token[], pack: LanguagePack): HeardPerson | undefined {
  const text = plain(tokens, 0, tokens.length);
  const match = pack.names.roles.exec(text);
  if (!match) return undefined;
  const before = text.slice(0, match.index).trim();
  const after = text.slice(match.index + match[0].length).trim();
  const from = before === '' ? 0 : before.split(' ').length;
  const introducer = pack.names.personIntroducers.exec(before)?.[0];
  const closer = pack.names.personClosers.exec(after)?.[0];
  if (introducer === undefined && closer === undefined) return undefined;
  const to = from + wordCount(match[0]);
  return { person: match[1]!, wanted: true, asking: { from: from - wordCount(introducer), to: to + wordCount(closer) }, from, to };
}
