import type { Evidence } from '../../contract.ts';
import { evidenceFor } from '../../evidence.ts';
import { celebration, day, opened } from './words.ts';

/** What tells in French a question about opening hours or the address. */
export const hours: Evidence[] = evidenceFor('hours', [
  [
    4,
    `(?:serez|etes|seriez)(?: vous)?(?: encore| toujours| deja)* (?:la|sur place|au \\w+|a l \\w+|dans vos locaux)(?: \\w+){0,3} (?:heures?|h|tard|soir|midi|matin|quelle heure|${day})`,
  ],
  [
    4,
    `(?:partez|prenez|etes|serez)(?: vous)?(?: vos| en| les)* (?:vacances|conges)(?: \\w+){0,3} (?:quand|periode|dates?|jusqu|mois)|(?:quand|quelle periode|quelles dates|jusqu a quand)(?: \\w+){0,5} (?:vacances|conges)`,
  ],
  [
    4,
    `permanence|(?:ouvre|ouvert\\w*|fonctionne|marche|tourne|actif|active) (?:pendant|durant) (?:les|la)|(?:y a|il y a|y a t il) (?:du monde|quelqu un)(?: \\w+){0,4} (?:midi|deux|matin|soir|week end|${day})`,
  ],
  [
    4,
    `(?:travaillez|bossez|ouvrez|fermez|ouverts?|fermee?s?|ouverte?s?|recevez)(?: \\w+){0,4} ${celebration}|${celebration}(?: \\w+){0,4} (?:travaillez|bossez|ouvrez|fermez|ouverts?|ouvertes?|fermee?s?)`,
  ],
  [4, `(?:des|a partir de|jusqu a) quelle heure (?:est ce qu |est ce que )?(?:on|je|vous|le|la)`],
  [
    3,
    `(?:prenez|servez|recevez|livrez|acceptez)(?: \\w+){0,3} (?:le|les) (?:lundis?|mardis?|mercredis?|jeudis?|vendredis?|samedis?|dimanches?|week end|soir|matin|midi)|(?:serez|etes|seriez|sera)(?: vous)? (?:la|present|presents) (?:le |les )?(?:${day})|jours d ouverture|quels jours`,
  ],
  [
    3,
    `(?:a )?(?:quelle heure|quelles heures)(?! (?:est il|il est|est mon|est ma|mon|est le (?:match|film)|est notre))(?!.*(?:rendez vous|rdv|match|film|train|bus|metro|tram|journal|emission|avion|livr|technicien|plombier|livreur))`,
  ],
  [
    3,
    `(?:vous |serez |etes |soyez |c est |bureau |magasin |cabinet |salon |boutique |mairie |garage |agence )(?:\\w+ ){0,3}(?:ouverte?s?|fermee?s?|ouvrez|fermez|rouvrez|rouvrirez)|(?:ouverte?s?|fermee?s?) (?:le |les |la )?(?:${day}|quatorze|quinze|premier|huit|onze|jours?)`,
  ],
  [
    3,
    `(?:peut|peux|puis|pourrais|pouvons)(?: on| je)?(?: \\w+){0,2} (?:venir|passer)(?: \\w+){0,4} (?:${day}|jusqu|avant|apres|encore|maintenant|aujourd|quelle heure)(?! (?:pour|visiter|voir|faire|consulter))`,
  ],
  [
    4,
    `(?:y a t il|il y a|y a|est ce qu il y a) (?:quelqu un|du monde)(?: \\w+){0,5} (?:${day}|matin|soir|apres midi)|nocturne|journee continue|non stop|quels jours|(?:le public|les patients|les clients) (?:quels jours|jusqu|a partir|de quelle)|combien de temps(?: \\w+){0,2} (?:fermez|ouvrez)|(?:prenez|recevez)(?: \\w+){0,3} jusqu|jours d ouverture|periode de fermeture|pause de midi|entre midi`,
  ],
  [-4, `pour ma |pour mon |visiter|consultation|installer|venir voir|vacciner|coupe`],
  [
    4,
    `(?:horaires?|heures?) (?:d |de |des |du |est ce que )?(?:${opened}|bureau|visites?|reception|l accueil|votre|vos|cabinet|magasin|samedi|dimanche|service)|vos horaires|quels? (?:sont )?(?:les |vos )?horaires?|les horaires|horaires`,
  ],
  [
    4,
    `(?:vous |etes |est |sont |c est |c |magasin|boutique|bureau|cabinet|agence|garage|restaurant|atelier|salon|mairie|ecole|pharmacie|vous etes)(?: \\w+){0,3} ?(?:ouvre|ouvrez|ouverts?|ouvertes?|fermez|fermes?|fermee?s?|rouvrez)(?! (?:dossier|un compte|compte))`,
  ],
  [
    3,
    `(?:ouvrez|fermez|rouvrez|fermerez|ouvrirez|ouvre|ferme)(?: vous)?(?: \\w+){0,3} (?:quand|quelle heure|midi|jours?|${day}|heures?|entre|pendant|a|le)`,
  ],
  [4, `(?:quelle heure|quand|quels? jours?|jusqu a (?:quand|quelle heure)|a partir de quelle heure)(?: \\w+){0,5} ${opened}`],
  [4, '(?:jusqu a|des|a partir de|entre|avant|apres) (?:quand|quelles? heures?)|quels jours (?:vous|travaillez|recevez|etes)'],
  [
    4,
    `(?:travaillez|bossez|recevez|consultez|accueillez|servez|etes la|etes present|seance)(?: vous)?(?: \\w+){0,4} (?:le |les |ce |cet |entre |pendant |jusqu )?(?:${day}|midi|jours feries|ferie|soir|matin|aout|noel|vacances|samedi|quelle heure|a quelle heure|quand)`,
  ],
  [
    3,
    `(?:peut on|on peut|je peux|puis je)(?: \\w+)? (?:venir|passer)(?: \\w+){0,2} (?:quelle heure|a partir de quelle|sans rendez vous)|(?:a )?quelle heure (?:puis je|je peux|peut on|on peut) (?:venir|passer)`,
  ],
  [
    3,
    `(?:ouvert|ouverte|ouverts|ferme|fermes)(?: \\w+){0,3} (?:${day}|aujourd hui|maintenant|midi|ferie|en ce moment|aout|noel|vacances|toussaint|paques|jour de l an|entre midi)`,
  ],
  [
    4,
    `(?:quelle|votre|c est quoi l|donner l|donner votre|connaitre l|connaitre votre|avoir l|avoir votre|l) adresse(?! (?:mail|email|e mail|electronique|a change))|(?:vous etes|etes vous|vous trouvez|se trouve|se situe) (?:situes? )?(?:ou|situes?)$|ou (?:etes vous|est ce que vous etes|se trouve|vous trouvez vous|est situe|vous etes|se situe)`,
  ],
  [-4, 'rendez vous|porte|portail|fenetre|robinet|compte bancaire|un dossier|combien(?! de temps)|bloque\\w*'],
]);
