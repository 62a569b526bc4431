import type { EmailWords } from '../contract.ts';

const sign = '(?:dot|dash|hyphen|underscore)';

export const email: EmailWords = {
  spoken: new RegExp(
    `(?<local>(?!(?:me|us) )\\b[a-z0-9]+(?: ${sign} [a-z0-9]+)*) at (?<domain>[a-z0-9]+(?: (?:dash|hyphen) [a-z0-9]+)*(?: dot [a-z0-9]+)+)`,
  ),
  introduced:
    /(?:^| )(?:(?:(?:you can |please |could you |just )*(?:write(?: to)?|e mail|email|mail|reach|contact|send (?:it|that|them) to)(?: me| us)?(?: at| on| to))|(?:(?:and |or |by |on |my |the |an |it s )*(?:e mail|email|mail)(?: (?:address|is|s|to|at))*)|is|it s|address)$/,
  signs: [
    ['underscore', '_'],
    ['dash', '-'],
    ['hyphen', '-'],
    ['dot', '.'],
  ],
};
