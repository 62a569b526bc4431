import { chmod, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir, userInfo } from 'node:os';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { type Fault, SettingsError } from './faults.ts';
import { loadSettings } from './load.ts';
import type { Settings } from './schema.ts';

const user = '[[users]]\nname = "Cabinet Durand"\nemail = "julie@example.org"\n';

async function folder(t: ExecutionContext): Promise<string> {
  const made = await mkdtemp(join(tmpdir(), 'repondeur-settings-'));
  t.teardown(() => rm(made, { recursive: true }));
  return made;
}

async function load(t: ExecutionContext, toml: string, env: Record<string, string> = {}, warnings: string[] = []): Promise<Settings> {
  const path = join(await folder(t), 'repondeur.toml');
  await writeFile(path, toml, { mode: 0o600 });
  return await loadSettings({ path, env: { HOME: '/home/julie', ...env }, runsAsRoot: false, warn: (warning) => warnings.push(warning) });
}

async function faultsOf(t: ExecutionContext, toml: string, env: Record<string, string> = {}): Promise<readonly Fault[]> {
  const error = await t.throwsAsync<SettingsError>(load(t, toml, env), { instanceOf: SettingsError });
  t.is(error?.code, 'bad-settings');
  for (const { source, key, expected, found } of error?.faults ?? []) {
    for (const part of [source, key, expected, found]) t.true(error?.message.includes(part), `the message says ${part}`);
  }
  return error?.faults ?? [];
}

test('one user with a name and an address is enough: everything else has a default', async (t) => {
  const settings = await load(t, user);
  t.like(settings, { dataDir: '/home/julie/.local/share/repondeur', http: { host: '127.0.0.1', port: 8080 }, trunks: [], phones: [] });
  t.is(settings.smtp, undefined);
  t.is(settings.database.file, '/home/julie/.local/share/repondeur/repondeur.sqlite');
  t.like(settings.users[0], { language: 'fr', country: 'FR', timeZone: 'Europe/Paris', destination: 'assistant' });
});

test('a job of cron without HOME finds the same data as its account otherwise', async (t) => {
  const path = join(await folder(t), 'repondeur.toml');
  await writeFile(path, user, { mode: 0o600 });
  t.is((await loadSettings({ path, env: {}, runsAsRoot: false })).dataDir, join(userInfo().homedir, '.local/share/repondeur'));
});

test('root keeps the data in /var/lib', async (t) => {
  const path = join(await folder(t), 'repondeur.toml');
  await writeFile(path, user, { mode: 0o600 });
  t.is((await loadSettings({ path, env: {}, runsAsRoot: true })).dataDir, '/var/lib/repondeur');
});

test('numbers become E.164 and opening hours become days and times', async (t) => {
  const { users } = await load(
    t,
    `${user}numbers = ["+33 1.99.00 12 34"]\nopening_hours = { monday = ["09:00-12:00", "14:00-18:00"], sunday = [] }\n`,
  );
  t.deepEqual(users[0]?.numbers, ['+33199001234']);
  t.deepEqual(users[0]?.openingHours, {
    0: [],
    1: [
      { from: '09:00', to: '12:00' },
      { from: '14:00', to: '18:00' },
    ],
  });
});

test('paths are relative to the settings file, ~ is the home folder', async (t) => {
  const settings = await load(t, `data_dir = "~/calls"\n${user}[speech_to_text]\nmodels_dir = "models"\n`);
  t.is(settings.dataDir, '/home/julie/calls');
  t.regex(settings.speechToText.modelsDir, /^\/.*repondeur-settings-.*\/models$/);
});

const wrong = test.macro({
  exec: async (t, toml: string, expectations: Partial<Record<'key' | 'expected' | 'found' | 'hint', string>>[], env: Record<string, string> = {}) => {
    const faults = await faultsOf(t, toml, env);
    t.is(faults.length, expectations.length, JSON.stringify(faults, null, 2));
    for (const [index, expectation] of expectations.entries()) {
      for (const [name, text] of Object.entries(expectation))
        t.true(faults[index]?.[name as keyof Fault]?.includes(text), `${name}: ${JSON.stringify(faults[index])}`);
    }
  },
  title: (name = '') => `reported: ${name}`,
});

test(
  'faults between keys, beside faults of keys',
  wrong,
  '[asterisk]\nsip_port = 70000\nrtp_start = 20000\n[[trunks]]\nname = "a b"\nhost = "h"\nregister = true\n[language_model]\nthreads = 0\n',
  [
    { key: 'users' },
    { key: 'trunks[0].name' },
    { key: 'language_model.threads' },
    { key: 'asterisk.sip_port' },
    { key: 'asterisk.rtp_end', expected: 'above rtp_start', found: '20000' },
    { key: 'trunks[0].username', expected: 'account' },
  ],
);
test('a data directory in which no socket can be made', wrong, `data_dir = "/srv/${'x'.repeat(90)}"\n${user}`, [
  { key: 'data_dir', expected: 'at most 80 bytes', found: 'with 95' },
]);
test('no user at all', wrong, '', [{ key: 'users', expected: '[[users]]', found: 'nothing' }]);
test('a missing key', wrong, '[[users]]\nname = "X"\n', [{ key: 'users[0].email', expected: 'e-mail', found: 'nothing' }]);
test('an unknown key, with the one that was meant', wrong, `${user}[http]\nprot = 1\n`, [{ key: 'http.prot', hint: '"port"' }]);
test(
  'a key below the heading of another section, since its own is still a comment',
  wrong,
  `${user}[asterisk]\nsip_port = 5070\nport = 8081\nbcrypt_cost = 12\n`,
  [
    { key: 'asterisk.port', hint: '[http]' },
    { key: 'asterisk.bcrypt_cost', hint: 'it belongs below [auth]: that line must be there without "#"' },
  ],
);
test('an unknown section', wrong, `${user}[htpp]\nport = 1\n`, [{ key: 'htpp', hint: '"http"' }]);
test('a text where a number belongs', wrong, `${user}[http]\nport = "8080"\n`, [{ key: 'http.port', found: '"8080"', hint: 'without quotes' }]);
test('a number out of range', wrong, `${user}[http]\nport = 80800\n`, [{ key: 'http.port', expected: '1 to 65535', found: '80800' }]);
test('a value instead of a section', wrong, `log = "info"\n${user}`, [{ key: 'log', expected: '[log]', found: '"info"' }]);
test('a section instead of a block', wrong, '[users]\nname = "X"\n', [{ key: 'users', expected: '[[users]]', found: 'a table' }]);
test('a choice that does not exist', wrong, `${user}language = "de"\n`, [{ key: 'users[0].language', expected: '"fr" or "en"', found: '"de"' }]);
test('a phone number that is none', wrong, `${user}numbers = ["+33 12"]\n`, [
  { key: 'users[0].numbers[0]', expected: '"+33 1 99 00 12 34"', found: '"+33 12"' },
]);
test('a national phone number, with its international form', wrong, `${user}numbers = ["01 99 00 12 34"]\n`, [{ hint: '"+33199001234"' }]);
test('a national number of another country', wrong, `${user}country = "BE"\nnumbers = ["02 555 12 12"]\n`, [{ hint: '"+3225551212"' }]);
test('a phone number without quotes that TOML reads as a number', wrong, `${user}numbers = [+33199001234]\n`, [
  { found: 'the number', hint: '"+33199001234"' },
]);
test('a phone number without quotes that TOML cannot read', wrong, `${user}numbers = [0199001234]\n`, [
  { key: 'line 4', hint: 'quotes: "0199001234"' },
]);
test('a phone number with spaces and without quotes', wrong, `${user}numbers = [+33 1 99 00 12 34]\n`, [
  { key: 'line 4', hint: '"+33 1 99 00 12 34"' },
]);
test(
  'a number that two users have',
  wrong,
  `${user}numbers = ["+33199001234"]\n[[users]]\nname = "B"\nemail = "b@example.org"\nnumbers = ["+33 1 99 00 12 34"]\n`,
  [{ key: 'users[1].numbers[0]', found: 'users[0].numbers[0]' }],
);
test('an address that two users have', wrong, `${user}numbers = ["+33199001234"]\n${user.replace('julie', 'Julie')}numbers = ["+33199001235"]\n`, [
  { key: 'users[1].email', found: 'users[0].email' },
]);
test('several users, one of them without a number', wrong, `${user}[[users]]\nname = "B"\nemail = "b@example.org"\nnumbers = ["+33199001234"]\n`, [
  { key: 'users[0].numbers' },
]);
test('a trunk and a phone of the same name', wrong, `${user}[[trunks]]\nname = "a"\nhost = "h"\n[[phones]]\nname = "a"\npassword = "12345678"\n`, [
  { key: 'phones[0].name' },
]);
test('a phone with a name that the switch needs itself', wrong, `${user}[[phones]]\nname = "trunk-a"\npassword = "12345678"\n`, [
  { key: 'phones[0].name', expected: 'none that begins with "trunk-"' },
]);
test('a password that is too short, which is not shown', wrong, `${user}[[phones]]\nname = "a"\npassword = "1234567"\n`, [
  { key: 'phones[0].password', expected: '8 characters', found: 'a text that does not fit' },
]);
test('a password that is missing, with the other way to give it', wrong, `${user}[[phones]]\nname = "a"\n`, [
  { key: 'phones[0].password', hint: 'password_file' },
]);
test('a secret file that is missing', wrong, `${user}[[phones]]\nname = "a"\npassword_file = "none"\n`, [
  { key: 'phones[0].password_file', found: 'ENOENT' },
]);
test('a password given twice', wrong, `${user}[[phones]]\nname = "a"\npassword = "12345678"\npassword_file = "none"\n`, [
  { key: 'phones[0].password_file', found: 'both' },
]);
test('an opening hour that ends before it begins', wrong, `${user}opening_hours = { monday = ["18:00-09:00"] }\n`, [
  { key: 'users[0].opening_hours.monday[0]', expected: '"09:00-12:30"' },
]);
test('a day in another language', wrong, `${user}opening_hours = { lundi = [] }\n`, [{ key: 'users[0].opening_hours.lundi' }]);
test('a time zone and a country that do not exist', wrong, `${user}time_zone = "Paris"\ncountry = "france"\n`, [
  { key: 'users[0].country', expected: '"FR"' },
  { key: 'users[0].time_zone', expected: '"Europe/Paris"' },
]);
test('pauses of a turn in the wrong order', wrong, `${user}[assistant.end_of_turn_ms]\nleast = 3000\n`, [{ key: 'assistant.end_of_turn_ms.most' }]);
test('sound ports in the wrong order', wrong, `${user}[asterisk]\nrtp_start = 20000\n`, [{ key: 'asterisk.rtp_end' }]);
test('half a certificate', wrong, `${user}[http]\ntls_certificate = "c.pem"\n`, [{ key: 'http.tls_key', expected: 'together' }]);
test('a proxy that is no address', wrong, `${user}[http]\ntrust_proxy = ["10.0.0.0/33"]\n`, [{ key: 'http.trust_proxy[0]' }]);
test('an origin with a path', wrong, `${user}[http]\ncors_origins = ["https://a.example/x"]\n`, [{ key: 'http.cors_origins[0]' }]);
test('one port for two servers', wrong, `${user}[asterisk]\nhttp_port = 8080\n`, [{ key: 'asterisk.http_port' }]);
test('a trunk that logs in without an account', wrong, `${user}[[trunks]]\nname = "a"\nhost = "h"\nregister = true\n`, [
  { key: 'trunks[0].username' },
]);
test('a colon as in YAML', wrong, '[[users]]\nname: Julie\nemail = "julie@example.org"\n', [{ key: 'line 2', hint: 'name = "Julie"' }]);
test('a text without quotes', wrong, '[[users]]\nname = Julie Martin\nemail = "julie@example.org"\n', [
  { key: 'line 2', hint: 'name = "Julie Martin"' },
]);
const hidden = test.macro({
  title: (_, how: string) => `a password ${how} is not shown`,
  async exec(t, _: string, line: string) {
    const [fault] = await faultsOf(t, `${user}[[phones]]\nname = "desk"\n${line}\n`);
    t.true(fault?.key.startsWith('line 6'));
    t.regex(fault?.found ?? '', /password\s*[=:] …/);
    t.false(JSON.stringify(fault).includes('hunter'));
  },
});

test(hidden, 'without quotes', 'password = hunter2 secret');
test(hidden, 'as in YAML', 'password: hunter2');
test(hidden, 'whose quote is not closed', 'password = "hunter2');
test(hidden, 'within a table', 'x = { password = hunter2 }');

test('a quote that is not closed', wrong, '[[users]]\nname = "Julie\nemail = "julie@example.org"\n', [{ key: 'line 2' }]);
test('a key that stands twice', wrong, `${user}name = "B"\n`, [{ key: 'line 4' }]);
test('a block header that is not closed, without what follows from it', wrong, '[[users]\nname = "Julie"\nemail = 5\n', [{ key: 'line 1' }]);
test('a variable with a wrong value, by its name', wrong, user, [{ key: 'http.port', found: '"many"' }], { REPONDEUR_HTTP__PORT: 'many' });
test('a variable with one underscore too few', wrong, user, [{ key: 'REPONDEUR_HTTP_PORT', expected: 'REPONDEUR_HTTP__PORT' }], {
  REPONDEUR_HTTP_PORT: '1',
});
test('a variable for a key that does not exist', wrong, user, [{ key: 'http.prot', hint: '"port"' }], { REPONDEUR_HTTP__PROT: '1' });
test('everything at once', wrong, 'data_dir = 5\n[[users]]\nname: Julie\nnumbers = [+33199001234]\n[http]\nport = "x"\nprot = 1\n', [
  { key: 'line 3' },
  { key: 'data_dir' },
  { key: 'users[0].email' },
  { key: 'users[0].numbers[0]' },
  { key: 'http.port' },
  { key: 'http.prot' },
]);

test('a settings file that is missing is named, with the way to get one', async (t) => {
  const error = await t.throwsAsync<SettingsError>(loadSettings({ path: '/nowhere/repondeur.toml', env: {} }), { instanceOf: SettingsError });
  t.regex(error?.message ?? '', /\/nowhere\/repondeur\.toml.*no such file.*bin\/repondeur up/);
});

test('the environment gives whole numbers and others', async (t) => {
  const env = { REPONDEUR_TEXT_TO_SPEECH__SPEED: '1.25', REPONDEUR_TEXT_TO_SPEECH__VOLUME_DB: ' -3.5 ', REPONDEUR_TEXT_TO_SPEECH__RATE: '180' };
  t.like(await load(t, user, env), { textToSpeech: { speed: 1.25, volumeDb: -3.5, rate: 180 } });
});

test('the environment overrides the file, at any depth', async (t) => {
  const settings = await load(t, `${user}[http]\nport = 1\n`, {
    REPONDEUR_HTTP__PORT: '8081',
    REPONDEUR_DATA_DIR: '/srv/calls',
    REPONDEUR_LOG__PII: 'true',
    REPONDEUR_USERS__0__NUMBERS: '["+33199001234"]',
    REPONDEUR_SMTP__HOST: 'mail.example.org',
    REPONDEUR_SMTP__FROM: 'a@example.org',
    REPONDEUR_SMTP__PASSWORD: '12345',
    REPONDEUR_CACHE: '/somewhere/else',
  });
  t.like(settings, { dataDir: '/srv/calls', http: { port: 8081 }, log: { pii: true }, smtp: { host: 'mail.example.org', port: 587 } });
  t.deepEqual(settings.users[0]?.numbers, ['+33199001234']);
  t.is(settings.smtp?.password?.reveal(), '12345');
});

test('a secret comes from its file, without the white space around it; a file that all can read is warned of', async (t) => {
  const file = join(await folder(t), 'trunk');
  await writeFile(file, '  s3cret pass\n\n');
  await chmod(file, 0o644);
  const warnings: string[] = [];
  const settings = await load(t, `${user}[[phones]]\nname = "desk"\npassword_file = "${file}"\n`, {}, warnings);
  t.is(settings.phones[0]?.password.reveal(), 's3cret pass');
  t.is(warnings.length, 1);
  t.true(warnings[0]?.includes(`chmod 600 ${file}`));
  t.false(JSON.stringify(settings).includes('s3cret'));
});
