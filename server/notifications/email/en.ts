import type { EmailKind, EmailWords, RecordingPlace } from './words.ts';

const what: Record<EmailKind, string> = {
  message: 'Message',
  'partial-message': 'Incomplete message',
  voicemail: 'Voicemail',
  information: 'Call',
  'missed-call': 'Missed call',
};

/** Countries whose English has its own dates; elsewhere British order is the one most people know. */
const regions = ['US', 'GB', 'CA', 'AU', 'IE', 'NZ', 'ZA', 'IN'];

export const en: EmailWords = {
  locale: (country) => `en-${regions.includes(country) ? country : 'GB'}`,
  subject: (kind, caller, urgent) => `${what[kind]} from ${caller.name ?? caller.number ?? 'a withheld number'}${urgent ? ' – urgent' : ''}`,
  labels: {
    caller: 'From',
    number: 'Call back on',
    networkName: 'Caller ID name',
    called: 'Number called',
    when: 'When',
    urgency: 'Urgency',
    reason: 'Reason',
    summary: 'Summary',
    transcript: 'Transcript',
    recording: 'Recording',
  },
  colon: ':',
  urgent: 'urgent',
  withheld: 'withheld number',
  unknown: 'name unknown',
  speakers: { caller: 'Caller', assistant: 'Assistant' },
  duration: (minutes, seconds) => (minutes > 0 ? `${minutes} min ${String(seconds).padStart(2, '0')} s` : `${seconds} s`),
  recording: recordingSentence,
  untranscribed: {
    'server-away': 'This message was taken while the assistant was stopped: it is not transcribed.',
    'no-ear':
      'This call is not transcribed: the answering service has no speech recognition for this language. “bin/repondeur doctor” says how to mend it.',
  },
  failed: 'A fault of the answering service cut this call short.',
  heardBy: ({ model, pass }) => `Transcribed and summarised ${pass === 'live' ? 'during' : 'after'} the call, with the model ${model}.`,
  footer: 'This e-mail comes from your answering service. Summary and transcript are automatic: when in doubt, trust the recording.',
  fileName: 'call',
};

function recordingSentence(recording: RecordingPlace): string {
  if (recording.place === 'missing') return 'cannot be found';
  if (recording.place === 'damaged') return 'damaged: it cannot be read';
  if (recording.place === 'attached') return `attached (${recording.duration})`;
  if (recording.place === 'kept') return `${recording.duration}, kept on the machine: ${recording.command}`;
  return `${recording.duration}, too large to attach (${recording.megabytes} MB), kept on the machine: ${recording.command}`;
}
