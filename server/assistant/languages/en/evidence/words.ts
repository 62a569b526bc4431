import { any } from '../../evidence.ts';

export const live =
  any(`human | human being | real person | real human | actual person | actual human | living person | live person | live agent | live human | real voice | real agent | operator | representative | rep | receptionist | switchboard | customer (?:service|services|support|care|advisor|adviser)
  an? (?:advisor|adviser|agent|assistant|attendant|person|consultant|real one) | person instead | front desk | the switchboard | agent | human operator | flesh and blood`);

export const machine = any(
  'machines? | robots? | answering machines? | answerphones? | bots? | computers? | voicemails? | recordings? | automated \\w+ | artificial intelligence | an ai | ai | chatbot',
);

export const booking = any('appointments? | appt | bookings? | reservations? | rendezvous');

export const opened = any('open | opened | opening | opens | close | closed | closes | closing | shut | shuts');

export const day = any(
  'mondays? | tuesdays? | wednesdays? | thursdays? | fridays? | saturdays? | sundays? | tomorrow | tonight | weekends? | this (?:morning|afternoon|evening|week) | next week | today | bank holidays? | holidays? | christmas | easter | boxing day | new year s day | thanksgiving | lunchtime | lunch | evenings? | mornings?',
);

export const want = any(
  `i (?:\\w+ )?(?:want|need|wish|prefer|demand|insist|d like|d love|d rather|d prefer|would like|would rather|would prefer|wanna) | (?:can|could|may|might) i | (?:can|could) we | is it possible to | would it be possible to | give me | get me | put me through to | connect me | transfer me | let me`,
);

export const celebration = any(
  '(?:bank|public|national|federal) holidays? | (?:the|over the|during the) holidays | christmas(?: eve| day)? | boxing day | new year(?: s)?(?: eve| day)? | easter(?: monday| sunday)? | good friday | thanksgiving | (?:labou?r|memorial|independence|may|veterans|martin luther king) day | fourth of july | st (?:patrick|andrew) s day',
);

/** Hours of the day as they are said of an appointment. */
export const hour = any('one | two | three | four | five | six | seven | eight | nine | ten | eleven | twelve | noon | half | quarter | \\d+');
