import { z } from 'zod';
import { choice, describe, flag, host, path, port } from '../keys.ts';

export const dataDir = describe(path(), 'Where calls, recordings and models are kept.', {
  defaultText: '/var/lib/repondeur for root, else ~/.local/share/repondeur',
  example: '/var/lib/repondeur',
});

export const log = describe(
  z.strictObject({
    level: describe(choice(['debug', 'info', 'warn', 'error']).default('info'), 'The least important messages that are still written.'),
    pii: describe(flag().default(false), 'Whether numbers, names and words of people appear in the log. Leave it off outside of tests.'),
  }),
  'The log, one JSON object a line on standard error.',
);

export const http = describe(
  z.strictObject({
    host: describe(host().default('127.0.0.1'), 'The address that /health and /metrics answer on. "0.0.0.0" opens them to the network.'),
    port: describe(port().default(8080), 'Their port.'),
  }),
  'The web server of Répondeur.',
);

export const database = describe(
  z.strictObject({
    client: describe(
      choice(['better-sqlite3', 'sqlite3']).default('better-sqlite3'),
      'The SQLite driver. "sqlite3" is for machines where it is installed by hand: npm install sqlite3',
    ),
    file: describe(path(), 'The database file.', { defaultText: 'repondeur.sqlite in data_dir', example: '/var/lib/repondeur/repondeur.sqlite' }),
  }),
  'The database.',
);
