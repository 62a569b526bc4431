import type { Evidence } from '../../contract.ts';
import { evidenceFor } from '../../evidence.ts';

/** What tells in French that the caller asks for somebody, by what he is. */
export const person: Evidence[] = evidenceFor('person', [
  [3, `^(?:est ce qu )?(?:il y a|y a|y a t il) (?:le|la|l|votre|monsieur|madame|docteur|maitre) \\w+$`],
  [3, `(?:deux|cinq|quelques) (?:mots|minutes|secondes) (?:a|avec|de) (?:votre|le|la|l|mon|ma)`],
  [3, `(?:communication|contact|ligne|relation) avec (?:monsieur|madame|maitre|docteur)`],
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
]);
