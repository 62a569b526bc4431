import type { AddressInfo } from 'node:net';
import test from 'ava';
import { close, listen } from './listen.ts';

test('a connection that the machine cannot take is told, and the next one is taken', async (t) => {
  const faults: string[] = [];
  const options = { host: '127.0.0.1', port: 0, onFault: ({ message }: Error) => faults.push(message) };
  const server = await listen((_, response) => void response.end('here'), options);
  // As Node does when accept(2) fails.
  for (const message of ['accept ENFILE', 'accept ENOBUFS']) server.emit('error', new Error(message));
  t.deepEqual(faults, ['accept ENFILE', 'accept ENOBUFS']);
  const answer = await fetch(`http://127.0.0.1:${(server.address() as AddressInfo).port}/`, { headers: { Connection: 'close' } });
  t.is(await answer.text(), 'here');
  await close(server);
});
