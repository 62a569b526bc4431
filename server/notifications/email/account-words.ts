import type { Language } from '../../core/language.ts';
import type { AccountSubject } from '../account-notices.ts';

export interface AccountWords {
  subject: string;
  lines: string[];
  /** What stands on the link, where there is one. */
  button?: string;
  /** Why one gets it, and what to do when one did not ask for it. */
  foot: string;
}

const ignored = {
  fr: 'Si vous n’avez rien demandé, ignorez ce message : rien ne change.',
  en: 'If you asked for nothing, ignore this message: nothing changes.',
};
const notYou = {
  fr: 'Si ce n’était pas vous, choisissez tout de suite un nouveau mot de passe (« mot de passe oublié ») et prévenez votre administrateur.',
  en: 'If it was not you, choose a new password at once ("forgotten password") and tell your administrator.',
};

/** To the address that the account had: a new password would be sent to the new one. */
const toOldAddress = {
  fr: 'Si ce n’était pas vous, prévenez tout de suite votre administrateur : lui seul peut vous rendre votre compte.',
  en: 'If it was not you, tell your administrator at once: he alone can give you your account back.',
};

/** There is no password to change any more. */
const deletedNotByYou = {
  fr: 'Si ce n’était pas vous, prévenez votre administrateur ; rien de ce qui est supprimé ne peut être rendu.',
  en: 'If it was not you, tell your administrator; nothing of it can be brought back.',
};

/** What the e-mails about accounts say. */
export const accountWords: Record<Language, Record<AccountSubject, AccountWords>> = {
  fr: {
    'verify-email': {
      subject: 'Confirmez votre adresse',
      lines: ['Un compte vient d’être créé avec votre adresse. Confirmez-la dans les 48 heures, avec le mot de passe que vous avez choisi.'],
      button: 'Confirmer mon adresse',
      foot: ignored.fr,
    },
    'account-exists': {
      subject: 'Vous avez déjà un compte',
      lines: [
        'Quelqu’un a voulu créer un compte avec votre adresse, qui en a déjà un. Si c’était vous et que vous ne savez plus votre mot de passe, choisissez-en un nouveau dans l’heure.',
      ],
      button: 'Choisir un mot de passe',
      foot: ignored.fr,
    },
    'reset-password': {
      subject: 'Choisissez un nouveau mot de passe',
      lines: ['Vous avez demandé à choisir un nouveau mot de passe. Le lien fonctionne une fois, pendant une heure.'],
      button: 'Choisir un mot de passe',
      foot: ignored.fr,
    },
    invitation: {
      subject: 'Vous êtes invité',
      lines: ['Vous êtes invité à ouvrir un compte sur ce répondeur, avec cette adresse. Le lien fonctionne une fois, pendant sept jours.'],
      button: 'Ouvrir mon compte',
      foot: 'Si vous n’attendiez pas cette invitation, ignorez ce message.',
    },
    'change-email': {
      subject: 'Confirmez votre nouvelle adresse',
      lines: ['Vous avez demandé que votre compte utilise cette adresse. Le lien fonctionne une fois, pendant un jour.'],
      button: 'Confirmer mon adresse',
      foot: ignored.fr,
    },
    'password-changed': { subject: 'Votre mot de passe a changé', lines: ['Le mot de passe de votre compte vient d’être changé.'], foot: notYou.fr },
    'sign-in-stolen': {
      subject: 'Une de vos sessions a été fermée',
      lines: ['Un jeton d’une de vos sessions a servi deux fois : il a sans doute été copié. Cette session est fermée partout.'],
      foot: notYou.fr,
    },
    'code-reused': {
      subject: 'Un code a été saisi deux fois',
      lines: [
        'Un code de votre application d’authentification vient d’être présenté une seconde fois, avec votre mot de passe ou depuis une de vos sessions. Il a été refusé.',
        'Si vous l’avez saisi deux fois vous-même, il n’y a rien à faire.',
      ],
      foot: notYou.fr,
    },
    'email-changed': {
      subject: 'L’adresse de votre compte a changé',
      lines: ['Votre compte utilise désormais une autre adresse. Celle-ci ne sert plus à se connecter.'],
      foot: toOldAddress.fr,
    },
    'second-factor-added': {
      subject: 'Un second facteur a été ajouté',
      lines: [
        'Une application d’authentification ou une clé d’accès (passkey) vient d’être ajoutée à votre compte, ou vos codes de secours ont été remplacés.',
      ],
      foot: notYou.fr,
    },
    'second-factor-removed': {
      subject: 'Un second facteur a été retiré',
      lines: ['Une application d’authentification ou une clé d’accès (passkey) vient d’être retirée de votre compte.'],
      foot: notYou.fr,
    },
    'api-key-made': {
      subject: 'Une clé d’API a été créée',
      lines: ['Une clé d’API vient d’être créée pour votre compte : un programme peut agir en votre nom jusqu’à ce que vous y mettiez fin.'],
      foot: notYou.fr,
    },
    'provider-added': {
      subject: 'Un autre service ouvre votre compte',
      lines: [
        'On vient de se connecter à votre compte par un autre fournisseur d’identité, qui atteste votre adresse. Désormais, ce fournisseur l’ouvre aussi.',
      ],
      foot: notYou.fr,
    },
    'account-deleted': {
      subject: 'Votre compte est supprimé',
      lines: [
        'Comme vous l’avez demandé, votre compte est supprimé, avec vos appels, leurs transcriptions et leurs enregistrements. Vos appelants entendent une annonce neutre.',
        'Seuls restent, sans votre nom, ce que la loi oblige à garder : paiements et factures. Un abonnement payant s’arrête de lui-même.',
      ],
      foot: deletedNotByYou.fr,
    },
  },
  en: {
    'verify-email': {
      subject: 'Confirm your address',
      lines: ['An account has just been made with your address. Confirm it within 48 hours, with the password that you chose.'],
      button: 'Confirm my address',
      foot: ignored.en,
    },
    'account-exists': {
      subject: 'You have an account already',
      lines: [
        'Somebody wanted to make an account with your address, which has one already. If that was you and you have forgotten your password, choose a new one within the hour.',
      ],
      button: 'Choose a password',
      foot: ignored.en,
    },
    'reset-password': {
      subject: 'Choose a new password',
      lines: ['You asked to choose a new password. The link works once, for an hour.'],
      button: 'Choose a password',
      foot: ignored.en,
    },
    invitation: {
      subject: 'You are invited',
      lines: ['You are invited to open an account on this answering service, with this address. The link works once, for seven days.'],
      button: 'Open my account',
      foot: 'If you did not expect this invitation, ignore this message.',
    },
    'change-email': {
      subject: 'Confirm your new address',
      lines: ['You asked that your account use this address. The link works once, for a day.'],
      button: 'Confirm my address',
      foot: ignored.en,
    },
    'password-changed': { subject: 'Your password has changed', lines: ['The password of your account has just been changed.'], foot: notYou.en },
    'sign-in-stolen': {
      subject: 'One of your sign-ins was ended',
      lines: ['A token of one of your sign-ins was used twice: it was probably copied. That sign-in has ended everywhere.'],
      foot: notYou.en,
    },
    'code-reused': {
      subject: 'A code was entered twice',
      lines: [
        'A code of your authenticator app has just been shown a second time, with your password or from one of your sign-ins. It was refused.',
        'If you entered it twice yourself, there is nothing to do.',
      ],
      foot: notYou.en,
    },
    'email-changed': {
      subject: 'The address of your account has changed',
      lines: ['Your account has another address now. This one does not sign in any more.'],
      foot: toOldAddress.en,
    },
    'second-factor-added': {
      subject: 'A second factor was added',
      lines: ['An authenticator app or a passkey has just been added to your account, or your recovery codes were replaced.'],
      foot: notYou.en,
    },
    'second-factor-removed': {
      subject: 'A second factor was removed',
      lines: ['An authenticator app or a passkey has just been removed from your account.'],
      foot: notYou.en,
    },
    'api-key-made': {
      subject: 'An API key was made',
      lines: ['An API key has just been made for your account: a program can act in your name until you end it.'],
      foot: notYou.en,
    },
    'provider-added': {
      subject: 'Another service opens your account',
      lines: [
        'Somebody has just signed in to your account by another identity provider, which vouches for your address. From now on that provider opens it too.',
      ],
      foot: notYou.en,
    },
    'account-deleted': {
      subject: 'Your account is deleted',
      lines: [
        'As you asked, your account is deleted, with your calls, their transcripts and recordings. Your callers hear a neutral announcement.',
        'Only what the law has kept stays, without your name: payments and invoices. A subscription that is paid for ends by itself.',
      ],
      foot: deletedNotByYou.en,
    },
  },
};
