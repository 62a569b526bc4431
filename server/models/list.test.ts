import test, { type ExecutionContext } from 'ava';
import { isCode } from '../core/errors.ts';
import { ggufBytes, publishGguf, publishVoice, publishVosk } from '../testing/catalogues.ts';
import { Publisher } from '../testing/publisher.ts';
import { listAvailable } from './list.ts';

async function publisher(t: ExecutionContext): Promise<Publisher> {
  const started = new Publisher();
  await started.start();
  t.teardown(() => started.stop());
  return started;
}

test('several catalogues of different publishers are one list', async (t) => {
  const at = await publisher(t);
  const catalogues = [publishGguf(at, 'tiny-q4_0.gguf', ggufBytes()), publishVosk(at, 'vosk-model-small-fr-0.22', Buffer.from('zip'))];
  const { offers, faults } = await listAvailable({ kinds: ['speech', 'language-model'], catalogues });
  t.deepEqual(faults, []);
  t.deepEqual(
    offers.map(({ kind, name }) => [kind, name]),
    [
      ['speech', 'vosk-model-small-fr-0.22'],
      ['language-model', 'tiny-q4_0'],
    ],
  );
});

test('a catalogue that cannot be used hides no other one, and is named', async (t) => {
  const at = await publisher(t);
  at.publish('/garbage', '{"not json');
  at.publish('/page', '<html>');
  at.publish('/number', '42');
  const bad = ['/garbage', '/page', '/number', '/nothing'].map((path) => at.url + path);
  const { offers, faults } = await listAvailable({ kinds: ['voice'], catalogues: [...bad, publishVoice(at), 'ftp://x', 'not an address'] });
  t.is(offers.length, 1);
  t.is(faults.length, 6);
  for (const address of bad) t.true(faults.some(({ message }) => message.includes(address)));
  t.is(faults.filter((fault) => isCode(fault, 'unavailable')).length, 1, 'the one that is not there may come back');
});

test('a list of another kind is told from a wrong one: voices are no models', async (t) => {
  const at = await publisher(t);
  const { faults } = await listAvailable({ kinds: ['speech', 'language-model'], catalogues: [publishVoice(at)] });
  t.regex(faults[0]?.message ?? '', /voices\.json is not a list of models in Vosk's form/);
});

test('waiting for a catalogue ends with the signal', async (t) => {
  const at = await publisher(t);
  at.publish('/slow', 'x'.repeat(100), { mishaps: [{ stallAfter: 10 }] });
  const stop = new AbortController();
  const reason = new Error('asked to end');
  const listing = listAvailable({ kinds: ['speech'], catalogues: [`${at.url}/slow`], signal: stop.signal });
  stop.abort(reason);
  t.is(await t.throwsAsync(listing), reason);
});
