import type { Evidence } from '../../contract.ts';
import { evidenceFor } from '../../evidence.ts';

/** What tells in French an emergency, or that it is urgent. */
export const urgent: Evidence[] = evidenceFor('urgent', [
  [
    3,
    `fait(?: \\w+)? (?:renverser|ecraser|percuter|mordre|agresser|taper dessus)|bouge (?:a peine|plus)|respire a peine|sous (?:oxygene|respirateur|dialyse)`,
  ],
  [
    3,
    `(?:on|nous|personne|je)(?: ne| n)? (?:peut|peuvent|pouvons|arrive|arrivons|peux) plus (?:rien )?(?:encaisser|travailler|facturer|produire|bosser)|(?:boite|bureau|usine|magasin|service|entreprise|equipe) est (?:completement |totalement )?(?:a l arret|bloquee?|paralysee?|par terre)|(?:serveurs?|reseau|systeme)(?: \\w+){0,3} (?:tombee?s?|plante|par terre|a l arret)`,
  ],
  [
    3,
    `peux plus (?:de|tellement) (?:douleur|mal|j ai mal)|supporte plus la douleur|mal a (?:hurler|crever|en pleurer)|visage (?:tout |completement )?(?:gonfle|enfle)|(?:joue|bouche|gencive|gorge)(?: \\w+){0,2} (?:gonflee?|enflee?)|faites vite|je vous en supplie`,
  ],
  [-4, `(?:coincee?s?|bloquee?s?) dans (?:les |le |la |un |des )?(?:bouchons?|trafic|circulation|embouteillages?|metro|train)|repondeurs?`],
  [
    3,
    `(?:mal|douleurs?|serre)(?: \\w+){0,3} (?:au coeur et|poitrine|bras gauche|au bras)|bras gauche|perd connaissance|perdu conscience|paralyse\\w*`,
  ],
  [
    3,
    `accouche(?:r|ment)?|flammes?|(?:tombee?|chutee?|chute) (?:du|de la|des|d un|d une|dans (?:l escalier|les escaliers|un trou|la piscine))|(?:grosse|enorme|importante|sacree) (?:fuite|inondation)|fuite (?:importante|enorme)|l eau (?:coule|monte|rentre|entre|jaillit|descend)|douleurs? (?:a la |dans la )?(?:poitrine|thoracique)|mal a (?:la poitrine|respirer)|epilep\\w*|hypoglycemie|etranglee?|blessee?s?|blessures?|ensanglante\\w*|disparue?|kidnapp\\w*|violent\\w*|frappee?|intrus|en train de mourir|mourir|mourant\\w*|agonise|percute\\w*|ecrase\\w*|coma`,
  ],
  [
    3,
    `plus (?:de |d )(?:chauffage|electricite|courant|eau|oxygene)(?: \\w+){0,6} (?:bebe|nourrisson|maternite|hopital|malade|enfants?|personne agee)|(?:bebe|nourrisson|enfants?|fils|fille) (?:\\w+ )?(?:enfermee?s?|coincee?s?|bloquee?s?|seule?)|(?:enfermee?s?|coincee?s?) (?:dans|dehors|a l)|(?:depechez|faites vite|plus une minute|vite s il vous plait)`,
  ],
  [
    3,
    `(?:besoin|veux|faut|faudrait)(?: \\w+){0,3} (?:medecin|docteur|plombier|serrurier|electricien|depanneur|veterinaire|secours)(?: \\w+){0,3} (?:vite|maintenant|tout de suite|immediatement|cette nuit)`,
  ],
  [3, `(?:besoin|faut|faudrait|veux|envoyez)(?: \\w+){0,6} (?:immediatement|tout de suite|maintenant|sur le champ|dans l heure)`],
  [
    3,
    `ambulance|samu|pompiers?|convulse\\w*|odeur de brule|sent le brule|s ecroule\\w*|s effondre\\w*|effondre\\w*|rage de dents|insupportable|atroce|(?:la|une) police|perds? les eaux|alerte|garde a vue|au commissariat|ca urge|gonfle de|faire une chute|fait une chute|avale (?:du|de la|des|un|une)|alarme (?:incendie )?(?:sonne|hurle)|fumee|explose|eclate|arrache|fracture|overdose|empoisonnement|mordue? par|se noie|hypothermie|brulures?`,
  ],
  [
    3,
    `(?:peux|peut|peuvent|puis) (?:plus|pas) (?:\\w+ )?attendre|extremement (?:important|presse|grave)|tres presse|(?:arbre|poteau|mur|plafond|toit) (?:est |s est )?(?:tombe|en train de|effondre)|perd (?:beaucoup|enormement)|(?:vole|volee|volees|pille|braque)(?: \\w+){0,5} (?:police|nuit)|ne (?:bouge|repond|reagit) plus(?! (?:au telephone|a mes|aux|a nos|a vos))|coincee?s? (?:sur|dans|au bord)|bloquee?s? (?:sur l autoroute|au bord|dans la neige|dehors)`,
  ],
  [-4, `pompiers? volontaires?|alarme de rappel`],
  [4, 'urgen\\w+'],
  [
    -6,
    'pas (?:\\w+ )?(?:urgen\\w+|grave|presse)|rien d urgen\\w+|sans urgence|aucune urgence|pas une urgence|pas d urgence|urgence particuliere|service des urgences ferme',
  ],
  [3, '(?:sent|odeur|fuite|senti|sens)(?: \\w+)* (?:le |de |du |au )?gaz|au secours|a l aide|sos'],
  [
    3,
    '(?:y a|il y a|c est|a pris) (?:le |du )?feu|(?:le|prend|pris|en) feu(?! (?:rouge|vert))|incendie|brule (?:dans|chez)|court circuit|etincelles|de la fumee|explos\\w+',
  ],
  [
    3,
    'inonde\\w*|inondation|degat des eaux en cours|(?:de l eau|l eau coule|l eau) (?:\\w+ )?(?:partout|a flots|du plafond|monte|sous la porte)|ca deborde partout|catastrophe',
  ],
  [
    3,
    '(?:ne |n )?(?:respire|respires) (?:plus|mal|pas)|saigne\\w*|hemorragie|perd (?:du|beaucoup de) sang|malaise|crise cardiaque|infarctus|avc|inconsciente?|evanouie?|perdu connaissance|convulsions?|etouffe|noyade|intoxication|empoisonne\\w*|vient d accoucher|perdu les eaux|contractions|suicid\\w*|reaction allergique|bras (?:est )?casse',
  ],
  [
    3,
    '(?:a|vient d|eu|avons eu|dans) (?:avoir )?(?:un |cet )?(?:grave )?accident(?: de (?:voiture|moto|velo|la route))?|renverse par|agresse\\w*|cambriol\\w*|danger|en danger de mort|menace\\w* (?:moi|de)',
  ],
  [
    3,
    '(?:bloquee?s?|coincee?s?|enfermee?s?|prisonniere?) (?:dehors|dans (?:l |un |le )ascenseur|dans l|a l (?:exterieur|interieur))|porte claquee|a la rue',
  ],
  [
    3,
    'venez (?:tout de suite|vite|immediatement|au plus vite)|depechez vous|vite vite|^vite|ne peut (?:pas|plus) attendre|peut pas attendre|pas une minute a perdre|question de vie|critique|tres grave|c est grave|plus grave|situation grave|pronostic',
  ],
  [2, 'tout de suite|immediatement|sur le champ|dans la minute|dans l heure'],
  [1, 'au plus vite|des que possible|rapidement|le plus vite|le plus rapidement|presse'],
]);
