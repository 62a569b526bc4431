import { z } from 'zod';
import { languages } from '../../core/language.ts';
import { choice, country, describe, email, flag, phoneNumber, text, timeZone } from '../keys.ts';
import { openingHours } from './opening-hours.ts';

const user = z.strictObject({
  name: describe(text(), 'The person or company, as the assistant says it.', { example: 'Cabinet Durand' }),
  email: describe(email(), 'Where messages are sent.', { example: 'julie@example.org' }),
  language: describe(choice(languages).default('fr'), 'The language of greeting, talk and e-mail.'),
  country: describe(country().default('FR'), 'How numbers without a country are read.'),
  time_zone: describe(timeZone().default('Europe/Paris'), 'For opening hours and times in e-mails.'),
  numbers: describe(
    z.array(phoneNumber()).default([]).meta({ expected: 'a list of phone numbers, such as ["+33 1 99 00 12 34"]' }),
    'The numbers that ring here for this user. One single user gets every call, whatever the number.',
    { example: ['+33 1 99 00 12 34'] },
  ),
  destination: describe(choice(['assistant', 'voicemail']).default('assistant'), 'Who takes the calls.'),
  record_calls: describe(flag().default(true), 'Whether a talk with the assistant is recorded. A voicemail always is.'),
  recording_notice: describe(flag().default(true), 'Whether the greeting says that the call is recorded.'),
  pays: describe(
    flag().default(false),
    'Whether he needs a subscription, where billing.provider is not "none". Otherwise everything is allowed to him: whoever has the machine put him here. Who registers by himself always needs one.',
  ),
  greeting: describe(text().optional(), 'Said first instead of the default greeting. That an AI speaks is added when it does not say so.', {
    example: 'Cabinet Durand, bonjour.',
  }),
  contacts: describe(
    z.array(text()).max(200).default([]).meta({ expected: 'a list of names, such as ["Julie Martin"]' }),
    'Names of people who call: understood better when a caller is asked for his name.',
    { example: ['Julie Martin', 'Paul Moreau'] },
  ),
  opening_hours: describe(openingHours.optional(), 'When you are there, by day. A day that is left out is closed.', {
    example: { monday: ['09:00-12:30', '14:00-18:00'], friday: ['09:00-12:00'] },
  }),
});

export const users = describe(
  z.array(user).min(1).meta({ expected: 'at least one [[users]] block' }),
  'Someone whose calls are answered. Repeat the block for each.',
);
