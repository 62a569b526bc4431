import type { Evidence } from '../../contract.ts';
import { any, evidenceFor } from '../../evidence.ts';

const tell = any(
  `dites | dire | dis lui | direz | signaler | signale | prevenir | preveniez | prevenez | previens | informer | informez | avertir | avertissez | annoncer | transmettre | transmettez | transmettre | faire savoir | faites savoir | faire passer | faites passer | communiquer | demander | demandez | rappeler | rappelez | remettre | expliquer | confirmer`,
);
const whom = any('lui | leur | a | au | aux | que | qu | monsieur | madame | maitre | docteur | le | la | l');
const trouble =
  any(`probleme | problemes | souci | soucis | question | questions | panne | fuite | fuites | reclamation | plainte | demande | renseignements? | erreur | retard | bug | degat | degats | dommage | litige | difficultes? | defaut | sinistre | incident | reparation | reparations | depannage | travaux
  bruit | odeur | casse | infiltration | humidite | moisissures? | rats? | souris | cafards? | guepes | virus | douleurs? | mal | fievre | symptomes? | projet | doute | empechement | contretemps | message | absence | info | information | remarque | proposition | candidature`);
const broken =
  any(`ne (?:\\w+ )?(?:marche|marchent|fonctionne|fonctionnent|demarre|s allume|s eteint|repond|chauffe|refroidit|ferme|s ouvre|s ouvrent|ouvre|tourne|charge|s affiche|imprime|coule|va|vont|tient|tiennent|s arrete|se ferme|capte|passe) (?:plus|pas|pas bien|plus bien|plus du tout|pas du tout|toujours pas)
  (?:marche|marchent|fonctionne|fonctionnent|demarre|allume|repond|chauffe|ferme|ouvre|tourne|charge|imprime) (?:plus|pas) | (?:tombee?|est|sont|reste|a ete|etait|toujours|de nouveau) (?:en panne|cassee?s?|bloquee?s?|bouchee?s?|hs|coupee?s?|coincee?s?|abimee?s?|fissuree?s?|pete|lache|perdue?s?|vole|volee|defectueux|defectueuse|mal \\w+) | fait (?:un )?bruit | fuit | fuient | goutte | clignote | a lache | grince | deborde | bouche`);
const dossier =
  any(`commande | facture | factures | livraison | colis | dossier | contrat | remboursement | document | documents | papiers | resultats? | analyses | ordonnance | annonce | devis | chantier | contravention | assurance | attestation | certificat | inscription | candidature | loyer | bail | caution | appartement | maison | logement | location
  voiture | vehicule | camion | moto | chaudiere | chauffe eau | radiateur | robinet | evier | toilettes | wc | lave linge | lave vaisselle | frigo | four | serrure | porte | fenetre | volet | toit | toiture | tuiles | electricite | courant | internet | connexion | wifi | ordinateur | imprimante | serveur | site | logiciel | mot de passe | compte
  abonnement | paiement | virement | cheque | carte | chien | chat | fils | fille | enfant | mari | femme | dent | dents | dos | genou | traitement | medicament | lunettes | cheveux | gateau | repas | menu | mariage | anniversaire | proces | divorce | audience | tribunal | succession | vente | achat | compromis | terrain | proposition | mail | courrier | visite | message | appel | piece | pieces | pneus? | freins? | moteur | batterie | cle | cles | article | produit | bon de commande | cours | formation | stage | poste | emploi | offre`);
const call = any(
  'j appelle | je vous appelle | je t appelle | j appelais | je vous appelais | je vous contacte | je telephone | je vous telephone | c est | ce serait | c etait | je rappelle | je vous rappelle | je reviens vers vous | l objet de mon appel | la raison de mon appel | je viens vers vous',
);
const wantTo =
  any(`(?:je|on|nous) (?:\\w+ )?(?:voudrai[st]?|veux|veut|voulons|voudrions|souhaite|souhaitons|souhaiterai[st]?|souhaiterions|aimerai[st]?|aimerions|desire|desirerai[st]?|voulais|voulait|tenais a|tiens a|cherche a|cherchons a)
  j (?:aimerais|aurais voulu|aurais aime|aurais besoin|ai besoin|avais besoin) | (?:on|nous) (?:a|avons|aurait|aurions) besoin | il (?:me |nous )?(?:faut|faudrait) | (?:pouvez|pourriez) vous | vous (?:pouvez|pourriez) | est ce que vous (?:pouvez|pourriez) | est il possible | serait il possible | merci de | veuillez | priere de`);

/** What tells in French that somebody leaves a message, says why he calls or asks to be called back. */
export const message: Evidence[] = [
  ...evidenceFor('message', [
    [
      3,
      `(?:nous|on|je)(?: vous)? (?:proposons|commercialisons|offrons|vendons|proposez)|(?:eu|recu|manque|rate) (?:un|votre|l) appel|appel (?:en absence|manque)|(?:devait|devaient|deviez|devrait|deviez)(?: \\w+){0,3} (?:passer|venir|rappeler|livrer|intervenir)(?: \\w+){0,3}`,
    ],
    [3, '(?:places?|inscription)(?: \\w+){0,2} (?:colonie|stage|creche|garderie|formation|atelier|spectacle|camp|club)'],
    [4, '(?:^|alors |donc |accord |et )(?:dites|dis|direz|prevenez|signalez)(?: bien| juste)? (?:lui|leur|a|au) (?:\\w+ ){1,}'],
    [-5, '^(?:patientez|attendez|attends|un instant|une seconde|une minute|deux (?:secondes|minutes)|quittez pas|bougez pas)'],
    [
      -9,
      '(?:je|on)(?: vous)? (?:re)?(?:rappelle|rappellerai|rappelerai|rappelera|telephone|telephonerai|essaie|essaye|essaierai|essayerai|tente|tenterai|essaierai)(?: (?:plus tard|demain|lundi|mardi|mercredi|jeudi|vendredi|samedi|tantot|apres|tout a l heure|une autre fois|ce soir|dans la \\w+|dans un moment|merci|voila))*$',
    ],
    [
      2,
      `(?:le|la|l|les|un|une) (?:clim|climatisation|chaudiere|chauffage|eau chaude|lumiere de|robinet|imprimante|ordinateur|frigo|four|lave linge|ascenseur|portail|serrure|toilettes|wc|evier|douche|internet|wifi|alarme|volet|radiateur|chasse d eau|baignoire)(?: \\w+){2,}`,
    ],
    [2, `vous (?:vendez|faites|proposez|livrez|reparez|louez|installez|fabriquez|vous occupez|intervenez|assurez|traitez)(?: \\w+){1,}`],
    [2, `(?:j ai|on a|nous avons)(?: \\w+){1,8} depuis|(?:les|mes|nos) voisins|(?:souffle|coule|siffle|claque|tremble|chauffe|couine|sent mauvais)`],
    [3, `(?:j ai|n ai|avons) pas (?:\\w+ )?(?:compris|recu|trouve|pu|reussi)(?: \\w+){2,}`],
    [-4, `s appelle|^dis (?:bonjour|a)|devinette|fille ou`],
    [
      2,
      `je dois (?:\\w+ )?(?:vous|lui|leur|parler|signaler|donner|recuperer|payer|renvoyer|rendre)|(?:mon|ma|mes|notre|nos|votre|vos) ${dossier}|vous parler (?:de|d|du|des)|parler (?:de|du|des|d) (?:mon|ma|mes|notre|la|ce|cette)`,
    ],
    [
      3,
      `(?:ca fait|depuis)(?: \\w+){1,4} que (?:j|je|nous|on) (?:\\w+ )?(?:attends?|attendons|essaie|essaye|cherche|demande)|(?:il faut|il faudrait|faudrait) (?:que|qu)(?! je)(?: \\w+){2,}|besoin (?:de|d|que)(?: \\w+){1,}|retrouvee?s?|debitee?s?|preleve\\w*|rayee?s?|abime\\w*|reclam\\w*|mecontent\\w*|scandaleux|inadmissible|remboursement|rembourser|duplicata|catalogue|brochure|documentation|courriel|ordonnances?|patiente?s?|remerci\\w*`,
    ],
    [
      2,
      `vous (?:avez|auriez|pouvez|pourriez|m avez|nous avez|deviez|etes venus?|m aviez|n avez)(?: \\w+){2,}|(?:avez|auriez|pouvez|pourriez|devez) vous(?: \\w+){2,}|que vous (?:avez|m avez|nous avez|deviez)(?: \\w+){1,}`,
    ],
    [-3, `vous (?:aimez|pensez|connaissez|croyez|revez)|mariee?`],
    [
      5,
      '(?:laisser|laisse|laisserai|deposer|depose|donner|prendre|prenez|noter|notez|enregistrer|transmettre|transmettez|faire passer|passer|passez|remettre) (?:\\w+ ){0,3}(?:message|messages|mot|petit mot|commission|note)',
    ],
    [5, '(?:un|le|ce|mon) (?:petit )?message (?:pour|a|au)|c est pour (?:laisser )?un message|prendre (?:un|mon) message'],
    [
      5,
      '(?:transmettre|transmettez|donner|passer|communiquer|laisser|faire passer) (?:\\w+ ){0,3}(?:information|informations|info|infos|nouvelle|consigne|precision|coordonnees)',
    ],
    [
      4,
      `(?:${wantTo}|de|pour|lui|leur|et|svp|plait) (?:lui |leur |juste |simplement |bien |vous )?${tell} (?:bien )?(?:${whom}|simplement|juste|bien)`,
    ],
    [4, `(?:^|s il vous plait |donc |bonjour |et )(?:${tell})(?: bien| juste)? (?:lui|leur|a|au|que|qu|moi que)`],
    [
      3,
      '(?:me|m|nous|vous me|on me|qu il me|qu elle me|peut me|peut il me|qu on me|te) (?:re)?(?:rappel\\w*|recontact\\w*|contact\\w*|telephone\\w*|passer un coup de (?:fil|telephone)|passe un coup de fil|donner un coup de fil|tienne\\w* au courant|tenir (?:au courant|informe\\w*))',
    ],
    [
      3,
      '(?:rappelez|recontactez|contactez|rappelle|recontacte|appelez|telephonez|tenez)(?: moi| nous)|(?:etre|que je sois|sois) (?:rappele\\w*|recontacte\\w*|contacte\\w*)|merci de (?:me |nous |bien vouloir (?:me |nous )?)?(?:rappeler|recontacter|contacter)|un rappel(?! de)|coup de (?:fil|telephone)|attends? (?:\\w+ )?(?:appel|rappel|coup de fil|reponse|retour)|donner suite',
    ],
    [
      4,
      `${call} (?:\\w+ )?(?:au sujet|a propos|concernant|par rapport|suite|pour faire suite|relativement|rapport|parce que|parce qu|car|afin|pour vous (?:dire|signaler|informer|prevenir|demander|expliquer|parler)|pour (?:signaler|savoir|dire|prevenir|demander|avoir|une? |des |le |la |mon |ma |mes|vous))`,
    ],
    [
      3,
      'au sujet (?:de|du|des|d)|a propos (?:de|du|des|d)|concernant|par rapport (?:a|au|aux)|suite (?:a|au|aux)|relatif a|en rapport avec|rapport a|en ce qui concerne|quant a',
    ],
    [3, `${call} pour`],
    [
      3,
      `(?:j ai|j avais|j aurais|ai|on a|nous avons|il y a|y a|il y avait|rencontre|rencontrons|avoir|eu|c est|pour|signaler|toujours|encore) (?:toujours |encore |actuellement |eu |juste |bien )?(?:un|une|des|le|la|les|de|du|mon|ma|mes|de gros|quelques|plusieurs|l)? ?(?:petit |petite |gros |grosse |grand |grave |serieux |autre |nouveau |nouvelle |enorme |leger |legere |certain |vrai )*${trouble}`,
    ],
    [3, `${broken}`],
    [
      3,
      `(?:pas|jamais|toujours|encore)(?: \\w+){0,3} (?:recue?s?|recu|livree?s?|payee?s?|arrivee?s?|remboursee?s?|installee?s?|repondu|eu de (?:nouvelles|reponse|retour))(?: \\w+){0,3}|sans nouvelles?|aucune (?:nouvelle|reponse)|aucun retour`,
    ],
    [
      3,
      `(?:je suis|nous sommes|on est|serais|serions) (?:\\w+ )?(?:interesse\\w*|a la recherche|disponible|en retard|malade|absente?|bloquee?s?|embete\\w*|tres content|mecontente?|decue?|inquiete?|locataire|proprietaire|cliente?|votre (?:voisin|locataire|client))`,
    ],
    [
      3,
      `(?:sera|serai|seront|serons|suis|est|serait) (?:\\w+ )?(?:absente?s?|en retard|malades?|en avance|indisponible|empechee?|retenue?|hospitalisee?)|(?:aura|aurai|aurons|a|ai|avons) (?:du|un peu de|\\w+ minutes de) retard`,
    ],
    [
      3,
      `(?:j ai|on a|nous avons|je crois avoir|j aurais) (?:\\w+ )?(?:oublie|perdu|laisse|egare|casse|recu|achete|commande|envoye|paye|trouve|besoin|repere|vu (?:votre|l|une) (?:annonce|offre|site))`,
    ],
    [
      3,
      `(?:je|on|nous) (?:\\w+ )?(?:cherche|cherchons|recherche|recherchons|attends|attend|attendons|m inquiete|souffre|vends|loue|confirme|passerai|passerais|passe|viendrai|arrive|arriverai|arriverais|arriverons|me permets|vous signale|vous informe|vous previens|vous remercie de|propose|represente)`,
    ],
    [
      3,
      `savoir (?:ou en est|ou en sont|si|quand|pourquoi|comment|ce que|ce qu|si vous|l avancement)|(?:ou en est|ou en sont|avancement|nouvelles de|etat d avancement|suivi de|renouveler|renouvellement|recuperer|modifier|resilier|changer|obtenir|envoyer|renvoyer|faire (?:reparer|poser|installer|changer|refaire)|reparer|installer|depanner|intervenir|passer commande|commander|vendre|acheter|louer|refaire|estimer|inscrire|retirer|recevoir|porter plainte|contester|remplacer)(?: \\w+){0,3} (?:mon|ma|mes|votre|vos|notre|nos|le|la|les|l|un|une|des|d)`,
    ],
    [
      2,
      `(?:mon|ma|mes|notre|nos|votre|vos|l|le|la|les|un|une|du|des|d) (?:\\w+ )?${dossier}(?: \\w+){0,8} (?:est|sont|a|ont|ne|n|qui|depuis|pas|plus)`,
    ],
    [2, '(?:mon|ma|mes|notre|nos|vos|votre) (?!prenom|nom|numero|age|avis|film|couleur|plat|chanson|mere est|tour)\\w+(?: \\w+){2,}'],
    [
      2,
      '(?:on m a|on nous a|on s est|on s etait|je vous ai|vous m avez|vous nous avez|je n arrive (?:pas|plus)|j arrive (?:pas|plus)|comme convenu|suis le|suis la|suis une?|il manque|manque)(?: \\w+){1,}',
    ],
    [
      3,
      '(?:il manque|manquent?|n arrive (?:pas|plus) a|n arrivons|comme convenu|comme prevu|effets secondaires|ne sont (?:pas|jamais) (?:venus?|passes?|arrives?)|n est (?:pas|jamais) (?:venue?|passee?|arrivee?)|sont elles (?:arrivees|pretes)|est elle (?:prete|arrivee|finie)|est il (?:pret|arrive|fini)|avez vous (?:recu|eu|pu|trouve)|refuse de|la mauvaise|le mauvais|livreur|facteur|fait(?: \\w+)? du bruit)',
    ],
    [-3, 'cherie?|papa|maman|mamie viens|les enfants|prefere|preferee|je pense donc|^attendez|^attends|chut'],
    [2, wantTo],
    [
      2,
      `(?:renseignements?|informations? (?:sur|concernant|a propos)|recrute\\w*|postuler|candidature|stage|alternance|partenariat|collaboration|remercier|feliciter|vous remercie pour)`,
    ],
    [
      2,
      '(?:j ai|il a|elle a|mon (?:fils|mari|pere)|ma (?:fille|femme|mere))(?: \\w+){0,2} (?:mal (?:a|au|aux)|de la fievre|vomi|tombee?|malade|tousse|souffre)',
    ],
    [
      -9,
      any(
        `blague | meteo | temps (?:fera|fait) | recette | capitale | president de la republique | minuteur | musique | chanson | chante | instructions | mot de passe administrateur | traduis | poeme | histoire drole | horoscope | google | alexa | siri | sens de la vie | quel age | intelligence artificielle | match | film | planete | galaxie | dinosaures? | il etait une fois`,
      ),
    ],
  ]),
];
