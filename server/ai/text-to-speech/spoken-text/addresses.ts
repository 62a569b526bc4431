import { type Rule, replace, spelled } from './rule.ts';

export interface AddressWords {
  at: string;
  dot: string;
  dash: string;
  underscore: string;
  slash: string;
}

/** Top-level domains that are said as words although they are short. */
const saidAsWords = new Set(['co', 'eu']);
const name = String.raw`(?:[\w-]+\.)+`;
/** What follows the name: a path, which is said, and a query, which nobody can remember. */
const path = String.raw`((?:\/[\w.~%+-]*[\w~%-])*)\/?(?:[?#][^\s]*[\w=])?`;
/** Only with these is a word with a point in it an address: "demain.Nous" is none. */
const domains = 'fr|com|org|net|eu|be|ch|lu|ca|uk|ie|io|info|biz|app|shop';

/** E-mail addresses and names of web sites: "camille point durand arobase example point org". */
export function addresses(words: AddressWords): readonly Rule[] {
  const part = (text: string) => text.replaceAll('-', ` ${words.dash} `).replaceAll('_', ` ${words.underscore} `).replaceAll('+', ' plus ');
  const label = (text: string, at: number, all: string[]) =>
    at === all.length - 1 && text.length === 2 && !saidAsWords.has(text) ? spelled(text) : part(text);
  const dotted = (host: string) => host.split('.').map(label).join(` ${words.dot} `);
  const local = (host: string) => host.split('.').map(part).join(` ${words.dot} `);
  const folders = (text: string) =>
    text
      .split('/')
      .slice(1)
      .map((folder) => ` ${words.slash} ${local(folder)}`)
      .join('');
  const squeezed = (text: string) => text.replace(/ +/g, ' ');
  const site = (_: string, host?: string, folder?: string) => squeezed(`${dotted(host!)}${folders(folder ?? '')}`);
  return [
    replace(new RegExp(`(?<![\\w.+-])([\\w.+-]+)@(${name}[a-z]{2,})\\b`, 'giu'), (_, user, host) =>
      squeezed(`${local(user!)} ${words.at} ${dotted(host!)}`),
    ),
    replace(new RegExp(`\\bhttps?:\\/\\/(${name}[a-z]{2,})\\b${path}`, 'giu'), site),
    replace(new RegExp(`\\b(www\\.${name}[a-z]{2,})\\b${path}`, 'giu'), site),
    replace(new RegExp(`(?<![\\w@./-])(${name}(?:${domains}))\\b(?!\\.\\w)${path}`, 'giu'), site),
  ];
}
