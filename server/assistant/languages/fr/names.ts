import type { NameWords } from '../contract.ts';
import { firstNames } from './first-names.ts';

const phrases = (text: string) =>
  text
    .trim()
    .split(/\s*\n\s*/)
    .map((line) => line.split(' '));

/** Roles that people ask for. */
const role =
  '(?:directeur|directrice|maman|papa|mamie|papy|boss|contremaitre|chef d atelier|chef de chantier|associe|associee|docteure|mari|femme|patron|patronne|gerant|gerante|responsable|chef|cheffe|docteur|medecin|dentiste|kine|avocat|avocate|notaire|comptable|secretaire|proprietaire|veterinaire|infirmiere?|mecanicien|technicien|maitresse|professeur|prof|cuisinier|coiffeuse|coiffeur|artisan|plombier|electricien|commercial|maire|assistante?|collegue|president|syndic|gestionnaire|chirurgien|banquier|agent immobilier|principal|proviseur|concierge|gardien)';

/** French ways to say who one is and whom one wants. */
export const names: NameWords = {
  introducers: phrases(`je m appelle
    je me nomme
    je me presente
    mon nom de famille c est
    mon nom de famille est
    mon nom de famille
    mon nom complet c est
    mon nom complet est
    mon nom c est
    mon nom est
    mon nom
    le nom c est
    le nom est
    mon prenom c est
    mon prenom est
    c est au nom de
    au nom de
    moi c est
    vous parlez a
    vous parlez avec
    c est la societe
    ici la societe
    je represente la societe
    c est l entreprise
    c est au nom de famille
    c est de la part de
    de la part de
    m appelle`),
  weakIntroducers: phrases(`ici c est
    ici
    c est bien
    c est
    je suis
    j suis
    ce sera
    non pas
    non
    plutot`),
  greetings: phrases(`bonjour
    bonsoir
    allo`),
  closers: phrases(`a l appareil
    au telephone
    a l autre bout du fil
    au bout du fil
    a votre ecoute`),
  announced:
    /(?:^|\s)((?:(?:vous )?(?:pouvez|pourriez)(?: vous)? |merci de |veuillez |je (?:voudrais|veux|souhaite) (?:que vous )?)?(?:juste |bien )?(?:(?:lui|leur) (?:dire|transmettre|signaler)|(?:dites|dis|direz|dire|signalez|prevenez|informez|transmettez)(?: bien| juste)?(?: (?:lui|leur|le|la|les)| (?:a|au) (?:\w+ ){0,2}\w+)?) (?:que|qu))$/,
  hasCalled:
    /^(?:a (?:re)?(?:appele|telephone)|a (?:cherche|essaye|tente|voulu)(?: a| de| d)? (?:l |le |la |les |vous )?(?:appeler|joindre|contacter)|est passee?)(?= |$)/,
  titles: {
    monsieur: 'Monsieur',
    M: 'Monsieur',
    mr: 'Monsieur',
    madame: 'Madame',
    mme: 'Madame',
    mademoiselle: 'Mademoiselle',
    mlle: 'Mademoiselle',
    docteur: 'Docteur',
    dr: 'Docteur',
    maitre: 'Maître',
    Me: 'Maître',
    professeur: 'Professeur',
  },
  articles: new Set(['le', 'la', 'l']),
  and: new Set(['et']),
  particles: new Set([
    'de',
    'du',
    'des',
    'd',
    'la',
    'le',
    'van',
    'von',
    'der',
    'den',
    'ben',
    'el',
    'al',
    'di',
    'da',
    'dos',
    'saint',
    'sainte',
    'o',
    'mac',
    'bin',
  ]),
  stops: new Set(
    `je j tu il elle on nous vous ils elles me m te t se s mon ma mes ton ta tes son sa ses notre votre nos vos leur leurs et ou mais donc or ni car que qu qui quoi
    dont ou a au aux en dans par pour sur sous avec sans chez un une ce c cet cette ces ne n pas plus est suis sont etes ai as avons avez ont etait voudrais veux appelle
    appel appelais souhaite aimerais numero telephone portable bonjour bonsoir allo merci oui non euh heu ben bah alors voila bien tres trop tout toute tous si ici la y
    urgent urgence message rendez rdv svp plait parce comme quand comment combien depuis suite propos sujet fuite panne possible cela ca ceci rien personne quelqu
    votre client cliente voisin voisine maman papa ete faire fait dire avoir etre probleme erreur parfait exact exactement bon bonne correct d'accord accord
    tard tot demain hier aujourd matin midi soir encore toujours jamais peut pouvez pourrais pourriez peux dois faut interesse interessee desole desolee vraiment
    celui celle meme deja aussi moi toi lui eux super nickel gentil grave dommage clair sur sure fini mort enceinte malade absent absente occupe libre yes hello papy mamie papi maitresse societe entreprise boite mairie banque agence association assurance assurances compagnie service services syndic vendredi lundi mardi
    mercredi jeudi samedi dimanche noel attendez attends pardon excusez mauvais faux`.split(/\s+/),
  ),
  familyNames: new Set(['bon', 'noel', 'clair', 'gentil', 'parfait', 'voisin', 'sage', 'libre', 'dimanche', 'samedi', 'jeudi']),
  afterName: new Set(['a', 'au', 'je', 'j', 'de', 'du', 'pour']),
  firstNames,
  thenCalls:
    /^(?:(?:de|du|d|des) (?:la |l )?(?:\w+ ){1,3})?(?:et )?(?:je (?:vous |t )?(?:appelle|telephone|contacte|rappelle)|j appelle|j aurais|je voudrais|c est (?:pour|au sujet|a propos|concernant))(?= |$)/,
  around: new Set([
    'oui',
    'alors',
    'bonjour',
    'bonsoir',
    'allo',
    'ok',
    'non',
    'c',
    'est',
    'merci',
    's',
    'il',
    'vous',
    'plait',
    'voila',
    'moi',
    'euh',
    'ici',
  ]),
  slips: /^(?:(?:non|pardon|desolee?|excusez moi|je veux dire|je voulais dire|enfin|ou plutot|plutot|euh|je me trompe)(?: |$))+/,
  endingWith: /\b(?:avec|finit (?:par|en)|se termine par|termine par)(?: un| une| le| la)?$/,
  negations: new Set(['pas']),
  personIntroducers:
    /\b(?:(?:^|oui )(?:c est|est ce) (?:bien )?(?:toi|vous)|(?:parler|causer|discuter|m adresser|m entretenir|echanger|parle)(?: directement| urgemment)?(?: a| avec)?|(?:il|elle) est (?:la|dispo|disponible|rentree?|arrivee?|pas la)|(?:joindre|contacter|trouver|(?<!c est )demande|cherche|cherche apres|transferez moi a|(?:me|nous|le|la) (?:passer|passe|passez|transferer vers)|relation avec|contact avec|ligne avec|passez(?: moi| nous)?|passe moi|(?:peux|pourrais|puis je|voudrais|veux|souhaite|aimerais|possible d) avoir|c est pour|ce serait pour|bien chez|la ligne de|(?:dire|glisser|toucher) (?:un|deux) (?:petits? )?mots? a|le bureau de|le poste de)(?: directement)?)$/,
  calls: /^(?:(?:oui|ah) )*(?:allo|salut|coucou|hep)$/,
  personMentions: /\b(?:pour|rendez vous avec|rdv avec|chez|attention de)$/,
  personAddressed:
    /(?:^|\s)((?:(?:pouvez|pourriez) vous |vous (?:pouvez|pourriez) |merci de |veuillez |(?:je|j) (?:voudrais|aimerais|veux|souhaite|souhaiterais) )?(?:bien )?(?:(?:laisser |prendre |transmettre |passer )?(?:un |ce |le )?(?:petit )?(?:message|mot) (?:pour|a)|(?:dire|dites|direz|faire savoir|faites savoir|transmettre|transmettez|signaler|signalez|demander|demandez|rappeler|rappelez) (?:a|au)|(?:prevenir|prevenez|informer|informez|avertir|avertissez)))$/,
  personClosers:
    /^(?:(?:(?:est ce qu )?(?:il |elle ))?(?:est|serait|sera)(?: \w+)?(?: \w+)? (?:la|disponible|dispo|joignable|present|presente|libre|arrive|arrivee|rentre|rentree|dans (?:les parages|le coin|son bureau|la maison|les locaux))\b|(?:dans le coin|dans les parages|au telephone|(?:(?:il |elle )?(?:travaille|bosse))(?= |$)|que je (?:veux|cherche|souhaite|voudrais)|s il vous plait$|svp$|je vous (?:en )?prie$))/,
  roles: new RegExp(
    `\\b(?:le|la|l|votre|mon|ma|au|a(?= (?:maman|papa|mamie|papy))) ((?:${role})(?: (?:du|de|des|de la) \\w+)?|service \\w+|service (?:des|de la|du|de l) \\w+|secretariat|comptabilite|compta|accueil|atelier|direction)\\b`,
  ),
  refused:
    /\b(?:(?:et |mais )?(?:(?:je |j )?(?:ne |n )?(?:(?:prefere|prefererais|aime|aimerais|veux|voudrais|souhaite|souhaiterais|vais|peux|compte|tiens)(?: \w+){0,3} (?:pas|rien)(?: \w+){0,2}|refuse de|pas envie de|pas besoin de) (?:vous )?(?:dire|donner|laisser|communiquer|decliner)(?: \w+)? (?:mon|de) (?:nom|prenom|identite)|(?:je )?(?:ne )?(?:vous )?(?:donne|dis|dirai|donnerai)(?: \w+)? pas (?:mon|de) (?:nom|prenom)|(?:(?:je )?(?:prefere|veux|voudrais|souhaite|prefererais|aimerais|tiens a) )?(?:rester|etre|reste) anonyme|(?:c est |de maniere |je suis )?anonyme(?:ment)?|(?:sans|pas) (?:donner |dire )?(?:mon|de) nom|peu importe mon nom|mon nom (?:n a pas|a pas|n est pas|ne vous dira|vous dira)(?: \w+){1,2}|(?:ca|cela) (?:ne )?vous regarde pas))(?= |$)/,
  first: /\b(?:(\w+) c est (?:mon|le) prenom|prenom(?: c)?(?: est)? (?!mon|c|est)(\w+))\b/,
  family: /\b(?:(\w+) c est (?:mon|le) nom(?: de famille)?|nom(?: de famille)?(?: c)?(?: est)? (?!mon|de|c|est)(\w+))\b/,
  withLetter: /^avec (?:un |une |le |la )?(?:grand |petit )?(\w)(?: (?:a la fin|au bout|final))?$/,
};
