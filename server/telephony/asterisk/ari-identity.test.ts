import test from 'ava';
import { identityOf, isInApp } from './ari-identity.ts';
import type { AriChannel } from './ari-types.ts';

function channel(caller: { number: string; name: string }, appData: string | undefined, exten = '100'): AriChannel {
  const app_name = appData === undefined ? '' : 'Stasis';
  return { id: '1', name: 'PJSIP/trunk-1', state: 'Up', caller, dialplan: { context: 'offer', exten, app_name, app_data: appData } };
}

test('a channel tells who calls whom', (t) => {
  const identity = identityOf(channel({ number: '+33612345678', name: 'Julie Martin' }, 'repondeur,+33123456789'), 'repondeur');
  t.deepEqual(identity, { from: '+33612345678', fromName: 'Julie Martin', to: '+33123456789' });
});

for (const number of ['', 'anonymous', 'Anonymous', 'unavailable', ' ']) {
  test(`"${number}" is a number that is withheld`, (t) => {
    t.is(identityOf(channel({ number, name: number }, 'repondeur,1'), 'repondeur').from, null);
    t.is(identityOf(channel({ number, name: number }, 'repondeur,1'), 'repondeur').fromName, null);
  });
}

test('without an argument the extension is the dialled number', (t) => {
  t.is(identityOf(channel({ number: '1', name: '' }, 'repondeur'), 'repondeur').to, '100');
  t.is(identityOf(channel({ number: '1', name: '' }, undefined), 'repondeur').to, '100');
});

test('a channel is in our application only when it is in no other', (t) => {
  const caller = { number: '1', name: '' };
  t.true(isInApp(channel(caller, 'repondeur,1'), 'repondeur'));
  t.true(isInApp(channel(caller, 'repondeur'), 'repondeur'));
  t.false(isInApp(channel(caller, 'repondeur2,1'), 'repondeur'));
  t.false(isInApp(channel(caller, 'other,repondeur'), 'repondeur'));
  t.false(isInApp(channel(caller, undefined), 'repondeur'));
});
