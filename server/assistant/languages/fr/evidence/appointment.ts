import type { Evidence } from '../../contract.ts';
import { evidenceFor } from '../../evidence.ts';
import { booking, day, want } from './words.ts';

/** What tells in French an appointment or a reservation: made, moved, cancelled. */
export const appointment: Evidence[] = evidenceFor('appointment', [
  [
    3,
    `(?:ne )?(?:pourrai|pourrais|pourrons|peux|peut|pourra|vais|va|pourrait)(?: finalement| malheureusement| donc| vraiment)* (?:plus|pas)(?: finalement| malheureusement| pouvoir)* (?:etre la|venir|me deplacer|passer|honorer|me liberer|etre presente?|y aller)(?: \\w+){0,4} (?:${day}|prevu|convenu|finalement|heures?)`,
  ],
  [
    3,
    `(?:suis|est|sommes|etais) attendue?s? (?:a|pour|${day})|(?:nous serions|nous serons|on serait|on sera|on est|nous sommes|on va etre) (?:a )?\\w+ (?:pour |a )?(?:dejeuner|diner|manger|bruncher|souper|table)`,
  ],
  [
    3,
    `(?:moyen|possibilite|possible) (?:de|d) (?:passer|venir|vous voir|se voir|etre recue?|avoir une place|caler|reserver)(?: \\w+){0,7} (?:pour|${day}|semaine|mois)`,
  ],
  [
    3,
    `(?:auriez|avez|aurais|aurait|reste)(?: vous| tu| t il| il)? (?:encore |toujours )?(?:un (?:petit )?(?:moment|creneau|trou)|de la place|(?:une|des) (?:petites? )?places?|quelque chose|de la dispo\\w*|du temps)(?: \\w+){0,6} (?:${day}|midi|pour (?!la (?:colonie|garderie|creche))|semaine|mois|avant|apres|terrasse)`,
  ],
  [
    3,
    `(?:on|nous|vous|j)(?: \\w)? (?:avait|avions|aviez|avais|etait|etions|s etait)(?: \\w+)? (?:dit|convenu|prevu|cale|fixe|note)(?: \\w+){0,5} (?:${day}|heures?)`,
  ],
  [
    3,
    `(?:confirme|confirmer|confirmons) (?:\\w+ )?(?:venue|presence|passage|visite|seance|que je (?:viens|serai|passe)|pour ${day})|(?:premiere|prochaine) (?:visite|consultation|seance)|prenn?e?r?e? date`,
  ],
  [
    3,
    `(?:faire venir|envoyer|recevoir|amener|apporter|emmener|passer avec|venir avec) (?:le|la|l|un|une|votre|mon|ma|notre|mes|nos)(?: \\w+){1,4} (?:${day}|semaine)`,
  ],
  [
    3,
    `(?:voir|consulter) (?:le|la|l|un|une) (?:orthodontiste|gynecologue|ophtalmo\\w*|dermato\\w*|pediatre|cardiologue|conseillere|conseiller|banquier|psychologue|psy|orthophoniste|podologue|osteo\\w*|dieteticienne?)`,
  ],
  [-4, `places? (?:en|au|aux|a la|de parking|de stationnement) (?:creche|ecole|parking|college|maternelle|garderie|internat|stationnement)?`],
  [
    3,
    `(?:se|nous) (?:voir|rencontrer) quand|quand(?: \\w+){0,4} (?:se|nous) (?:voir|rencontrer)|annul\\w* (?:la|notre|ma|une) (?:table|resa|seance|visite|lecon)`,
  ],
  [
    -4,
    `(?:on peut|peut on|je peux|puis je|peux)(?: encore)? (?:passer|venir) (?:le |les |encore |aujourd)(?:\\w+)?(?: hui)?$|encore (?:venir|passer)`,
  ],
  [
    3,
    `quand(?: \\w+){0,6} (?:venir|passer) (?:pour|faire)|besoin de voir (?:le|la|un|une|mon|ma) \\w+|(?:annuler|reserver)$|pouvez (?:vous )?me recevoir`,
  ],
  [
    3,
    `(?:pouvez|pourriez|peut|peux|pourrait|voudrais|voudrait|aimerais|possible de|viendrez|faut|technicien|quelqu un)(?: vous| on| je)?(?: \\w+){0,5} (?:venir|passer|voir|amener|deposer|recevoir|prendre|faire)(?: \\w+){0,7} (?:${day}|quel jour|quand)`,
  ],
  [
    3,
    `quand(?: \\w+){0,4} (?:venir|passer|intervenir|prendre|recevoir)|quel jour(?: \\w+){0,4} (?:venir|passer|voir|recevoir)|(?:venir|passer) quel jour`,
  ],
  [
    3,
    `(?:inscrire|inscription|inscris)(?: \\w+){0,6} (?:cours|seance|atelier|stage|essai)|(?:se|nous) (?:voie|voir|rencontrer|voient)(?: \\w+){0,3} (?:${day}|semaine|prochain\\w*)|programmer|planifier|caler|caser`,
  ],
  [
    3,
    `(?<!l )(?:autre|autres) (?:horaire|date|jour|heure|creneau)|(?:reste|restent|avez|auriez|aurait|encore)(?: vous| t il)?(?: \\w+){0,4} (?:tables?|places?|chambres?|trous?|creneaux?|dispo)|(?:des|une) tables?`,
  ],
  [
    3,
    `(?:serons|sommes|sera|serions)(?: \\w+){0,2} (?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|\\d+)(?: \\w+){0,5} (?:${day}|midi|personnes?|au lieu)|consulter (?:le|un|une|la|mon)|ma (?:consultation|seance)|mon (?:cours|essayage)`,
  ],
  [
    -4,
    `reunion|sera absente?|seront absents?|dites|faites (?:lui )?savoir|prevene\\w+|ne sont pas venus|combien|prix|tarif|gratuite?|payante?|rembours\\w+|factur\\w+|montant|honoraires|prise? en charge|frais`,
  ],
  [3, booking],
  [3, `(?:reserver|reserve|booker|retenir|bloquer)(?! (?:le droit|mon opinion))`],
  [3, '(?:une )?table (?:pour|de|a) (?:\\w+ )?(?:personnes?|deux|trois|quatre|cinq|six|sept|huit|dix|douze|\\d+|ce soir|demain|midi)|couverts? pour'],
  [
    3,
    'creneaux?|disponibilites?|plage horaire|(?:de la|une|des|un peu de) (?:place|places|trou)(?: de libre)? (?:\\w+ )?(?:\\w+ )?(?:pour|' +
      day +
      ')|une place (?:libre )?(?:pour|' +
      day +
      ')',
  ],
  [
    3,
    `(?:${want}|peut on|on peut|est ce que je peux|puis je|je peux|possible de|pour|pourrais|voir) (?:\\w+ )?(?:voir|consulter|visiter|rencontrer|passer voir) (?:le|la|un|une|mon|ma|notre|votre|l|monsieur|madame|maitre|docteur) ?(?:medecin|docteur|dentiste|avocat|avocate|maison|appartement|logement|bien|kine|specialiste|notaire|veterinaire|conseiller|studio|local)`,
  ],
  [
    3,
    '(?:prendre|fixer|convenir d|caler|trouver|choisir|decaler|deplacer|reporter|annuler|avancer|repousser|modifier) (?:de |d )?(?:une? |la |mon |ma |notre |le |l )?(?:autre )?(?:date|jour|heure|visite|seance|consultation|essayage|intervention|cours|passage)',
  ],
  [
    3,
    '(?:decaler|reporter|repousser|deplacer|annuler|decommander)(?! (?:mon |ma |la |une |l |le )?(?:commande|abonnement|contrat|facture|paiement|achat|virement|livraison))',
  ],
  [
    2,
    '(?:prochaine|premiere) (?:date|place|dispo|visite)(?: \\w+)? (?:libre|disponible)?|quand (?:pouvez vous|pourriez vous|est ce que vous pouvez|pourrais je|puis je|vous pouvez) (?:me |nous )?(?:voir|recevoir|prendre|venir|passer|intervenir)',
  ],
  [
    3,
    '(?:recevoir|prendre)(?: \\w+)? (?:demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|cette semaine|la semaine prochaine|aujourd hui|en consultation|ce soir|cet apres midi)',
  ],
  [
    2,
    `(?:une|la|ma) (?:coupe|couleur|revision|vidange|seance|consultation|visite|coloration|manucure|massage|controle|detartrage|vaccination|epilation|brushing)(?: \\w+){0,4} (?:le |pour )?${day}`,
  ],
]);
