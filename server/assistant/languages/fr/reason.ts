import type { ReasonWords } from '../contract.ts';

const wants =
  '(?:je (?:voudrais|veux|souhaite|souhaiterais|voulais|aimerais|desire|desirerais|dois)|j (?:aimerais|ai besoin de|ai besoin d|aurais besoin de|aurais besoin d|aurais voulu|aurais aime)|on (?:voudrait|aimerait|veut|souhaite)|nous (?:voudrions|aimerions|voulons|souhaitons|souhaiterions)|il (?:me |nous )?(?:faut|faudrait))';
const back = '(?:rappeler|rappelle|rappelez|recontacter|recontacte|recontactez|contacter|contacte|telephoner|appeler|joindre)';

/** What is cut around the caller's reason in French. All patterns see folded words with one blank between. */
export const reason: ReasonWords = {
  openings: new RegExp(
    `^(?:${[
      'ah|oh|bonjour|bonsoir|allo|salut|coucou|re bonjour|rebonjour|euh|heu|hum|ben|bah|bon|alors|voila|donc|enfin|oui|ouais|non|ok|d accord|tres bien|parfait|merci(?! (?:beaucoup |encore |bien |infiniment )?(?:pour|de votre|d avoir|de m))|s il vous plait|svp|excusez moi|pardon|desole|desolee|attendez|je veux dire|(?:je voulais|je voudrais|je tenais a|c est pour|c etait pour) (?:juste |simplement )?(?:vous |lui )?(?:dire|prevenir|informer|signaler) (?:que|qu)|je voulais dire(?! que)|finalement|ou plutot|plutot|au contraire|je me suis trompee?|j ai change d avis|madame|monsieur|messieurs|mesdames|en fait|eh bien|et|mais|ecoutez|dites(?! (?:lui|leur|a|au|moi|nous|que|qu)(?: |$))',
      'de vous deranger|de vous derange|c est moi|il s agit (?:de la|de l|du|des|de|d)|le probleme c est que|le probleme est que',
      '(?:je (?:vous |t )?(?:appelle|telephone|contacte|rappelle|appelais|contactais|telephonais)|j (?:appelle|appelais)|j vous appelle|la raison de mon appel(?: c est| est)?|l objet de mon appel(?: c est| est)?|c est|ce serait|c etait|cela concerne|ca concerne)? ?(?:au sujet|a propos|concernant|par rapport a|par rapport au|par rapport aux|rapport a|relativement a|suite a|suite au|suite aux|pour faire suite a|pour faire suite au)(?: (?:de la|de l|du|des|de|d|la|le|les|l))?',
      '(?:je (?:vous |t )?(?:appelle|telephone|contacte|rappelle|appelais|contactais|telephonais)|j (?:appelle|appelais)|j vous appelle|c est|ce serait|c etait)(?: (?:pour|parce que|parce qu|car|afin de|afin d))+(?: (?:vous dire que|vous signaler que|vous informer que|vous prevenir que|dire que|signaler que|signaler|vous signaler|vous demander|demander|savoir))?',
      'je (?:vous )?(?:appelle|telephone|contacte|rappelle)|j appelle',
      `${wants}(?: (?:vous|juste|simplement|bien))? (?:laisser|deposer|transmettre|passer|prendre) (?:un|une|le)(?: petit)? (?:message|mot|commission)(?: (?:a|au|pour|de la part de)(?! (?:que|dire|lui|le|la|l|signaler|prevenir))(?: \\w+){0,2}?)?(?: (?:au sujet|a propos|concernant|pour (?:lui )?dire que|disant que|que|qui dit que)(?: (?:de la|de l|du|des|de|d|la|le|l))?)?`,
      `${wants}(?: (?:vous|juste|simplement|bien))?(?: (?:savoir|vous dire que|vous signaler que|vous signaler|vous informer que|vous prevenir que|vous parler|parler))?`,
      `(?:${wants}|pouvez vous|pourriez vous|vous pouvez|vous pourriez|est ce que vous (?:pouvez|pourriez)|merci de|veuillez|est il possible)? ?(?:qu on|que quelqu un|que l on|de|d|a ce qu on)? ?(?:me|nous|m|etre) ${back}(?: (?:demain|ce soir|vite|svp|rapidement|aujourd hui|des que possible|au plus vite|s il vous plait|dans la (?:journee|matinee|soiree)))*(?: (?:pour|au sujet|a propos|concernant)(?: (?:de la|de l|du|des|de|d))?)?`,
      `(?:rappelez|recontactez|contactez|appelez|rappelle)(?: moi| nous)(?: (?:au|a|sur|vite|svp|rapidement|demain|ce soir|des que possible|s il vous plait))*(?: (?:pour|au sujet|a propos|concernant)(?: (?:de la|de l|du|des|de|d))?)?`,
      '(?:pouvez vous|pourriez vous|vous pouvez|vous pourriez|est ce que vous (?:pouvez|pourriez)) (?:lui )?(?:dire|transmettre|signaler|faire savoir)(?: (?:que|qu))?|(?:dites|direz|signalez|dis) (?:lui|leur) (?:que|qu)?',
      'ah et|et aussi|ah oui|(?:et )?(?:vous )?(?:pouvez|pourriez|pourrez) (?:aussi )?(?:lui |leur )?(?:dire|ajouter|noter|preciser|transmettre) (?:que|qu)|(?:ajoutez|notez|precisez|rajoutez) (?:que|qu)',
      'j ai|j aurais|on a|nous avons|il y a|y a|y a t il|il y avait|j avais|c est que|c est pour|c est|parce que|parce qu|que|qu|car|pour|au sujet',
    ].join('|')})(?= |$)`,
  ),
  closings:
    / (?:merci(?: (?:d avance|beaucoup|bien|a vous))?|s il vous plait|svp|s il te plait|au revoir|bonne (?:journee|soiree)|a bientot|voila|quoi|hein|je vous remercie|et|ou|mais|donc|c est tout|bonjour|euh|alors|du coup|apres tout|quand meme|et c est|je crois|mon|a|au|sur|de|est|le)$/,
  asides:
    /(?<=^(?:(?:bonjour|bonsoir|allo|oui|alors|madame|monsieur) )*(?:de|du|d|des) (?:la |l )?(?:\w+ ){1,3})(?:et )?(?:je vous (?:appelle|telephone|contacte)|j appelle)(?: (?:pour|au sujet (?:de la|de l|du|des|de|d)|parce que|parce qu|a propos (?:de la|de l|du|des|de|d)|concernant))?(?= |$)|(?<= |^)(?:(?:et |mais |car )?(?:c est|cest|c etait|ca devient|il y a) (?:tres |vraiment |assez |super |hyper |plutot |une |extremement |un peu )*(?:urgente?|urgence|presse)|(?:et |mais |donc )?(?:ce n est|c est|c|n est) (?:vraiment )?pas (?:tres |vraiment |du tout |trop |si )?(?:urgent|presse)|rien d urgent|s il vous plait|svp|en urgence|(?:et )?rappelez moi(?: (?:vite|rapidement|au plus vite|svp|des que possible))?|euh|heu|merci d avance)(?= |$)/,
  empty:
    /^(?:je viens de )?(?:vous )?(?:le |l )?(?:ai )?(?:deja )?(?:dire|dit)$|^je (?:viens de|vous l ai)(?: \w+){1,3} (?:dire|dit)$|^(?:je )?(?:ne )?sais pas(?: trop| vraiment| bien)*$|^(?:si|ah|et|oui|non|finalement|quand meme|en fait|apres tout|alors|maintenant)(?: (?:si|quand|meme|finalement|apres|tout|alors|maintenant))*$|^(?:annul(?:e|ez|er)|oubli(?:e|ez|er)|arrete[zr]?|efface[zr]?)(?: (?:le|la|ca|cela|tout|tout ca))*$|^laisse[zr]? tomber(?: \w+)?$|^tant pis$|^(?:(?:un|une|le|la|les|des|du|de|d|l|mon|ma|et|a|au|message|bonjour|merci|quelqu|rappeler|rappel|savoir|dire|vous|me|moi|lui|si|parler|je|en|ca|voila|urgence|urgent|tout|oui|non|rien|plus|autre|avec|pour|son|sa|c est|est|ce|demain|aujourd hui|probleme|tres|vraiment|assez|super|extremement|absolument|exactement|bien|sur|effectivement|passer|passez|passe|transferer|transferez|transfere|mettre|mettez|relation|ligne|pouvez|pourriez|peux|pourrais|voulez|directement|nous)(?: |$))*$/,
  article: /^(?:un|une|des|le|la|les|l|du) /,
  stopWords: new Set(
    `le la les l un une des du de d au aux a en et ou mais que qu qui je j tu il elle on nous vous ils me m te se mon ma mes ton votre vos notre nos leur ce c cet cette ces est suis ai as avons avez ont
    etait pas ne n plus pour par sur dans avec sans y si tres bien oui non euh ah oh alors voila donc bonjour merci s plait svp`.split(/\s+/),
  ),
};
