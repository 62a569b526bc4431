import type { EmailWords } from '../contract.ts';

const sign = '(?:point|tiret(?: du (?:bas|6|8|six|huit))?|underscore)';

export const email: EmailWords = {
  spoken: new RegExp(`\\b(?<local>[a-z0-9]+(?: ${sign} [a-z0-9]+)*) arobase (?<domain>[a-z0-9]+(?: tiret [a-z0-9]+)*(?: point [a-z0-9]+)+)`),
  introduced:
    /(?:^| )(?:(?:(?:vous pouvez |merci de |veuillez |il faut )*(?:m |me |nous |l |les )*(?:ecrire|envoyer|joindre|contacter|repondre)(?: ca| le| la| par e mail| par mail)* (?:a|sur)(?: l adresse)?)|(?:(?:et |ou |sinon |voici |c est |par |sur |a |mon |ma |l |une |adresse )*(?:e mail|email|mail|courriel|electronique)(?: (?:c est|est|sera|a))*)|c est|est|adresse)$/,
  signs: [
    ['tiret du bas', '_'],
    ['tiret du 8', '_'],
    ['tiret du huit', '_'],
    ['tiret du 6', '-'],
    ['tiret du six', '-'],
    ['underscore', '_'],
    ['tiret', '-'],
    ['point', '.'],
  ],
};
