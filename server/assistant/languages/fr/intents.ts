import type { IntentWords } from '../contract.ts';
import { evidenceFor } from '../evidence.ts';
import { bye, no, soft, withdraws, yes } from './answers.ts';
import { appointment } from './evidence/appointment.ts';
import { hours } from './evidence/hours.ts';
import { human } from './evidence/human.ts';
import { message } from './evidence/message.ts';
import { person } from './evidence/person.ts';
import { price } from './evidence/price.ts';
import { urgent } from './evidence/urgent.ts';
import { live, machine } from './evidence/words.ts';
import { wrongNumber } from './evidence/wrong-number.ts';
import { asks } from './side-questions.ts';
import { softeners, vocabulary } from './vocabulary.ts';

export const intents: IntentWords = {
  fillers: softeners,
  greeting: /\b(?:rebonjour|re bonjour|bonjour a (?:vous|tous|toutes))\b/g,
  vocabulary,
  evidence: [
    ...message,
    ...urgent,
    ...human,
    ...person,
    ...appointment,
    ...price,
    ...hours,
    ...wrongNumber,
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
    /^(?:\w+ ){0,2}(?:quel|quelle|quels|quelles|qui|que (?:faites|faire|fait|dois|puis|peut|peux|veut|veux|pensez|penses|se passe|vendez|proposez|dites)|quoi|combien|comment|pourquoi|quand|ou est|est ce|qu est|tu |raconte|dis moi|connais|penses|peux tu|allume|eteins|mets|traduis|chante|joue|ok google|alexa|siri|ignore|oublie|donne moi)\b/,
  repeat:
    /^(?:\w+ ){0,3}?(?:pardon|comment|hein|quoi|plait il|(?:vous )?(?:pouvez|pourriez|peux|pourrais|voulez)(?: vous| tu)? (?:me )?(?:repeter|redire|reformuler|parler plus (?:fort|lentement))(?: \w+){0,4}|parle[zr]? (?:un peu )?plus (?:fort|lentement|doucement)(?: \w+){0,3}|(?:plus fort|articulez)(?: \w+){0,3}|(?:repetez|repete|redites|redis)(?: \w+){0,4}|je (?:n ai|ne vous ai|vous ai|ai|t ai) pas (?:\w+ )?(?:compris|entendu|saisi|bien entendu|bien compris)(?: \w+){0,3}|j ai pas (?:\w+ )?(?:compris|entendu|saisi)(?: \w+){0,3}|vous (?:dites|disiez|avez dit)(?: quoi)?|j entends (?:pas|mal|tres mal)(?: \w+)?|je (?:ne )?(?:vous )?entends (?:pas|mal)(?: \w+)?|(?:c est )?quoi la question|qu est ce que vous (?:dites|avez dit))$/,
  corrects:
    /^(?:(?:non|ah|oh|euh|heu|oui|mais|pardon|desolee?|excusez moi|attendez|enfin|alors) )*(?:en fait|finalement|plutot|ou plutot|au contraire|je veux dire|je voulais dire|je me suis trompee?|je corrige|j ai change d avis)\b|\b(?:je|j|on|nous) (?:voudrais|veux|aimerais|prefere|prefererais|souhaite|souhaiterais|voudrait|voudrions|voulais) (?:plutot|finalement|en fait)\b|\b(?:plutot|finalement)$/,
  rant: /\b(?:putain|merde|bordel|chier|chiez|chiant\w*|foutre|foutez|fous|cons?|connards?|connasse|conneries?|encul\w*|salauds?|nuls?|nulles?|incapables?|incompetente?s?|incompetence|(?:en|ai|a|avons) (?:vraiment )?(?:marre|assez)|(?:vous|tu) (?:vous |te )?(?:moquez|foutez|payez ma tete|plaisantez|rigolez)|trois fois que j appelle|pas trop tot|ras le bol|honte|honteux|scandale|scandaleux|inadmissible|inacceptable|lamentable|n importe quoi|pas (?:possible|serieux|normal|croyable)|foutage)\b/,
  asksIfMachine: new RegExp(
    `^(?:(?:oui|non|mais|ah|oh|attendez|pardon|excusez moi|dites moi|alors|et|donc|la) )*(?:est ce que )?(?:je (?:parle|suis en train de parler)(?: bien| vraiment)? (?:a|avec)|(?:parle je|suis je en train de parler) (?:a|avec)|vous etes|etes vous|tu es|t es|es tu|c est|est ce) (?:bien |vraiment )?(?:une? |la |le |l )?(?:vrai |vraie )?(?:${machine}|${live}|reelle?|personne|etre vivant|quelqu un de (?:reel|vrai|vivant))(?: ou (?:a |avec |bien |une? |vraie? ){0,4}\\w+(?: \\w+)?| en vrai| la| au telephone)*$`,
  ),
  asks,
  withdraws,
  quote: /\b(?:devis|estimation|loyer|facture|chiffrage|remboursement|acompte|caution|prelevement|paiement)\b/,
  asksFigure:
    /\b(?:combien|prix|tarifs?|gratuite?s?|payante?s?|chere?s?|couts?|coute\w*|honoraires|frais|quel(?:le)?s? (?:est|sont)|est ce que|est il|est elle)\b/,
  done: /\b(?:c est tout|ce sera tout|rien (?:d autre|de plus)|voila tout|ca sera tout|voila c est tout)\b/,
};
