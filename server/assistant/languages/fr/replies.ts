import type { HoursAnswer, Templates } from '../../dialogue/wording.ts';

const weekdays = ['dimanche', 'lundi', 'mardi', 'mercredi', 'jeudi', 'vendredi', 'samedi'];

function clock(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  if (hours === 12 && minutes === 0) return 'midi';
  return `${hours} heure${hours > 1 ? 's' : ''}${minutes ? ` ${minutes}` : ''}`;
}

const intervals = (list: readonly { from: string; to: string }[]) => list.map(({ from, to }) => `de ${clock(from)} à ${clock(to)}`).join(' et ');

function week(answer: HoursAnswer): string {
  const runs = answer.week.map(({ from, to, intervals: list }) => {
    const days = from === to ? `le ${weekdays[from]}` : `du ${weekdays[from]} au ${weekdays[to]}`;
    return `${days} ${intervals(list)}`;
  });
  return runs.length > 0 ? ` Nos horaires : ${runs.join(', ')}.` : '';
}

function when(next: NonNullable<HoursAnswer['next']>): string {
  const day = next.inDays === 0 ? "aujourd'hui" : next.inDays === 1 ? 'demain' : weekdays[next.weekday];
  return `${day} à ${clock(next.from)}`;
}

function hours(answer: HoursAnswer | undefined): string {
  if (!answer) return '';
  if (answer.day) {
    const day = `Le ${weekdays[answer.day.weekday]}, nous sommes`;
    return answer.day.intervals.length > 0 ? `${day} ouverts ${intervals(answer.day.intervals)}.` : `${day} fermés.${week(answer)}`;
  }
  if (answer.now?.open) return `Nous sommes ouverts aujourd'hui jusqu'à ${clock(answer.now.until ?? '')}.${week(answer)}`;
  return `Nous sommes fermés en ce moment.${answer.next ? ` Nous ouvrons ${when(answer.next)}.` : ''}${week(answer)}`;
}

/** "votre nom", read from what is passed on. */
function summary(name: string | undefined, reason: string | undefined, phone: string | undefined, urgent: boolean | undefined): string {
  const parts = [`Je transmets votre message${urgent ? ' urgent' : ''}${reason ? ` : ${reason}` : ''}.`, phone ? 'On vous rappellera.' : ''];
  return `${name ? `Merci, ${name}. ` : 'Merci. '}${parts.filter(Boolean).join(' ')}`;
}

/** What the assistant says in French. Short: it is heard, not read. */
export const replies: Templates = {
  greeting: ({ host }) => `Bonjour, vous êtes bien chez ${host}. Je suis l'assistant vocal, une intelligence artificielle.`,
  'ai-notice': () => 'Je suis un assistant vocal, une intelligence artificielle.',
  'recording-notice': () => 'Cet appel est enregistré.',
  'how-can-i-help': () => 'Que puis-je faire pour vous ?',
  'ask-purpose': [
    () => 'Quel est le motif de votre appel ?',
    () => 'Vous pouvez laisser un message, demander un rendez-vous ou nos horaires. Que souhaitez-vous ?',
  ],
  'ask-name': [() => 'Quel est votre nom ?', () => "Puis-je avoir votre nom, s'il vous plaît ?"],
  'ask-reason': [() => "C'est à quel sujet ?", () => 'En quelques mots, quel message dois-je transmettre ?'],
  'ask-phone': [() => 'À quel numéro peut-on vous rappeler ?', () => 'Quel est votre numéro de téléphone ?'],
  'ask-phone-rest': [() => 'Oui, et la suite ?', () => 'Je vous écoute, la suite du numéro ?'],
  'ask-phone-again': [() => 'Pouvez-vous me redire le numéro, chiffre par chiffre ?', () => 'Redites-moi le numéro en entier, lentement.'],
  'ask-keys': () => 'Pouvez-vous taper le numéro sur le clavier de votre téléphone, puis dièse ?',
  'ask-more': () => 'Je vous écoute.',
  gladly: () => 'Bien sûr.',
  listening: () => 'Oui, je vous écoute.',
  'read-back': [({ phone }) => `Je répète : ${phone}. C'est bien ça ?`, ({ phone }) => `Alors : ${phone}. C'est correct ?`],
  'offer-caller-number': [
    ({ ending }) => `Puis-je vous rappeler au numéro qui s'affiche, qui finit par ${ending} ?`,
    ({ ending }) => `Le numéro qui finit par ${ending} convient-il pour vous rappeler ? Répondez par oui ou par non.`,
  ],
  'confirm-urgency': [() => "Si je comprends bien, c'est urgent ?", () => 'Est-ce urgent ? Répondez par oui ou par non.'],
  'anything-else': () => 'Souhaitez-vous ajouter quelque chose ?',
  'anything-else-after-answer': () => 'Souhaitez-vous laisser un message ?',
  noted: () => "C'est noté.",
  'noted-name': ({ name }) => `Merci, ${name}.`,
  'noted-phone': ({ ending }) => (ending ? `Très bien, le numéro qui finit par ${ending}.` : 'Très bien.'),
  'noted-urgent': () => 'Bien, je le signale comme urgent.',
  'noted-not-urgent': () => "D'accord, ce n'est pas urgent.",
  'noted-appointment': () => 'Je transmets votre demande de rendez-vous.',
  sorry: () => 'Excusez-moi.',
  calm: [() => 'Je comprends, et je suis désolé.', () => 'Je suis vraiment désolé pour ce désagrément.'],
  'no-problem': () => 'Pas de problème.',
  'who-speaks': ({ host }) => `Vous êtes chez ${host}, et je suis l'assistant vocal.`,
  'no-address': () => "Je ne peux pas vous donner l'adresse, mais je prends un message et on vous répondra.",
  hears: () => 'Oui, je vous entends.',
  'is-recorded': () => 'Oui, ce que vous dites est noté et transmis.',
  'no-callback-time': () => "Je transmets votre message tout de suite, mais je ne peux pas vous promettre d'heure.",
  'no-hurry': () => 'Je vous en prie, prenez votre temps.',
  'no-holidays': ({ hours: answer }) => `Je ne connais pas nos horaires des jours fériés.${answer ? week(answer) : ''}`,
  withdrawn: () => "D'accord, je ne transmets rien.",
  'no-person': ({ person }) =>
    `Je ne peux pas vous passer ${person && /^\p{Lu}/u.test(person) ? person : 'cette personne'} maintenant, mais je prends un message.`,
  'is-ai': () => 'Vous parlez à un assistant vocal, une intelligence artificielle.',
  'no-human': () => "Personne ne peut prendre votre appel pour l'instant, mais je transmets votre message en priorité.",
  'no-human-again': () => "Je comprends, mais personne n'est disponible. Votre message sera lu en priorité.",
  'no-price': () => 'Je ne peux pas vous donner de tarif, mais je prends un message et on vous répondra.',
  'no-answer': () => 'Je ne peux pas vous répondre là-dessus, mais je peux prendre un message.',
  'no-caller-number': () => 'Je ne vois pas votre numéro.',
  'other-phone': ({ phone }) => `autre numéro : ${phone}`,
  email: ({ email }) => `e-mail : ${email}`,
  'partial-phone': ({ phone }) => `numéro incomplet : ${phone}`,
  'bad-phone': () => 'Ce numéro ne semble pas complet.',
  hours: ({ hours: answer }) => hours(answer),
  'hours-unknown': () => 'Je ne connais pas les horaires, mais je peux prendre un message.',
  'not-understood': [() => "Excusez-moi, je n'ai pas bien compris.", () => 'Pardon, je ne comprends toujours pas.'],
  'not-heard': [() => "Excusez-moi, je n'ai pas entendu la fin.", () => 'Pardon, je vous ai mal entendu.'],
  silence: [() => 'Je ne vous entends pas.', () => 'Êtes-vous toujours là ?'],
  resumed: () => 'Excusez-moi, nous avons été interrompus.',
  'wrong-number': () => "Ce n'est pas grave, désolé. Au revoir.",
  summary: ({ name, reason, phone, urgent }) => summary(name, reason, phone, urgent),
  goodbye: () => 'Au revoir, bonne journée.',
  'offer-language': () => 'Souhaitez-vous continuer en français ?',
  'language-changed': () => 'Bien sûr, continuons en français.',
  'only-other-language': () => "Désolé, je ne parle qu'anglais. Vous pouvez laisser un message en français après le bip.",
  voicemail: () => 'Je vous propose de laisser votre message après le bip.',
};
