import type { HoursAnswer, Templates } from '../../dialogue/wording.ts';

const weekdays = ['Sunday', 'Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday'];

function clock(time: string): string {
  const [hours = 0, minutes = 0] = time.split(':').map(Number);
  if (minutes === 0 && hours === 12) return 'noon';
  return `${hours % 12 || 12}${minutes ? `:${String(minutes).padStart(2, '0')}` : ''} ${hours < 12 ? 'am' : 'pm'}`;
}

const intervals = (list: readonly { from: string; to: string }[]) => list.map(({ from, to }) => `from ${clock(from)} to ${clock(to)}`).join(' and ');

function week(answer: HoursAnswer): string {
  const runs = answer.week.map(({ from, to, intervals: list }) => {
    const days = from === to ? `${weekdays[from]}` : `${weekdays[from]} to ${weekdays[to]}`;
    return `${days} ${intervals(list)}`;
  });
  return runs.length > 0 ? ` Our hours are ${runs.join(', ')}.` : '';
}

function when(next: NonNullable<HoursAnswer['next']>): string {
  const day = next.inDays === 0 ? 'today' : next.inDays === 1 ? 'tomorrow' : `on ${weekdays[next.weekday]}`;
  return `${day} at ${clock(next.from)}`;
}

function hours(answer: HoursAnswer | undefined): string {
  if (!answer) return '';
  if (answer.day) {
    const day = `On ${weekdays[answer.day.weekday]} we are`;
    return answer.day.intervals.length > 0 ? `${day} open ${intervals(answer.day.intervals)}.` : `${day} closed.${week(answer)}`;
  }
  if (answer.now?.open) return `We are open today until ${clock(answer.now.until ?? '')}.${week(answer)}`;
  return `We are closed at the moment.${answer.next ? ` We open ${when(answer.next)}.` : ''}${week(answer)}`;
}

function summary(name: string | undefined, reason: string | undefined, phone: string | undefined, urgent: boolean | undefined): string {
  const parts = [`I am passing on your ${urgent ? 'urgent ' : ''}message${reason ? `: ${reason}` : ''}.`, phone ? 'Someone will call you back.' : ''];
  return `Thank you${name ? `, ${name}` : ''}. ${parts.filter(Boolean).join(' ')}`;
}

/** What the assistant says in English. Short: it is heard, not read. */
export const replies: Templates = {
  greeting: ({ host }) => `Hello, you have reached ${host}. I am an AI assistant.`,
  'ai-notice': () => 'I am an AI assistant.',
  'recording-notice': () => 'This call is recorded.',
  'how-can-i-help': () => 'How can I help you?',
  'ask-purpose': [
    () => 'What is your call about?',
    () => 'You can leave a message, ask for an appointment or for our opening hours. What would you like?',
  ],
  'ask-name': [() => 'What is your name?', () => 'May I have your name, please?'],
  'ask-reason': [() => 'What is it about?', () => 'In a few words, what message shall I pass on?'],
  'ask-phone': [() => 'What number can we call you back on?', () => 'What is your phone number?'],
  'ask-phone-rest': [() => 'Yes, and the rest?', () => 'Go on, the rest of the number?'],
  'ask-phone-again': [() => 'Could you give me the number again, digit by digit?', () => 'Please say the whole number again, slowly.'],
  'ask-keys': () => 'Could you type the number on your keypad, then press hash?',
  'ask-more': () => 'Go ahead.',
  gladly: () => 'Of course.',
  listening: () => "Yes, I'm listening.",
  'read-back': [({ phone }) => `Let me repeat: ${phone}. Is that right?`, ({ phone }) => `So that is ${phone}. Is that correct?`],
  'offer-caller-number': [
    ({ ending }) => `Can we call you back on the number you are calling from, ending in ${ending}?`,
    ({ ending }) => `Is the number ending in ${ending} the right one to call you back? Please say yes or no.`,
  ],
  'confirm-urgency': [() => 'If I understand you, this is urgent?', () => 'Is it urgent? Please say yes or no.'],
  'anything-else': () => 'Would you like to add anything?',
  'anything-else-after-answer': () => 'Would you like to leave a message?',
  noted: () => 'Noted.',
  'noted-name': ({ name }) => `Thank you, ${name}.`,
  'noted-phone': ({ ending }) => (ending ? `Very well, the number ending in ${ending}.` : 'Very well.'),
  'noted-urgent': () => 'Right, I am marking it as urgent.',
  'noted-not-urgent': () => 'All right, it is not urgent.',
  'noted-appointment': () => 'I will pass on your appointment request.',
  sorry: () => 'Sorry.',
  calm: [() => "I understand, and I'm sorry.", () => "I'm really sorry about this."],
  'no-problem': () => "That's fine.",
  'who-speaks': ({ host }) => `You have reached ${host}, and I am the AI assistant.`,
  'no-address': () => "I can't give you the address, but I can take a message and someone will answer you.",
  hears: () => 'Yes, I can hear you.',
  'is-recorded': () => 'Yes, what you say is noted and passed on.',
  'no-callback-time': () => "I will pass on your message right away, but I can't promise a time.",
  'no-hurry': () => 'Take your time.',
  'no-holidays': ({ hours: answer }) => `I don't know our hours on public holidays.${answer ? week(answer) : ''}`,
  withdrawn: () => "All right, I won't pass anything on.",
  'no-person': ({ person }) => `I can't put you through${person && /^\p{Lu}/u.test(person) ? ` to ${person}` : ''} now, but I can take a message.`,
  'is-ai': () => 'You are talking to an AI assistant, not to a person.',
  'no-human': () => 'Nobody can take your call right now, but I will pass on your message with priority.',
  'no-human-again': () => 'I understand, but nobody is available. Your message will be read first.',
  'no-price': () => "I can't give you a price, but I can take a message and someone will answer you.",
  'no-answer': () => "I can't answer that, but I can take a message.",
  'no-caller-number': () => "I can't see your number.",
  'other-phone': ({ phone }) => `other number: ${phone}`,
  email: ({ email }) => `e-mail: ${email}`,
  'partial-phone': ({ phone }) => `incomplete number: ${phone}`,
  'bad-phone': () => 'That number does not seem complete.',
  hours: ({ hours: answer }) => hours(answer),
  'hours-unknown': () => "I don't know the opening hours, but I can take a message.",
  'not-understood': [() => "Sorry, I didn't quite understand.", () => "I'm sorry, I still don't understand."],
  'not-heard': [() => "Sorry, I didn't hear the end of that.", () => "Sorry, I couldn't hear you well."],
  silence: [() => "I can't hear you.", () => 'Are you still there?'],
  resumed: () => 'Sorry, we were cut off for a moment.',
  'wrong-number': () => 'No problem, sorry about that. Goodbye.',
  summary: ({ name, reason, phone, urgent }) => summary(name, reason, phone, urgent),
  goodbye: () => 'Goodbye, have a nice day.',
  'offer-language': () => 'Would you like to continue in English?',
  'language-changed': () => "Of course, let's continue in English.",
  'only-other-language': () => "I'm sorry, I only speak French. You can leave a message in English after the beep.",
  voicemail: () => 'Please leave your message after the beep.',
};
