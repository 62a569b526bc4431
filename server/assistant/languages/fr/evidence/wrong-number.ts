import type { Evidence } from '../../contract.ts';
import { evidenceFor } from '../../evidence.ts';

/** What tells in French that the wrong number was called. */
export const wrongNumber: Evidence[] = evidenceFor('wrong-number', [
  [4, `(?:ce n est|c est|vous n etes|n est ce) pas chez (?!vous|moi|toi|nous|eux|lui|elle)(?:\\w+ ){0,3}\\w+$`],
  [
    4,
    `(?:me suis|m suis|s est|ai du me) (?:goure|gouree|plante|plantee|trompe|trompee)(?: de numero)?$|mal (?:compose|composer|tape|taper)|(?:compose|tape|fait|mis|numerote)(?: \\w+){0,2} (?:mauvais|faux)(?: numero)?`,
  ],
  [
    4,
    `(?:pardon|desolee?|excusez moi|excusez|excuse|excuses|zut|oups|mince)(?: \\w+){0,3} (?:croyais|pensais|cherchais|voulais) (?:que c etait |appeler |joindre |avoir |telephoner a |etre chez |parler a )?(?:le|la|l|les|un|une|chez|mon|ma|quelqu un) (?!message|rendez|rdv|devis|renseignement|info|question|tarif|horaire|dossier|mot|facture|commande|prix|numero de)\\w+(?: d autre)?$`,
  ],
  [
    4,
    `(?:croyais|pensais|cherchais|voulais) (?:que c etait |appeler |joindre |avoir |telephoner a |etre chez )?(?:le|la|l|les|chez|mon|ma) (?!message|rendez|rdv|devis|renseignement|info|question|tarif|horaire|dossier|mot|facture|commande|prix)\\w+(?: \\w+)? (?:desolee?|pardon|excusez|excuse)`,
  ],
  [4, `(?:ce n est|c est|n est) pas le (?:numero|06|07|01|telephone|portable|fixe) d`],
  [
    4,
    `vous n etes pas (?:\\w+ )?(?:le|la|l|un|une|chez|au|du|monsieur|madame)|^(?:ah |oh |oups )?(?:pardon |desolee? )?erreur\\b|(?:ce n est|c est) pas (?:vous|toi) que|pas la bonne (?:personne|maison|adresse|entreprise|societe)`,
  ],
  [
    4,
    `(?:ah|oh|zut|mince|oups|pardon|desolee?|excusez moi|excuse moi)(?: \\w+){0,3} (?:ce n est|c est|vous n etes|n etes|suis) pas (?!grave|ca|cela|urgent|possible|exact|vrai|juste|le bon rendez)\\w+|(?:ce n est|c est) pas (?:le |la |l )?(?:bon )?(?:numero|endroit|adresse)|(?:cherchais|voulais|pensais|croyais)(?: \\w+){0,5} (?:desolee?|pardon|excusez)`,
  ],
  [
    4,
    `(?:appele|compose|appuye|telephone)(?: \\w+){0,3} par (?:erreur|megarde|accident)|suis bien (?:a|au|chez)(?: \\w+){1,4} non|erreur (?:de (?:numero|destinataire|correspondant))|(?:ah|oups|pardon|desole) (?:\\w+ )?erreur`,
  ],
  [
    5,
    '(?:mauvais|faux|pas le bon|trompee? de|erreur de|tromper de|trompe dans le|pas compose le bon|mal compose (?:le|mon)) numero|mal compose|numero errone',
  ],
  [
    5,
    '(?:me suis|m etre|suis|dois m etre|du me|me|on s est|s est|etre) trompee?s?(?! (?:dans|de (?:jour|date|heure|taille|modele|montant|facture)|en|sur))|(?:j ai|dois) (?:du )?(?:me )?tromper(?! (?:dans|de (?:jour|date|heure)))',
  ],
  [
    4,
    '(?:c est|fait|faire|il y a|desole|pardon|excusez moi) (?:une |petite )?erreur(?! (?:sur|dans|de (?:ma|la|votre|livraison|facturation|montant|dosage)))(?: de (?:ma part|numero|destinataire))?',
  ],
  [
    4,
    '(?:pas|n est pas|suis pas|etes pas|n etes pas|suis(?: \\w+)? bien) (?:bien )?(?:chez|a) (?:la |le |l |les )?\\w+(?: \\w+)* (?:desole|pardon|excusez|excuse|alors)|(?:pas|n est pas|etes pas) (?:chez |au |a )(?:le |la |l |les )?(?:mamie|papy|maman|pizzeria|pharmacie|mairie|cabinet|garage|restaurant|hopital|taxi|domicile|gare|poste|bonne adresse|bon endroit|hotel|clinique)',
  ],
  [
    4,
    '(?:ce n est|c est|vous n etes|vous etes|est ce|n est ce|suis) pas (?:la |le |l |chez |du |de la |au )+(?:pizzeria|pharmacie|mairie|cabinet|garage|restaurant|hopital|taxi|domicile|gare|poste|hotel|clinique|boulangerie|coiffeur|bureau|banque|prefecture|ecole|boucherie|numero)',
  ],
  [
    5,
    '(?:pas|mauvais|au mauvais) (?:appele |tombe |compose |sonne )?(?:au |chez |le )?(?:bon )?(?:endroit|destinataire|la bonne personne|bonne adresse|bon endroit|bon interlocuteur)|la mauvaise personne|mauvaise maison|mauvais correspondant',
  ],
  [4, '(?:voulais|pensais|croyais|cherchais)(?: \\w+)? (?:appeler|etre chez|etre a|tomber chez|tomber sur|joindre|composer|avoir)'],
]);
