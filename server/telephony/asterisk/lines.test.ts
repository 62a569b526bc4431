import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import test from 'ava';
import { startTestAsterisk } from '../../testing/asterisk.ts';
import { type Lines, parseRegistrations, readLines } from './lines.ts';

test('it is known which provider took the account, which refused it and which is silent', async (t) => {
  const provider = await startTestAsterisk({ phones: [{ name: 'account42', password: 'right' }] });
  t.teardown(provider.stop);
  const silent = createSocket('udp4').bind(0, '127.0.0.1');
  await once(silent, 'listening');
  t.teardown(() => silent.close());
  const account = { host: '127.0.0.1', port: provider.configuration.ports.sip, register: true, username: 'account42' };
  const us = await startTestAsterisk({
    trunks: [
      { ...account, name: 'good', password: 'right' },
      { ...account, name: 'bad', password: 'wrong' },
      { ...account, name: 'away', password: 'right', port: silent.address().port },
    ],
    phones: [{ name: 'desk', password: 'long-enough' }],
  });
  t.teardown(us.stop);

  const lines = await until(
    () => readLines(us.installation, us.configuration),
    ({ registrations, reachable }) => registrations.get('good') === 'registered' && registrations.get('bad') === 'refused' && reachable.has('good'),
  );
  t.deepEqual([...lines.registrations].sort(), [
    ['away', 'unanswered'],
    ['bad', 'refused'],
    ['good', 'registered'],
  ]);
  t.false(lines.reachable.has('away'));
  t.false(lines.reachable.has('desk'), 'no phone has logged in');

  const phone = await until(
    () => readLines(provider.installation, provider.configuration),
    ({ reachable }) => reachable.has('account42'),
  );
  t.true(phone.reachable.has('account42'));
});

test('an Asterisk that does not run is told, not taken for one without lines', async (t) => {
  const asterisk = await startTestAsterisk();
  t.teardown(asterisk.stop);
  await asterisk.process.stop();
  await t.throwsAsync(readLines(asterisk.installation, asterisk.configuration), { message: /does not answer/ });
});

test('an address that Asterisk cuts off leaves the state readable', (t) => {
  const row = ' trunk-office/sip:a-very-long-name-of-a-provider.exampl  trunk-office                Rejected          (exp. 252s)';
  t.deepEqual([...parseRegistrations(`\nObjects found: 1\n${row}\n`)], [['office', 'Rejected']]);
});

async function until(read: () => Promise<Lines>, done: (lines: Lines) => boolean): Promise<Lines> {
  for (;;) {
    const lines = await read();
    if (done(lines)) return lines;
    await new Promise((resolve) => setTimeout(resolve, 100));
  }
}
