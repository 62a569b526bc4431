import { z } from 'zod';
import { describe, email, flag, host, port, secret, text, whole } from '../keys.ts';

export const smtp = describe(
  z.strictObject({
    host: describe(host(), 'The mail server that messages are handed to.', { example: 'smtp.example.org' }),
    port: describe(port().default(587), 'Its port: 587, or 465 with secure = true.'),
    secure: describe(
      flag().default(false),
      'TLS from the first byte (port 465). Else STARTTLS is used where offered, and required when there is a password.',
    ),
    username: describe(text().optional(), 'The account.', { example: 'repondeur@example.org' }),
    password: describe(secret().optional(), "The account's password."),
    from: describe(email(), 'The sender of the e-mails.', { example: 'repondeur@example.org' }),
  }),
  'The way out for e-mail. Without this section messages are kept, and sent once it is there.',
);

export const notifications = describe(
  z.strictObject({
    attach_recording: describe(flag().default(true), 'Whether the recording is attached to the e-mail.'),
    max_attachment_megabytes: describe(
      whole(1, 50, 'megabytes').default(10),
      'A larger recording stays here, and the e-mail names the command that writes it as a WAV.',
    ),
  }),
  'What e-mails hold.',
);
