import type { PhoneWords } from '../contract.ts';

export const phone: PhoneWords = {
  negated: /\b(?:pas|au lieu (?:de|du)|plutot que|et non(?: pas)?|a la place (?:de|du))(?: (?:le|du|de|les))?$/,
  introduced: new Set(
    `vous tu pouvez peux pouvais pourrez me m nous joindre rappeler rappelez rappelle moi appelez appeler contacter recontacter joignable telephoner et alors donc voici notez mon le ce au sur c est a numero telephone tel portable fixe mobile de sera toujours directement personnel professionnel bureau domicile du ou bien aussi suis merci`.split(
      ' ',
    ),
  ),
  atStart:
    /\b(?:au (?:tout )?debut|(?:les |le |aux |au )?(?:deux |quatre |trois )?premiers?(?: chiffres?)?|commence|pour commencer|indicatif|prefixe)\b/,
  atEnd:
    /\b(?:a la (?:toute )?fin|(?:les |le |aux |au )?(?:deux |quatre |trois )?derniers?(?: chiffres?)?|finit|termine|se termine|pour finir|en dernier)\b/,
  slips:
    /^(?=.*\b(?:non|pardon|excusez moi|je me trompe|je me suis trompee?|je recommence|je reprends|ou plutot|plutot|je veux dire|desolee?|enfin)\b)(?:(?:euh|heu|ah|oh|non|pardon|excusez moi|je me trompe|je me suis trompee?|alors|je recommence|je reprends|attendez|c est|le|ou plutot|plutot|je veux dire|desolee?|oui|mais|enfin|donc|bon)(?: |$))+$/,
  lastDigit:
    /\b(?:dernier(?: chiffre)?|(?:finit|termine|fini)(?: bien)? (?:par|avec|en))(?: (?:c est|c etait|est|n est|pas (?:un |le )?\w+|mais|et|plutot|bien))*(?: (?:un|le))? (\w+)$/,
  swappedDigit:
    /\bpas (?:(?:un|le) )?(?<wrong>\w+)(?: mais| c est| plutot)*(?: (?:un|le))? (?<right>\w+)$|\b(?<right2>\w+)(?: et| mais)? pas (?:(?:un|le) )?(?<wrong2>\w+)$/,
  refused:
    /\b(?:par|un|le) (?:mail|e mail|email|courriel) (?:ca |c est |cela )?(?:me )?(?:suffit|ira|va|bien|bon|parfait|suffira)(?: bien| tres bien)?$|\b(?:vous|elle|il|ils|elles|on) (?:l )?(?:avez|a|ont|connaissez|connait|connaissent)(?: (?:deja|bien|tous?|surement|normalement))* (?:mon numero|mes coordonnees|mon portable|mon telephone|mon 06)(?: (?:deja|dans (?:votre|le|son|mon) (?:fichier|dossier|telephone)|de telephone))?\b|\b(?:(?:c est |ce n est )?pas (?:la peine|besoin|necessaire)|inutile|(?:vous n avez|n avez|y a|il n y a) pas besoin) (?:de me |qu on me |que vous me )(?:rappel\w+|recontact\w+)|\b(?:(?:et |mais )?(?:je |j |on )?(?:ne |n )?(?:(?:prefere|prefererais|aime|aimerais|veux|voudrais|souhaite|souhaiterais|vais|peux|compte|tiens)(?: \w+){0,3} (?:pas|rien)(?: \w+){0,2}|refuse de|(?:prefere|prefererais) (?:eviter de|m abstenir de)|pas envie de) (?:vous )?(?:donner|laisser|communiquer|transmettre|divulguer|dire)(?: \w+)?|(?:je )?(?:ne )?(?:vous )?(?:donne|laisse|donnerai|laisserai|communique)(?: \w+)? pas) (?:mon|mes|le|de|un|ce|ma) (?:numeros?|telephone|portable|coordonnees)(?! (?:de (?!telephone|portable|tel)|d ))(?: de (?:telephone|portable|tel))?|\b(?:je )?(?:ne )?(?:le |vous le )?(?:donne|donnerai) pas mon numero\b|^(?:non )?(?:je )?(?:n )?(?:ai )?pas (?:de|mon) numero(?: de telephone)?$/,
  callerNumber:
    /\b(?:numero|celui|numero de telephone|telephone|portable|ligne)(?: \w+)? (?:avec lequel|duquel|dont|d ou|sur lequel|par lequel|depuis lequel|que j utilise|qui (?:s affiche|est affiche|apparait|vous appelle|s est affiche)|affiche|avec laquelle|a partir duquel|de cet appel|d appel|que vous (?:voyez|avez))|\b(?:ce|le meme|meme) numero(?: ci| la)?$|\bsur ce numero\b|\b(?:mon )?numero (?:actuel|d appel|s affiche)\b|\bce numero (?:la|ci|convient|est bon|est le bon)\b|\b(?:au|sur) (?:celui|ce numero)(?: ci| la)?\b/,
  units: new Set(
    `heures heure h minutes minute secondes jours jour semaines semaine mois ans an annees euros euro metres metre kilometres kilos kilo personnes personne fois chambres pieces etage pour cent degres
    janvier fevrier mars avril mai juin juillet aout septembre octobre novembre decembre rue avenue boulevard couverts enfants adultes litres grammes chiffres premiers derniers places`.split(
      /\s+/,
    ),
  ),
};
