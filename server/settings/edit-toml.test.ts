import test from 'ava';
import { parse } from 'smol-toml';
import { editToml } from './edit-toml.ts';
import { settingsTemplate } from './template.ts';

const file = `# The office's answering machine
data_dir = "/srv/calls"   # on the large disk

[[users]]
name = "Cabinet Durand"
numbers = [
  "+33 1 99 00 12 34",  # reception
]

[[users]]
# the English office
name = "Wilson # Carter"

# what the web sees
[http]
port = 8080 # behind nginx
#host = "0.0.0.0"
cors_origins = ["https://a.example.org"]
`;

const edits = test.macro({
  exec: (t, path: (string | number)[], value: unknown, before: string, after: string) => {
    t.is(editToml(file, path, value), file.replace(before, after));
  },
  title: (_, path: (string | number)[], value: unknown) => `${path.join('.')} = ${JSON.stringify(value)}`,
});
test(edits, ['http', 'port'], 8081, 'port = 8080 # behind', 'port = 8081 # behind');
test(edits, ['http', 'host'], '127.0.0.1', '#host = "0.0.0.0"\n', '#host = "0.0.0.0"\nhost = "127.0.0.1"\n');
test(edits, ['http', 'port'], undefined, 'port = 8080 # behind', '#port = 8080 # behind');
test(edits, ['data_dir'], '/srv/other', '"/srv/calls"   #', '"/srv/other"   #');
test(edits, ['users', 1, 'name'], 'Wilson', '"Wilson # Carter"', '"Wilson"');
test(edits, ['users', 0, 'numbers'], ['+33639980001'], '[\n  "+33 1 99 00 12 34",  # reception\n]', '["+33639980001"]');
test(edits, ['users', 0, 'email'], 'a@example.org', '# reception\n]\n', '# reception\n]\nemail = "a@example.org"\n');
test(edits, ['http', 'max_body_kib'], 64, 'a.example.org"]\n', 'a.example.org"]\nmax_body_kib = 64\n');
test(edits, ['http', 'max_body_kib'], undefined, '', '');
test(edits, ['log', 'level'], undefined, '', '');
test(edits, ['log', 'level'], 'debug', 'a.example.org"]\n', 'a.example.org"]\n\n[log]\nlevel = "debug"\n');

test('in the file of a first start a key goes where the template has it', (t) => {
  const before = settingsTemplate();
  const after = editToml(before, ['log', 'level'], 'debug') ?? '';
  t.regex(after, /\n\[log\]\n(#.*\n)*#level = "info"\nlevel = "debug"\n/);
  t.deepEqual({ ...parse(after) }, { log: { level: 'debug' } });
  t.is(after.split('\n').length, before.split('\n').length + 1);
  t.is(editToml(editToml(after, ['log', 'level'], undefined) ?? '', ['http', 'port'], 1234)?.includes('port = 1234'), true);
});

test('line ends of Windows stay', (t) => {
  t.is(editToml('[http]\r\nport = 1\r\n', ['http', 'port'], 2), '[http]\r\nport = 2\r\n');
});

test('a key of a table within a table, with its own block, as a dotted key, or in a new block', (t) => {
  const path = ['assistant', 'end_of_turn_ms', 'least'];
  t.is(editToml('[assistant.end_of_turn_ms]\nleast = 1\n', path, 2), '[assistant.end_of_turn_ms]\nleast = 2\n');
  t.is(editToml('[assistant]\nend_of_turn_ms.least = 1\n', path, 2), '[assistant]\nend_of_turn_ms.least = 2\n');
  t.deepEqual(parse(editToml('[assistant]\nname = "x"\n', path, 2) ?? '').assistant, { name: 'x', end_of_turn_ms: { least: 2 } });
});

test('what cannot be done without touching more is not done', (t) => {
  t.is(editToml('http = { port = 1 }\n', ['http', 'port'], 2), null);
  t.is(editToml('[http]\nport = 1\n', ['users', 0, 'name'], 'x'), null);
});

test('a text that looks like TOML stays a text', (t) => {
  const value = '"\n[http]\nport = 1 # \u0007';
  t.deepEqual(parse(editToml(file, ['users', 0, 'name'], value) ?? '').http, parse(file).http);
});
