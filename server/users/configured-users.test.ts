import test from 'ava';
import { settingsFrom } from '../settings/load.ts';
import { ConfiguredUsers, userIdOf } from './configured-users.ts';

const places = { folder: '/', home: '/root', runsAsRoot: true };
const camille = { name: 'Camille Durand', email: 'Camille@example.org', numbers: ['+33 1 99 00 12 34', '+33 6 39 98 12 34'] };
const office = { name: 'Office', email: 'office@example.org', country: 'GB', language: 'en', numbers: ['+44 20 7946 0123'] };

async function users(...documents: object[]): Promise<ConfiguredUsers> {
  return new ConfiguredUsers((await settingsFrom({ users: documents }, places)).users);
}

const finds = test.macro({
  exec: async (t, dialled: string, name: string | undefined) => {
    t.is((await users(camille, office)).byCalledNumber(dialled)?.name, name);
  },
  title: (_, dialled, name) => `${JSON.stringify(dialled)} rings at ${name ?? 'nobody'}`,
});

for (const spelling of ['+33199001234', '33199001234', '0033199001234', '0199001234', '199001234', '01 99 00 12 34', '0639981234'])
  test(finds, spelling, 'Camille Durand');
for (const address of [
  'sip:+33199001234@trunk.example.org',
  '<sip:0199001234@10.0.0.1:5060;user=phone>',
  '0199001234@host',
  'tel:+33199001234',
  'sip:%2B33199001234@h',
])
  test(finds, address, 'Camille Durand');
for (const spelling of ['+442079460123', '02079460123', '00442079460123', '442079460123']) test(finds, spelling, 'Office');
for (const other of ['+33199001235', '', 's', 'anonymous', '12', '00000000']) test(finds, other, undefined);

test('a single user gets every call, whatever the number', async (t) => {
  const one = await users(camille);
  for (const dialled of ['+33199001234', '+4930123456', 's', '']) t.is(one.byCalledNumber(dialled)?.name, 'Camille Durand');
});

test('a user is known by an identity that follows his address, in any case of letters', async (t) => {
  const first = (await users(camille)).all()[0];
  t.is(first?.id, userIdOf('camille@EXAMPLE.org'));
  t.is((await users(office, camille)).byId(first?.id ?? '')?.name, 'Camille Durand');
  t.is((await users(camille)).byId('nobody'), null);
});
