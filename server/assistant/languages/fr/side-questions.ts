import type { SideQuestion } from '../../dialogue/contract.ts';
import { any } from '../evidence.ts';
import { celebration } from './evidence/words.ts';

const before = any(
  'oui | non | mais | ah | et | alors | bon | pardon | excusez moi | dites moi | attendez | bonjour | allo | euh | donc | d accord | ok',
);
const after = any('s il vous plait | svp | la | exactement | ici | au telephone | deja | au juste | non | hein');
/** What French callers ask beside what they call about. */
export const asks: Readonly<Record<SideQuestion, RegExp>> = {
  recording:
    /^(?:\w+ ){0,6}(?:enregistree?s?|enregistrez(?: vous)?)(?: (?:la|ce que je dis|l appel|cet appel|cette conversation|notre conversation|tout))*$/,
  callback:
    /^(?:(?:et|mais|oui|alors|bon|ok) )*(?:(?:vous|on|il|elle) (?:allez |va )?(?:me |m )(?:rappel\w+|recontact\w+) (?:quand|a quelle heure|quel jour|dans combien de temps)|(?:quand|a quelle heure|dans combien de temps)(?: est ce que| est ce qu)? (?:vous|on|il|elle)(?: allez| va)? (?:me |m )(?:rappel\w+|recontact\w+)|(?:on |vous )(?:va |allez )?(?:me |m )(?:rappelle|rappeler|rappelez|rappellera) (?:quand|vite|rapidement))$/,
  who: new RegExp(
    `^(?:${before} )*(?:(?:je parle|je suis en train de parler|parle je) a qui|a qui (?:je parle|parle je|ai je (?:l honneur|affaire)|j ai affaire)|(?:et )?(?:vous etes|etes vous|t es|c est|tu es) qui(?: qui (?:parle|est la))?|qui (?:etes vous|est ce|c est|est a l appareil|est au telephone|parle|vous etes|t es)|c est qui(?: a l appareil| qui parle)?|(?:vous etes|c est|je suis|suis je|est ce que je suis|vous etes) bien (?:chez|au|a la|a l|le|la|les|l|du|de)(?! (?:numero|bon|meme|mien|sien|votre|mon)\\b)(?: \\w+){1,4}|(?:je suis|je suis tombee?) (?:chez qui|ou la)|vous (?:etes|c est) (?:quelle|quel) (?:societe|entreprise|cabinet|magasin|garage))(?: ${after})*$`,
  ),
  address:
    /\b(?:(?:vous etes|etes vous|vous trouvez|se trouve|se situe|vous situez|est situe|est ce que vous etes)(?: vous| bien| situes?| installes?)* (?:ou|dans quel(?:le)? (?:rue|ville|quartier|coin))(?: exactement| au juste| deja| donc)?$|(?:c est|vous etes) (?:situes? )?ou (?:exactement|deja|au juste)|ou (?:etes vous|est ce que (?:vous etes|je vous trouve|ca se trouve)|se trouve|vous trouvez vous|est situe|vous etes|se situe|puis je vous trouver|je peux vous trouver|c est que vous etes)|(?:quelle est|votre|c est quoi|donner|connaitre|avoir) (?:\w+ )?(?:l |votre )?adresse(?! (?:mail|email|e mail|electronique|internet|a change|ip))|l adresse (?:du|de la|de votre|exacte)|comment (?:on fait pour |je fais pour |puis je |je peux )?(?:venir|vous trouver|vous rejoindre|arriver chez vous)|(?:y a t il|y a|vous avez)(?: \w+){0,2} parking)/,
  hearing:
    /^(?:\w+ ){0,4}(?:(?:vous |tu )?m entend(?:ez|s)(?: vous)?(?: bien| la)?|(?:vous |tu )(?:etes|es) (?:encore |toujours )?la|ca (?:a )?coupe|(?:vous )?me recevez)$/,
  time: /^(?:(?:oui|non|ok|bon|euh|alors|attendez|attends|mais|ah|excusez moi|pardon|d accord|cherie?|mon coeur|mon cheri|ma cherie|les enfants) )*(?:(?:attendez|attends|patientez|un (?:petit )?(?:instant|moment)|(?:une|deux|trois|quelques|cinq) (?:petites? )?(?:secondes?|minutes?)|(?:ne )?quittez pas|(?:ne )?bougez pas|laissez moi (?:regarder|chercher|voir|reflechir)|je (?:cherche|regarde|reflechis|vais chercher|prends)|je suis au telephone|papa est au telephone|maman est au telephone|chut|tais toi|taisez vous|arrete|arretez|pose (?:ca|le|la)|viens (?:ici|la)|pas maintenant|cherie?|mon coeur|les enfants)(?: |$))+(?:\w+(?: |$)){0,7}$/,
  holidays: new RegExp(
    `\\b(?:${celebration}|vingt (?:quatre|cinq) decembre|trente et un decembre|(?:8 mai|14 juillet|15 aout|11 novembre|1 (?:janvier|mai|novembre)|2[456] decembre|31 decembre))\\b`,
  ),
};
