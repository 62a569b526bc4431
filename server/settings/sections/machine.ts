import { z } from 'zod';
import { choice, describe, flag, host, network, path, port, secret, text, webAddress, whole } from '../keys.ts';

export const dataDir = describe(path(), 'Where calls, recordings and models are kept.', {
  defaultText: '/var/lib/repondeur for root, else ~/.local/share/repondeur',
  example: '/var/lib/repondeur',
});

export const log = describe(
  z.strictObject({
    level: describe(choice(['debug', 'info', 'warn', 'error']).default('info'), 'The least important messages that are still written.'),
    keep_megabytes: describe(
      whole(1, 10_000, 'megabytes').default(20),
      'How much of the log is kept in logs/ of data_dir for administrators to read; the oldest goes first.',
    ),
    audit_days: describe(
      // Half a year, so that what is found out late can still be looked up.
      whole(180, 36_500, 'days').optional(),
      'How long entries of the audit log are kept. Left out: for ever.',
      { example: 1095 },
    ),
    pii: describe(flag().default(false), 'Whether numbers, names and words of people appear in the log. Leave it off outside of tests.'),
  }),
  'The log, one JSON object a line on standard error.',
);

export const http = describe(
  z.strictObject({
    host: describe(host().default('127.0.0.1'), 'The address that the API answers on. "0.0.0.0" opens it to the network.'),
    port: describe(port().default(8080), 'Its port.'),
    public_url: describe(webAddress().optional(), 'The address that users reach it by, for links in e-mails. By default that of host and port.', {
      example: 'https://repondeur.example.org',
    }),
    tls_certificate: describe(path().optional(), 'A PEM file with the certificate and its chain: HTTPS is spoken then. Not needed behind a proxy.', {
      example: '/etc/letsencrypt/live/repondeur.example.org/fullchain.pem',
    }),
    tls_key: describe(path().optional(), "The certificate's key.", { example: '/etc/letsencrypt/live/repondeur.example.org/privkey.pem' }),
    trust_proxy: describe(
      z.array(network()).default([]).meta({ expected: 'a list of addresses or networks, such as ["127.0.0.1", "10.0.0.0/8"]' }),
      'The proxies in front: what they say about the client (X-Forwarded-For, X-Forwarded-Proto) is believed, and from nobody else.',
      { example: ['127.0.0.1'] },
    ),
    cors_origins: describe(
      z.array(webAddress()).default([]).meta({ expected: 'a list of origins, such as ["https://office.example.org"]' }),
      'Web pages of other origins that may call the API. The panel needs none.',
      { example: ['https://office.example.org'] },
    ),
    rate_limit_per_address: describe(whole(10, 1_000_000, 'requests').default(300), 'Requests a minute from one address.'),
    rate_limit_per_account: describe(whole(10, 1_000_000, 'requests').default(600), 'Requests a minute for one account, from all its addresses.'),
    max_body_kib: describe(whole(16, 10_240, 'KiB').default(128), 'The largest body of a request.'),
    metrics_token: describe(secret(16).optional(), 'Lets other machines read /metrics (Authorization: Bearer …). This machine always may.'),
  }),
  'The web server: the API, its description at /api/docs, /health and /metrics.',
);

export const database = describe(
  z.strictObject({
    client: describe(
      choice(['better-sqlite3', 'sqlite3', 'pg']).default('better-sqlite3'),
      'SQLite in one file, or "pg": PostgreSQL 13 or newer, for several servers. "sqlite3" is for machines where that driver is installed by hand: npm install sqlite3',
    ),
    file: describe(path(), 'The file of SQLite.', { defaultText: 'repondeur.sqlite in data_dir', example: '/var/lib/repondeur/repondeur.sqlite' }),
    master_key_file: describe(
      path(),
      'The key that everything callers said is sealed with. Made at the first start; without it nothing of that can be read, so keep a copy apart from the backups. A systemd credential named repondeur-master-key is used instead where there is one.',
      { defaultText: 'master.key in data_dir', example: '/etc/repondeur/master.key' },
    ),
    host: describe(text().default('/var/run/postgresql'), 'The address of PostgreSQL, or the folder of its socket.'),
    port: describe(port().default(5432), 'Its port.'),
    name: describe(text().default('repondeur'), 'The name of the database there.'),
    user: describe(text().default('repondeur'), 'The account there; it must own the database.'),
    password: describe(secret().optional(), "The account's password. Not needed over the socket."),
    tls: describe(flag().default(false), 'Whether the connection is encrypted; the certificate must be one that this machine trusts.'),
  }),
  'The database.',
);
