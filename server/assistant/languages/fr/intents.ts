import type { IntentWords } from '../contract.ts';
import { any, evidenceFor } from '../evidence.ts';
import { message } from './message-evidence.ts';
import { softeners, vocabulary } from './vocabulary.ts';

const want =
  any(`(?:je|on|nous) (?:voudrai[st]?|veux|veut|voulons|voudrions|souhaite|souhaiterai[st]?|souhaiterions|aimerai[st]?|aimerions|desire|desirerais|prefere|prefererai[st]?|voulais|cherche a|dois|doit|devrais|demande|exige|refuse de)
  j (?:aimerais|aurais voulu|aurais aime|ai besoin|exige) | aimerais | voudrais | souhaite | souhaiterais | il (?:me|nous) faut | il (?:me|nous) faudrait | il faudrait`);
const live =
  any(`humain | humaine | etre humain | vraie personne | vrai conseiller | vraie voix | personne (?:reelle|physique|humaine|vivante|en chair) | operateur | operatrice | telephoniste | standardiste
  teleconseillere? | interlocuteur (?:humain|reel|physique) | conseillere? | charge de clientele | receptionniste`);
const machine = any(
  'machine | robot | automate | ordinateur | repondeurs? | boite vocale | bot | intelligence artificielle | ia | voix (?:artificielle|synthetique|automatique)',
);
const booking = any('rendez vous | rdv | reservation | resa | rencard');
const opened = any(
  'ouverts? | ouvertes? | ouvre | ouvrez | ouvriez | ouvrent | ouverture | ferme | fermez | fermes | fermee?s? | ferment | fermeture | ouvrirez | fermerez | rouvrez | rouvre',
);
const day = any(
  'lundis? | mardis? | mercredis? | jeudis? | vendredis? | samedis? | dimanches? | demain | ce soir | ce matin | cet apres midi | week end | weekend | apres demain | semaine prochaine | aujourd hui',
);
const yes =
  any(`oui | ouais | ouai | ouaip | yes | d accord | ok | okay | okey | parfait | exact | exactement | tout a fait | absolument | c est (?:bien )?(?:ca|cela|exact|correct|juste|bon|parfait|vrai|d accord|note) | ca marche | ca roule | ca me va | ca me convient
  entendu | effectivement | en effet | bien sur | certainement | volontiers | evidemment | je confirme | confirme | correct | affirmatif | vas y | allez y | pourquoi pas | impeccable | nickel | avec plaisir | bien entendu | mais oui | si si | ca ira | pas de (?:probleme|souci)
  c est (?:bien )?le bon(?: numero)? | vous avez (?:tout )?(?:bien )?(?:compris|note|raison) | absolument | carrement | je veux bien | naturellement | sans probleme | tres bien | comme vous dites | voila | c est note | je veux bien oui | mouais | pas de refus`);
const no =
  any(`non | nan | nope | nenni | pas du tout | absolument pas | certainement pas | surtout pas | pas vraiment | pas exactement | c est pas (?:ca|cela|exact|correct|juste|bon|vrai|le bon)(?: du tout)? | c est (?:faux|errone|inexact|incorrect) | ce n est pas (?:ca|cela|exact|correct|juste|bon|vrai|le bon|du tout ca|tout a fait ca)
  c est faux | negatif | jamais de la vie | jamais | aucunement | en aucun cas | rien (?:d autre|de plus|du tout) | rien | ce sera tout | ca ira merci | pas la peine | inutile | pas question | ca ne (?:va|marche|convient) pas | ca ne me (?:va|convient) pas | ca va aller | pas pour (?:le moment|l instant)
  vous (?:vous trompez|avez mal (?:compris|note|entendu))(?: de numero)? | pas tout a fait | (?:ce n est |c est )?pas (?:la peine|necessaire|utile|indispensable) | faux | c est inexact | inexact | pas encore | je ne (?:crois|pense) pas | je ne veux pas | sans facon | c est pas ce que j ai dit | vous avez mal compris`);
const soft =
  any(`merci | beaucoup | bien | c est | ca | s il vous plait | svp | s il te plait | madame | monsieur | tout | alors | voila | ah | oh | mais | je crois | je pense | vraiment | du tout | c est tout | pour moi | tres | le bon | le bon numero | bon | la | cela | va | allez
  ce n est pas | le | mon numero | c est bien | aussi | donc | oui | non | maintenant | pour l instant | pour le moment | de plus | je vous remercie | avec plaisir | moi`);
const bye =
  any(`(?:au|o) ?revoir | bonne (?:journee|soiree|apres midi|fin de journee|continuation|nuit) | bon (?:week end|weekend|apres midi|dimanche|samedi|lundi|mardi|mercredi|jeudi|vendredi|appetit|courage|retour|voyage|conge|noel) | bonne (?:fete|annee|fin d apres midi|fin de semaine|semaine|suite|route|vacances) | bonnes (?:fetes|vacances) | au plaisir | excellente (?:journee|soiree) | (?:tres )?belle (?:journee|soiree) | a (?:bientot|plus(?: tard)?|demain|tout a l heure|la prochaine|tantot|lundi|tout de suite) | ciao | tchao | bye(?: bye)? | adieu | a plus
  je (?:vais )?raccroche(?:r)? | je vous laisse | je dois (?:y aller|raccrocher|vous laisser) | (?:bon ben|bon|allez|ben) salut | merci (?:et )?bonsoir | bonsoir merci | salut a (?:tous|vous|toi) | bonne route | on se rappelle  | tchuss`);

export const intents: IntentWords = {
  fillers: softeners,
  vocabulary,
  evidence: [
    ...message,
    ...evidenceFor('urgent', [
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
    ]),
    ...evidenceFor('human', [
      [
        3,
        `(?:quelqu un|on)(?: \\w+){0,4} (?:me |m )(?:repondre|aider|ecouter) (?:en vrai|vraiment|pour de vrai)?|^(?:une? |le |la )?(?:${live}|agent|standard)(?: s il vous plait| svp)?$|(?:votre|le|au|du) standard(?! de)`,
      ],
      [3, `robots?|chatbots?`],
      [-5, `(?:ouvre|ouverte?s?|ferme|fermee?s?|horaires?|quelle heure|jusqu a quand)`],
      [
        4,
        `(?:parler|discuter|m entretenir|echanger|dialoguer|m adresser|causer) (?:\\w+ )?(?:a|avec) (?:une? )(?!medecin|docteur|avocat|notaire|veterinaire)\\w+(?! de (?:ma|mon|mes))`,
      ],
      [
        4,
        `(?:passez|mettez|transferez|basculez)(?: moi| nous)? (?:a |vers |sur |avec )?(?:une? (?!rendez|devis|message|autre|coup|creneau|rdv|prix|horaire|adresse|mail|numero|tarif)\\w+|quelqu un)`,
      ],
      [4, `(?:relation|contact|ligne) (?:avec|a) (?:une? |quelqu un)`],
      [
        4,
        `humaine?s?(?! (?:resources|ressources))(?<!ressources humaines)|(?:etre|un) vivant|personne (?:reelle|en vrai)|quelqu un en vrai|vraie personne|une personne (?:au telephone|s il vous plait|svp)|veux une? (?:interlocuteur|interlocutrice|personne|standardiste)`,
      ],
      [3, `(?:encore |toujours |que )(?:une?|des) (?:${machine})|repondeur automatique`],
      [
        -6,
        `y a t il quelqu un(?: \\w+){0,4} (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche|matin|soir|midi|apres midi)|y a quelqu un(?: \\w+){0,4} (?:lundi|mardi|mercredi|jeudi|vendredi|samedi|dimanche)|au sujet|a propos de ma|ressources humaines`,
      ],
      [
        4,
        `(?:a|avec|avoir|un|une|vrai|vraie|passez moi|passe moi|avec l|l|veux|voudrais|parler|joindre|mettez moi|vers) (?:un |une |l |des )?(?:vrai |vraie |etre )?${live}`,
      ],
      [
        4,
        `(?:parler|avoir|cause|causer|discuter|echanger|adresser|passez moi|passe moi|me passer|passer|veux|voudrais|relation|relier|ligne|transferer|transferez moi|contact|repondre)(?: \\w+){0,2} quelqu un(?! (?:qui puisse|pour (?:refaire|reparer|poser|installer|faire)))`,
      ],
      [
        4,
        `(?:y a t il|il y a|y a|est ce qu il y a) (?:une? )?(?:quelqu un|vraie personne|personne|humain|vrai humain)(?! (?:de|d) (?:disponible pour|ouvert))`,
      ],
      [
        3,
        `quelqu un (?:de (?:vivant|reel|humain|vrai|chez vous|competent|disponible)|en chair|au bout du fil|peut (?:me (?:repondre|parler|aider|renseigner)|decrocher)|a qui parler|pour (?:me (?:repondre|parler|aider|renseigner)))`,
      ],
      [
        4,
        `(?:pas|jamais|pas envie de|marre|horreur|deteste|supporte pas|assez)(?: \\w+){0,4} (?:a |avec |aux |les |des |une |un |de |d |cette )*${machine}`,
      ],
      [3, `(?:vous etes|etes vous|c est|tu es|t es) (?:bien |encore )?(?:un|une) (?:vrai |vraie )?${machine}`],
      [3, `(?:parler?|parle|cause|causer)(?: \\w+){0,3} (?:a|avec) (?:une?|cette|ce|votre|des) ${machine}`],
      [
        4,
        'service (?:client|clients|clientele|consommateurs?)|(?:le|au|un|du) standard(?! (?:de|du) )|(?:passez moi|avoir|joindre|a) l accueil|(?:une?|la|votre) (?:hotesse|receptionniste|telephoniste|standardiste)|un agent(?! (?:immobilier|de securite|general))|un (?:charge|responsable) de clientele|un technicien en ligne',
      ],
      [4, '(?:une|a une|avec une|avoir une|a la) (?:vraie |autre )?personne(?: (?:reelle|humaine|physique|vivante|qui))?'],
      [-4, 'mon conseiller|ma conseillere|message|conseiller en \\w+ dont'],
      [-3, 'rappel\\w+ (?:par|de) |me rappel\\w+|recontact\\w+'],
    ]),
    ...evidenceFor('person', [
      [
        3,
        `(?:je peux|puis je|pourrais je|je pourrais|voudrais|aimerais) (?:l avoir|lui parler|la joindre|le joindre|l y joindre|lui dire un mot)|dire (?:un|deux) (?:petits? )?mots? a`,
      ],
      [3, `(?:joindre|contacter) (?:mon|ma|votre|le|la) (?!numero|moyen|meilleur|service client|standard)\\w+`],
      [
        3,
        `(?:passez moi|passe moi|parler a|joindre) (?!(?:quelqu|une?|le|la|l|les|des|du|au|votre|mon|ma|moi|cette|ce|vous|toi|lui|nous|personne|ca|sel)\\b)\\w{3,}$`,
      ],
      [
        3,
        '(?:parler|discuter|m entretenir|echanger|dialoguer|m adresser|causer) (?:\\w+ )?(?:(?:a|avec) (?:le|la|l|mon|ma|votre|notre|celui|celle|son|sa)|au|avec le|avec la)(?! (?:sujet|propos|telephone|machine|robot|repondeur|standard|accueil|boite|place|nom))',
      ],
      [
        3,
        '(?:passez|mettez)(?: moi| nous) (?:avec )?(?:le|la|l|votre|mon|ma|au)(?! (?:standard|accueil|receptionniste|standardiste|telephoniste|message|operateur))|(?:me|nous) (?:passer|transferer|mettre)(?: \\w+){0,3} (?:le|la|l|votre|mon|ma|au|du|avec|vers|a)(?! (?:standard|accueil|receptionniste|standardiste|telephoniste|une?|quelqu|message|operateur|coup))',
      ],
      [
        3,
        '(?:joindre|contacter|avoir)(?: \\w+)? (?:le|la|l|votre|mon|ma) (?!numero|moyen|prix|tarif|adresse|meme|temps|facture|resultat|liste|date|devis|confirmation|message|dossier|paiement|robot|horaire|reponse|montant)\\w+ (?:de |du |des |en charge|responsable|qui|au telephone|au bout)',
      ],
      [
        3,
        '(?:le|la|l|votre) (?:service|responsable|chef|patron|gerant|directeur|directrice|secretariat|docteur|comptable|mecanicien|infirmiere?)(?: \\w+){0,4} (?:s il vous plait|svp)$|secretariat (?:du|de)|(?:est|c est) bien le secretariat',
      ],
      [-3, 'message|de ma part|rendez vous avec'],
    ]),
    ...evidenceFor('appointment', [
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
        `(?:autre|autres) (?:horaire|date|jour|heure|creneau)|(?:reste|restent|avez|auriez|aurait|encore)(?: vous| t il)?(?: \\w+){0,4} (?:tables?|places?|chambres?|trous?|creneaux?|dispo)|(?:des|une) tables?`,
      ],
      [
        3,
        `(?:serons|sommes|sera|serions)(?: \\w+){0,2} (?:deux|trois|quatre|cinq|six|sept|huit|neuf|dix|douze|\\d+)(?: \\w+){0,5} (?:${day}|midi|personnes?|au lieu)|consulter (?:le|un|une|la|mon)|ma (?:consultation|seance)|mon (?:cours|essayage)`,
      ],
      [-4, `reunion|sera absente?|seront absents?|dites|faites (?:lui )?savoir|prevene\\w+|ne sont pas venus|combien|prix|tarif`],
      [3, booking],
      [3, `(?:reserver|reserve|booker|retenir|bloquer)(?! (?:le droit|mon opinion))`],
      [
        3,
        '(?:une )?table (?:pour|de|a) (?:\\w+ )?(?:personnes?|deux|trois|quatre|cinq|six|sept|huit|dix|douze|\\d+|ce soir|demain|midi)|couverts? pour',
      ],
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
    ]),
    ...evidenceFor('price', [
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
    ]),
    ...evidenceFor('hours', [
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
    ]),
    ...evidenceFor('wrong-number', [
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
    ]),
    ...evidenceFor('bye', [
      [3, bye],
      [2, 'c est tout(?: (?:merci|pour moi|ce que je voulais))?|ce sera tout'],
    ]),
    ...evidenceFor('phone', [
      [
        3,
        '(?:mon|le|votre nouveau|un|notre|nouveau|mes) (?:\\w+ )?(?:numero|numeros|telephone|tel|portable|fixe|mobile|06|07|coordonnees)(?: (?:de|du|a|est|c est|de telephone|de portable|ou)\\b)?(?: \\w+){0,3} (?:c est|est|sera|le|au|a changer?|commence|zero|\\d+|plus)',
      ],
      [
        3,
        '(?:me |m |nous )?(?:joindre|rappeler|appeler|contacter|joignable|rappelez moi|appelez moi|rappelle moi|texto|sms) (?:\\w+ )?(?:sur |au |a |par |sous )(?:mon |le |ce |cet |celui )?(?:numero|portable|fixe|mobile|telephone|zero|\\d\\d)',
      ],
    ]),
    ...evidenceFor('name', [
      [3, '(?:mon|le) (?:nom|prenom)(?: \\w+){0,3} (?:c est|est|s ecrit|s epelle)|(?:je vous |je l |j )(?:epelle|epele)|je m appelle|je me nomme'],
    ]),
  ],
  onlyYes: new RegExp(`^(?=.*\\b${yes}\\b)(?:(?:${yes}|${soft})(?: |$))+$`),
  onlyNo: new RegExp(`^(?=.*\\b${no}\\b)(?:(?:${no}|${soft}|${yes})(?: |$))+$`),
  anyYes: new RegExp(`\\b${yes}\\b`),
  anyNo: new RegExp(`\\b${no}\\b`),
  startsYes: new RegExp(`^(?:ah |mais |eh bien |ben |euh )*${yes}\\b`),
  startsNo: new RegExp(`^(?:ah |mais |eh bien |ben |euh )*${no}\\b`),
  notUrgent:
    /\b(?:pas (?:\w+ )?(?:urgente?|une urgence|d urgence|presse|grave|a la minute)|rien d urgent|sans urgence|aucune urgence|rien ne presse|pas (?:\w+ )?de (?:urgence|precipitation)|ca peut attendre|peut attendre|prenez votre temps|quand vous (?:pouvez|pourrez|aurez le temps)|pas le feu)\b/,
  question:
    /^(?:\w+ ){0,2}(?:quel|quelle|quels|quelles|qui|que|quoi|combien|comment|pourquoi|quand|ou est|est ce|qu est|tu |raconte|dis moi|connais|penses|peux tu|allume|eteins|mets|traduis|chante|joue|ok google|alexa|siri|ignore|oublie|donne moi)\b/,
  repeat:
    /^(?:\w+ ){0,3}?(?:pardon|comment|hein|quoi|plait il|(?:vous )?(?:pouvez|pourriez|peux|pourrais|voulez)(?: vous| tu)? (?:me )?(?:repeter|redire|reformuler|parler plus (?:fort|lentement))(?: \w+){0,4}|(?:repetez|repete|redites|redis)(?: \w+){0,4}|je (?:n ai|ne vous ai|vous ai|ai|t ai) pas (?:\w+ )?(?:compris|entendu|saisi|bien entendu|bien compris)(?: \w+){0,3}|j ai pas (?:\w+ )?(?:compris|entendu|saisi)(?: \w+){0,3}|vous (?:dites|disiez|avez dit)(?: quoi)?|j entends (?:pas|mal|tres mal)(?: \w+)?|je (?:ne )?(?:vous )?entends (?:pas|mal)(?: \w+)?|(?:c est )?quoi la question|qu est ce que vous (?:dites|avez dit))$/,
  done: /\b(?:c est tout|ce sera tout|rien (?:d autre|de plus)|voila tout|ca sera tout|voila c est tout)\b/,
};
