import type { Evidence } from '../../contract.ts';
import { evidenceFor } from '../../evidence.ts';
import { live, machine } from './words.ts';

/** What tells in French that the caller wants a human instead of a machine. */
export const human: Evidence[] = evidenceFor('human', [
  [
    4,
    `(?:donnez|donne|filez|trouvez|passez|passe) moi (?:quelqu un|une? (?:vraie )?personne|un humain|n importe qui)|n importe qui (?:d autre|fera l affaire|mais pas)`,
  ],
  [
    4,
    `(?:basculez|redirigez|orientez|transferez|renvoyez|mettez|passez|envoyez|ramenez)(?: moi| nous) (?:\\w+ ){0,3}(?:l accueil|le standard|la reception|votre (?:secretaire|accueil|standard|standardiste|secretariat))`,
  ],
  [
    4,
    `(?:y a|il y a|y a t il|avez vous|vous avez)(?: pas)? (?:une?|des|de) (?:secretaire|standardiste|hotesse|receptionniste|vivant|employee?)|(?:personne|quelqu un) de vivant|^une? (?:employee?|secretaire|hotesse)$`,
  ],
  [-6, `(?:devant|derriere) (?:la|votre|le|chez)|livreur|(?:m|t|nous) entend\\w*|du monde (?:a|au)`],
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
]);
