import { any } from '../evidence.ts';

/** What French says for yes and no, around them, and at the end of a call. */
export const yes =
  any(`oui | ouais | ouai | ouaip | yes | d accord | ok | okay | okey | parfait | exact | exactement | tout a fait | absolument | c est (?:bien )?(?:ca|cela|exact|correct|juste|bon|parfait|vrai|d accord|note) | ca marche | ca roule | ca me va | ca me convient
  entendu | effectivement | en effet | bien sur | certainement | volontiers | evidemment | je confirme | confirme | correct | affirmatif | vas y | allez y | pourquoi pas | impeccable | nickel | avec plaisir | bien entendu | mais oui | si si | ca ira | pas de (?:probleme|souci)
  c est (?:bien )?le bon(?: numero)? | vous avez (?:tout )?(?:bien )?(?:compris|note|raison) | absolument | carrement | je veux bien | naturellement | sans probleme | tres bien | comme vous dites | voila | c est note | je veux bien oui | mouais | pas de refus`);

export const no =
  any(`non | nan | nope | nenni | pas du tout | absolument pas | certainement pas | surtout pas | pas vraiment | pas exactement | c est pas (?:ca|cela|exact|correct|juste|bon|vrai|le bon)(?: du tout)? | c est (?:faux|errone|inexact|incorrect) | ce n est pas (?:ca|cela|exact|correct|juste|bon|vrai|le bon|du tout ca|tout a fait ca)
  c est faux | negatif | jamais de la vie | jamais | aucunement | en aucun cas | rien (?:d autre|de plus|du tout) | rien | ce sera tout | ca ira merci | pas la peine | pas besoin | inutile | pas question | ca ne (?:va|marche|convient) pas | ca ne me (?:va|convient) pas | ca va aller | pas pour (?:le moment|l instant)
  vous (?:vous trompez|avez mal (?:compris|note|entendu))(?: de numero)? | pas tout a fait | (?:ce n est |c est )?pas (?:la peine|necessaire|utile|indispensable) | faux | c est inexact | inexact | pas encore | je ne (?:crois|pense) pas | je ne veux pas | sans facon | c est pas ce que j ai dit | vous avez mal compris`);

export const soft =
  any(`merci | beaucoup | bien | c est | ca | s il vous plait | svp | s il te plait | madame | monsieur | tout | alors | voila | ah | oh | mais | je crois | je pense | vraiment | du tout | c est tout | pour moi | tres | le bon | le bon numero | bon | la | cela | va | allez
  ce n est pas | le | mon numero | c est bien | aussi | donc | oui | non | maintenant | pour l instant | pour le moment | de plus | je vous remercie | avec plaisir | moi`);

export const bye =
  any(`(?:au|o) ?revoir | bonne (?:journee|soiree|apres midi|fin de journee|continuation|nuit) | bon (?:week end|weekend|apres midi|dimanche|samedi|lundi|mardi|mercredi|jeudi|vendredi|appetit|courage|retour|voyage|conge|noel) | bonne (?:fete|annee|fin d apres midi|fin de semaine|semaine|suite|route|vacances) | bonnes (?:fetes|vacances) | au plaisir | excellente (?:journee|soiree) | (?:tres )?belle (?:journee|soiree) | a (?:bientot|plus tard|demain|tout a l heure|la prochaine|tantot|lundi|tout de suite) | ciao | tchao | bye(?: bye)? | adieu | (?<!\\w )a plus$
  je (?:vais )?raccroche(?:r)? | je vous laisse(?! (?:le|la|les|un|une|des|du|mon|ma|mes|deux|trois|ca|cela|imaginer|choisir)) | je dois (?:y aller|raccrocher|vous laisser) | (?:bon ben|bon|allez|ben|ok|merci|d accord|voila|oui) salut | merci (?:et )?bonsoir | bonsoir merci | salut a (?:tous|vous|toi) | bonne route | (?:bon |non |ok |allez )laissez(?: merci)?$ | (?:je|on)(?: vous)? (?:re)?(?:rappelle|rappellerai|rappelerai|rappellera|telephone|telephonerai|essaie|essaye|essaierai|essayerai|tente|tenterai)(?: (?:plus tard|demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|tantot|apres|tout a l heure|une autre fois|ce soir|dans la \\w+|dans un moment|merci|voila))*$ | on se rappelle  | tchuss`);

const around = any(
  'oui | non | bon | ben | ah | oh | en fait | finalement | ecoutez | euh | ok | c est bon | d accord | pardon | attendez | alors | merci | au revoir | c est pas grave | ce n est pas grave | tant pis | bonne journee | quand meme | tout | ca | cela | tout ca | donc | mais | enfin | desolee?',
);

/** The whole sentence takes back the call. */
export const withdraws = new RegExp(
  `^(?:${around} )*(?:(?:laissez|laisse)(?: moi)? tomber|oubliez(?: (?:ca|tout|tout ca|mon message|ma demande))?|annulez (?:tout|mon message|ma demande|mon appel)|(?:ne )?(?:transmettez|notez|dites)(?: lui)? rien|j ai change d avis|je n ai plus besoin|plus besoin)(?: ${around})*$`,
);
