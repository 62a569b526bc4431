import { createSocket } from 'node:dgram';
import { on, once } from 'node:events';
import test, { type ExecutionContext } from 'ava';
import { startTestAsterisk } from '../../testing/asterisk.ts';

const contact = test.macro(async (t: ExecutionContext, localNetworks: string[], address: string) => {
  const provider = createSocket('udp4').bind(0, '127.0.0.1');
  t.teardown(() => provider.close());
  await once(provider, 'listening');
  const messages = on(provider, 'message');
  const asterisk = await startTestAsterisk({
    nat: { externalAddress: '203.0.113.7', localNetworks },
    trunks: [{ name: 'office', host: '127.0.0.1', port: provider.address().port, register: true, username: 'account42', password: 'right' }],
  });
  t.teardown(asterisk.stop);
  for await (const [message] of messages) {
    const request = String(message);
    if (!request.startsWith('REGISTER ')) continue;
    t.regex(request, new RegExp(`^Contact: <sip:account42@${address.replaceAll('.', '\\.')}:${asterisk.configuration.ports.sip}`, 'm'));
    return;
  }
});

test('behind a router the provider is told the public address', contact, ['192.168.0.0/16'], '203.0.113.7');
test('who is reached without the router is told our own', contact, ['127.0.0.0/8'], '127.0.0.1');
