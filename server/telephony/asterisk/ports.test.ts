import { createSocket } from 'node:dgram';
import { once } from 'node:events';
import { type AddressInfo, createServer } from 'node:net';
import test from 'ava';
import { portHolder } from './port-holders.ts';
import { describePort, freePorts, requireFreePorts } from './ports.ts';

test('free ports can be bound, and the range for sound has room for 100 calls', async (t) => {
  const ports = await freePorts();
  await t.notThrowsAsync(requireFreePorts(ports, '127.0.0.1'));
  t.true(ports.rtpEnd - ports.rtpStart >= 399);
  t.is(ports.rtpStart % 2, 0);
});

test('a UDP port that is taken is named with its holder', async (t) => {
  const socket = createSocket('udp4').bind(0, '127.0.0.1');
  t.teardown(() => socket.close());
  await once(socket, 'listening');
  const { port } = socket.address();
  t.is((await portHolder('udp', port))?.pid, process.pid);
  const words = new RegExp(`port ${port}/udp is taken by node \\(pid ${process.pid}\\)`);
  t.regex(await describePort('udp', port), words);
  await t.throwsAsync(requireFreePorts({ ...(await freePorts()), sip: port }, '127.0.0.1'), { code: 'port-taken', message: words });
});

test('a TCP port that is taken is named with its holder', async (t) => {
  const server = createServer().listen(0, '127.0.0.1');
  t.teardown(() => server.close());
  await once(server, 'listening');
  const { port } = server.address() as AddressInfo;
  await t.throwsAsync(requireFreePorts({ ...(await freePorts()), http: port }, '127.0.0.1'), {
    code: 'port-taken',
    message: new RegExp(`port ${port}/tcp is taken by node \\(pid ${process.pid}\\)`),
  });
});

test('a port that nobody holds is said to be free', async (t) => {
  const { sip } = await freePorts();
  t.is(await describePort('udp', sip), `port ${sip}/udp is free`);
});

test('an address that is not of this machine is a fault of the settings', async (t) => {
  await t.throwsAsync(requireFreePorts(await freePorts(), '192.0.2.1'), { code: 'bad-settings', message: /192\.0\.2\.1/ });
});
