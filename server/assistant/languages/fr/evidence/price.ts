import type { Evidence } from '../../contract.ts';
import { evidenceFor } from '../../evidence.ts';

/** What tells in French a question about prices and payment. */
export const price: Evidence[] = evidenceFor('price', [
  [4, `(?:faites|faut il|dois je|devrai je|est ce qu il faut) payer|facturez(?: vous)? (?:le|la|les)|a payer`],
  [3, `(?:prenez|etes|c est|trop) (?:\\w+ )?chers?`],
  [3, `combien(?! (?:de (?:temps|personnes|fois|pieces)|font|pese|mesure|y a t il|il y a|en))|de combien|les combien`],
  [
    4,
    `rembourse par|rembourses? (?:par|la)|conventionnee?|mutuelle|secu|depassements?|(?:est|sont|soit)(?: \\w+){0,3} gratuit\\w*|modalites? de paiement|conditions? (?:tarifaires?|de paiement)|facturez|fourchette|ristourne|etudiants?.*reduction|le montant|carte bleue|en especes`,
  ],
  [-4, `pese|mesure|combien de temps|erreur|trop percu`],
  [
    4,
    'combien (?:ca |cela |est ce que |coute|couterait|vaut|prenez|facturez|demandez|faut il|me |je|font|pour|c est|vous|serait|sera|est|la|le|les|tu|reviendrait|ca)(?!.*(?:de temps|temps|personnes|fois|font (?:\\w+ fois|\\d)))',
  ],
  [4, '(?:c est|ca fait|ca coute|ca revient a|ca vaut|a|prenez|prends|prend|coute|coutent|demandez|facturez|payer|paie|paye|faites|ca) combien'],
  [
    4,
    '(?:prix|tarifs?|tarification|tarifaires?|grille de tarifs?|honoraires|couts?|couter|coutera|couterait|coute|coutent|budget|forfaits?|acompte|taux horaire|main d oeuvre)',
  ],
  [
    4,
    '(?:un|des|le montant d un|votre|faire un|etablir un|demande de|pour un|obtenir un|chiffrer|estimation|estimer|une estimation|vos) (?:\\w+ )?devis|un devis|une estimation|chiffrage|chiffrer',
  ],
  [
    -3,
    '(?:mon|notre|votre) devis|le devis (?:que|signe|envoye|recu)|prix (?:goncourt|nobel)|erreur|remboursement|rembourser|essence|a tout prix|prix de la (?:liberte|paix)',
  ],
  [
    4,
    '(?:quel est|c est quoi|connaitre|savoir|donner|indiquer) (?:le |les |quel est le )?(?:montant|frais|reste a charge|loyer|prix)|frais de (?:dossier|deplacement|notaire|agence|livraison)|(?:est ce|c est|trop) (?:\\w+ )?(?:chers?|cheres?|couteux|onereux)|payants?|payante|gratuit\\w*',
  ],
  [
    4,
    '(?:des|une|vos|de) (?:reduction|remise|promotion|promotions|reductions|remises|rabais)|moyens? de paiement|payer en plusieurs fois|carte vitale|tiers payant|(?:acceptez|prenez)(?: vous)? (?:la |les |le )?(?:cartes?|cheques?|especes|tickets restaurant)',
  ],
]);
