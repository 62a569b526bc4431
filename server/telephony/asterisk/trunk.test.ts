import test from 'ava';
import { startTestAsterisk } from '../../testing/asterisk.ts';
import { type AriObject, TestAri } from '../../testing/test-ari.ts';
import { lastLogLines } from './process-launch.ts';

const ours = '+33123456789';

/** A second Asterisk is the provider: what is a phone to it is our trunk. */
test('a trunk registers with its provider, and a call that comes through it is offered with caller and number', async (t) => {
  const provider = await startTestAsterisk({ phones: [{ name: 'account42', password: 'pass;word 42' }] });
  t.teardown(provider.stop);
  const trunk = { name: 'office', host: '127.0.0.1', port: provider.configuration.ports.sip };
  const us = await startTestAsterisk({
    trunks: [{ ...trunk, register: true, username: 'account42', password: 'pass;word 42', contactUser: ours }],
  });
  t.teardown(us.stop);

  const server = new TestAri(us.configuration);
  await server.connect(us.configuration.application);
  t.teardown(() => server.disconnect());
  const network = new TestAri(provider.configuration);
  await network.connect('network');
  t.teardown(() => network.disconnect());
  await registered(network);

  await network.request('POST', '/channels', { endpoint: 'PJSIP/account42', app: 'network', callerId: '"Jean Petit" <+33612345678>' });
  const { channel, args } = await server.event('StasisStart');
  t.regex(channel?.name ?? '', /^PJSIP\/trunk-office-/);
  t.deepEqual([channel?.caller, args], [{ name: 'Jean Petit', number: '+33612345678' }, [ours]]);

  await server.request('POST', `/channels/${channel?.id}/answer`);
  await network.event('StasisStart');
  await server.request('DELETE', `/channels/${channel?.id}`);
  await network.event('ChannelDestroyed');
});

test('a wrong password does not register, and the log says so without it', async (t) => {
  const provider = await startTestAsterisk({ phones: [{ name: 'account42', password: 'right' }] });
  t.teardown(provider.stop);
  const us = await startTestAsterisk({
    trunks: [{ name: 'office', host: '127.0.0.1', port: provider.configuration.ports.sip, register: true, username: 'account42', password: 'wrong' }],
  });
  t.teardown(us.stop);
  while (!(await lastLogLines(us.configuration.directory)).includes('registration')) await new Promise((resolve) => setTimeout(resolve, 50));
  const log = await lastLogLines(us.configuration.directory);
  t.regex(log, /40[13]/);
  t.false(log.includes('wrong'));
  const network = new TestAri(provider.configuration);
  t.is((await network.request('GET', '/endpoints/PJSIP/account42')).state, 'offline');
});

async function registered(ari: TestAri): Promise<void> {
  for (;;) {
    const { state } = await ari.request<AriObject>('GET', '/endpoints/PJSIP/account42');
    if (state === 'online') return;
    await new Promise((resolve) => setTimeout(resolve, 50));
  }
}
