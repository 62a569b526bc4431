import { type Rule, replace, spelled } from './rule.ts';

export interface AddressWords {
  at: string;
  dot: string;
  dash: string;
  underscore: string;
}

/** Top-level domains that are said as words although they are short. */
const saidAsWords = new Set(['co', 'eu']);

/** E-mail addresses and names of web sites: "camille point durand arobase example point org". */
export function addresses(words: AddressWords): readonly Rule[] {
  const part = (text: string) => text.replaceAll('-', ` ${words.dash} `).replaceAll('_', ` ${words.underscore} `).replaceAll('+', ' plus ');
  const label = (text: string, at: number, all: string[]) =>
    at === all.length - 1 && text.length === 2 && !saidAsWords.has(text) ? spelled(text) : part(text);
  const dotted = (name: string) => name.split('.').map(label).join(` ${words.dot} `);
  const local = (name: string) => name.split('.').map(part).join(` ${words.dot} `);
  const squeezed = (text: string) => text.replace(/ +/g, ' ');
  return [
    replace(/\b([\w.+-]+)@((?:[\w-]+\.)+[a-z]{2,})\b/giu, (_, name, host) => squeezed(`${local(name!)} ${words.at} ${dotted(host!)}`)),
    replace(/\b(?:https?:\/\/)?((?:www\.)(?:[\w-]+\.)+[a-z]{2,})\b\/?/giu, (_, host) => squeezed(dotted(host!))),
    replace(/\bhttps?:\/\/((?:[\w-]+\.)+[a-z]{2,})\b\/?/giu, (_, host) => squeezed(dotted(host!))),
  ];
}
