/** Words and noises that mean nothing by themselves; politeness too. Dropped before the patterns are tried. */
export const softeners: ReadonlySet<string> = new Set(`euh heu hum hm mmh mm eh bah ben beh hein pff oula bonjour allo enfin`.split(/\s+/));

/** Longer words that carry an intent, recognised with one letter wrong. */
export const vocabulary: readonly string[] =
  `rendez reservation reserver horaires horaire ouverture fermeture ouverts fermes urgence urgent urgente urgences message messages laisser voudrais
  voudrait souhaite souhaiterais aimerais pouvez pourriez conseiller operateur humain personne parler joindre combien tarifs tarif devis numero telephone portable appelle m'appelle rappeler
  rappelez rappelle recontacter facture commande livraison probleme chaudiere plombier electricien docteur medecin dentiste monsieur madame samedi dimanche vendredi mercredi lundi
  mardi jeudi annuler deplacer decaler reporter consultation disponible disponibilite creneau creneaux panne marche fonctionne voiture ordinateur appartement renseignement information
  trompe tromper erreur mauvais secours inondation accident revoir journee soiree bientot exactement absolument d'accord merci service secretaire directeur responsable
  immediatement appele rappele fracture massage adresse ouvert remboursement assurance ordonnance resultats reparation visite consulter propos concernant`.split(
    /\s+/,
  );
