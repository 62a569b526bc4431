import type { Caller, EmailKind, EmailWords, RecordingPlace } from './words.ts';

const what: Record<EmailKind, string> = {
  message: 'Message',
  'partial-message': 'Message incomplet',
  voicemail: 'Message vocal',
  information: 'Appel',
  'missed-call': 'Appel manqué',
};

export const fr: EmailWords = {
  locale: (country) => `fr-${country}`,
  subject: (kind, caller, urgent) => `${what[kind]} ${fromWhom(caller)}${urgent ? ' – urgent' : ''}`,
  labels: {
    caller: 'De',
    number: 'À rappeler au',
    networkName: 'Nom affiché',
    called: 'Numéro appelé',
    when: 'Quand',
    urgency: 'Urgence',
    reason: 'Motif',
    summary: 'Résumé',
    transcript: 'Transcription',
    recording: 'Enregistrement',
  },
  colon: ' :',
  urgent: 'urgent',
  withheld: 'numéro masqué',
  unknown: 'nom inconnu',
  speakers: { caller: 'Appelant', assistant: 'Assistant' },
  duration: (minutes, seconds) => (minutes > 0 ? `${minutes} min ${String(seconds).padStart(2, '0')} s` : `${seconds} s`),
  recording: recordingSentence,
  untranscribed: {
    'server-away': 'Ce message a été pris pendant que l’assistant était arrêté : il n’est pas transcrit.',
    'no-ear':
      'Cet appel n’est pas transcrit : le répondeur n’a pas de reconnaissance vocale pour cette langue. « bin/repondeur doctor » dit comment y remédier.',
  },
  failed: 'Une panne du répondeur a interrompu cet appel.',
  heardBy: ({ model, pass }) => `Transcrit et résumé ${pass === 'live' ? 'pendant' : 'après'} l’appel, avec le modèle ${model}.`,
  footer: 'Ce courriel vient de votre répondeur. Résumé et transcription sont automatiques : en cas de doute, l’enregistrement fait foi.',
  fileName: 'appel',
};

function fromWhom({ name, number }: Caller): string {
  if (name) return /^[aeiouàâäéèêëîïôöûüœ]/i.test(name) ? `d’${name}` : `de ${name}`;
  return number ? `du ${number}` : 'd’un numéro masqué';
}

function recordingSentence(recording: RecordingPlace): string {
  if (recording.place === 'missing') return 'introuvable';
  if (recording.place === 'damaged') return 'endommagé : il ne peut pas être lu';
  if (recording.place === 'attached') return `joint à ce courriel (${recording.duration})`;
  if (recording.place === 'kept') return `${recording.duration}, gardé sur la machine : ${recording.command}`;
  return `${recording.duration}, trop gros pour être joint (${recording.megabytes} Mo), gardé sur la machine : ${recording.command}`;
}
