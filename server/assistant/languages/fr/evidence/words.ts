import { any } from '../../evidence.ts';

export const live =
  any(`humain | humaine | etre humain | vraie personne | vrai conseiller | vraie voix | personne (?:reelle|physique|humaine|vivante|en chair) | operateur | operatrice | telephoniste | standardiste
  teleconseillere? | interlocuteur (?:humain|reel|physique) | conseillere? | charge de clientele | receptionniste`);

export const machine = any(
  'machine | robot | automate | ordinateur | repondeurs? | boite vocale | bot | intelligence artificielle | ia | voix (?:artificielle|synthetique|automatique)',
);

export const booking = any('rendez vous | rdv | reservation | resa | rencard');

export const opened = any(
  'ouverts? | ouvertes? | ouvre | ouvrez | ouvriez | ouvrent | ouverture | ferme | fermez | fermes | fermee?s? | ferment | fermeture | ouvrirez | fermerez | rouvrez | rouvre',
);

export const day = any(
  'lundis? | mardis? | mercredis? | jeudis? | vendredis? | samedis? | dimanches? | demain | ce soir | ce matin | cet apres midi | week end | weekend | apres demain | semaine prochaine | aujourd hui',
);

export const want =
  any(`(?:je|on|nous) (?:voudrai[st]?|veux|veut|voulons|voudrions|souhaite|souhaiterai[st]?|souhaiterions|aimerai[st]?|aimerions|desire|desirerais|prefere|prefererai[st]?|voulais|cherche a|dois|doit|devrais|demande|exige|refuse de)
  j (?:aimerais|aurais voulu|aurais aime|ai besoin|exige) | aimerais | voudrais | souhaite | souhaiterais | il (?:me|nous) faut | il (?:me|nous) faudrait | il faudrait`);

export const celebration = any(
  'jours? feries? | feries? | (?:les |pendant les |durant les |periode des )fetes | noel | nouvel an | jour de l an | reveillon | (?:lundi (?:de |d )?)?(?:paques|pentecote) | ascension | toussaint | armistice | assomption | fete nationale | (?:1er|premier) (?:janvier|mai|novembre) | huit mai | quatorze juillet | quinze aout | onze novembre',
);
