import type { EmailWords, LanguagePack } from './contract.ts';
import { plainOf, type Token, wordCount } from './text.ts';

/** An e-mail address and its tokens, with what introduces it: "mon mail c'est". */
export interface HeardEmail {
  from: number;
  to: number;
  email: string;
}

/** As it is written: what talks by text have. */
const written = /[\w.+-]+@[\w-]+(?:\.[\w-]+)+/;

/** "Paul point durand arobase example point org": undefined when where it begins cannot be told from the words before it. */
export function heardEmail(sentence: string, tokens: readonly Token[], pack: LanguagePack): HeardEmail | undefined {
  return writtenEmail(sentence.normalize('NFC'), tokens, pack) ?? spokenEmail(tokens, pack);
}

function writtenEmail(text: string, tokens: readonly Token[], pack: LanguagePack): HeardEmail | undefined {
  const match = written.exec(text);
  if (!match) return undefined;
  const end = match.index + match[0].length;
  const before = tokens.filter((token) => token.start < match.index);
  return { from: before.length - introducing(plainOf(before), pack), to: tokens.filter((token) => token.start < end).length, email: match[0] };
}

function spokenEmail(tokens: readonly Token[], pack: LanguagePack): HeardEmail | undefined {
  const match = pack.email.spoken.exec(plainOf(tokens));
  if (!match) return undefined;
  const before = match.input.slice(0, match.index).trim();
  const introduction = introducing(before, pack);
  if (before !== '' && introduction === 0) return undefined;
  const from = wordCount(before);
  const { local = '', domain = '' } = match.groups ?? {};
  return {
    from: from - introduction,
    to: from + wordCount(match[0]),
    email: `${joined(local, pack.email.signs)}@${joined(domain, pack.email.signs)}`,
  };
}

/** Words at the end of these that only say that an address follows. */
const introducing = (before: string, { email }: LanguagePack) => wordCount(email.introduced.exec(before)?.[0] ?? '');

/** "paul point durand" → "paul.durand". */
function joined(words: string, signs: EmailWords['signs']): string {
  let text = ` ${words} `;
  for (const [said, sign] of signs) text = text.replaceAll(` ${said} `, sign);
  return text.replaceAll(' ', '');
}
