import { readdir, readFile, writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { decodeWav } from '../../audio/wav-file.ts';
import { samplesOfMs } from '../../core/audio-frame.ts';
import { languages } from '../../core/language.ts';
import { silentLogger } from '../../core/logger.ts';
import { startTestAsterisk } from '../../testing/asterisk.ts';
import { TestAri } from '../../testing/test-ari.ts';
import { type AwayMessage, importAwayMessages } from './away-messages.ts';
import type { WrittenConfiguration } from './configuration-options.ts';
import { writeUnservedNumbers } from './unserved-numbers.ts';

const french = '+33123456789';
const english = '+442079460000';

async function callers(t: ExecutionContext) {
  // The callers here send nothing when they are silent, so that only the longest message ends theirs.
  const asterisk = await startTestAsterisk({ away: { longestSilenceS: 2, longestMessageS: 8 } });
  t.teardown(asterisk.stop);
  await shortenPrompts(asterisk.configuration);
  const ari = new TestAri(asterisk.configuration);
  await ari.connect('callers');
  t.teardown(() => ari.disconnect());
  return { ...asterisk, ari };
}

/** Rings our own Asterisk over SIP; resolves with the caller's channel once somebody answered. */
async function ring(ari: TestAri, number: string, callerId: string): Promise<string> {
  const { id } = await ari.request('POST', '/channels', { endpoint: `PJSIP/${number}@loopback`, app: 'callers', callerId });
  await ari.event('StasisStart', ({ channel }) => channel?.id === id);
  return id!;
}

/** Says one of the rendered prompts into the call, to its end. */
async function say(ari: TestAri, channelId: string, { promptsDirectory }: WrittenConfiguration, prompt: string): Promise<void> {
  const { id } = await ari.request('POST', `/channels/${channelId}/play`, { media: `sound:${promptsDirectory}/${prompt}` });
  await ari.event('PlaybackFinished', ({ playback }) => playback?.id === id);
}

async function promptsBeingPlayed(ari: TestAri): Promise<string[]> {
  const channels = await ari.request<{ dialplan: { app_data: string } }[]>('GET', '/channels');
  return channels.map(({ dialplan }) => dialplan.app_data).flatMap((data) => /\/sounds\/(\S+)$/.exec(data)?.[1] ?? []);
}

/** The last two seconds are enough here: the end of the sentence and the tone. */
async function shortenPrompts({ promptsDirectory }: WrittenConfiguration): Promise<void> {
  for (const path of languages.map((language) => join(promptsDirectory, `away-${language}.sln16`))) {
    const whole = await readFile(path);
    await writeFile(path, whole.subarray(whole.length - samplesOfMs(2000) * 2));
  }
}

async function until(condition: () => Promise<boolean>): Promise<void> {
  while (!(await condition())) await new Promise((resolve) => setTimeout(resolve, 50));
}

const names = ({ awaySpoolDirectory }: WrittenConfiguration) => readdir(awaySpoolDirectory);

test('with a server connected, the call is its own, and nothing is recorded', async (t) => {
  const { configuration, ari } = await callers(t);
  const server = new TestAri(configuration);
  await server.connect(configuration.application);
  t.teardown(() => server.disconnect());
  const { id } = await ari.request('POST', '/channels', {
    endpoint: `PJSIP/${french}@loopback`,
    app: 'callers',
    callerId: '"Jean Petit" <+33612345678>',
  });
  const { channel, args } = await server.event('StasisStart');
  t.deepEqual([channel?.caller, args], [{ name: 'Jean Petit', number: '+33612345678' }, [french]]);
  t.is(channel?.state, 'Ring');
  await server.request('DELETE', `/channels/${channel?.id}`);
  await ari.event('ChannelDestroyed', (event) => event.channel?.id === id);
  t.deepEqual(await names(configuration), []);
});

test('with no server, callers are asked in the language of the number, recorded, and brought in once', async (t) => {
  const { configuration, ari } = await callers(t);
  const calls = await Promise.all([ring(ari, french, '+33612345678'), ring(ari, english, '+442071234567')]);
  const prompts = new Set<string>();
  await until(async () => {
    for (const prompt of await promptsBeingPlayed(ari)) prompts.add(prompt);
    return prompts.size === 2;
  });
  t.deepEqual([...prompts].sort(), ['away-en', 'away-fr']);

  await until(async () => (await names(configuration)).filter((name) => name.endsWith('.wav16')).length === 2);
  await Promise.all(calls.map((id, at) => say(ari, id, configuration, at === 0 ? 'thanks-fr' : 'thanks-en')));
  // One hangs up; the other stays silent, and is thanked and let go.
  await ari.request('DELETE', `/channels/${calls[0]}`);
  await ari.event('ChannelDestroyed', ({ channel }) => channel?.id === calls[1]);
  await until(async () => (await names(configuration)).filter((name) => name.endsWith('.done')).length === 2);

  const stored: (AwayMessage & { heardMs: number })[] = [];
  const store = async (message: AwayMessage) => {
    stored.push({ ...message, heardMs: decodeWav(await readFile(message.path)).durationMs });
  };
  const spoolDirectory = configuration.awaySpoolDirectory;
  await importAwayMessages({ spoolDirectory, store, logger: silentLogger });
  await importAwayMessages({ spoolDirectory, store, logger: silentLogger });
  t.deepEqual(stored.map(({ from, to }) => [from, to]).sort(), [
    ['+33612345678', french],
    ['+442071234567', english],
  ]);
  for (const message of stored) {
    t.true(message.heardMs > 2000 && message.heardMs < 8000, `${message.heardMs} ms of sound`);
    t.true(message.endedAt > message.startedAt && Date.now() - message.startedAt.getTime() < 120_000);
    t.regex(message.switchCallId, /^\d+\.\d+$/);
  }
  t.deepEqual(await names(configuration), []);
});

test('callers of a number that is not served hear the neutral announcement, and nothing is recorded', async (t) => {
  const { configuration, ari } = await callers(t);
  await writeUnservedNumbers(configuration, [french]);
  const [unserved] = await Promise.all([ring(ari, french, '+33612345678'), ring(ari, english, '+442071234567')]);
  const prompts = new Set<string>();
  const gone = ari.event('ChannelDestroyed', ({ channel }) => channel?.id === unserved);
  await until(async () => {
    for (const prompt of await promptsBeingPlayed(ari)) prompts.add(prompt);
    return prompts.size === 2;
  });
  t.deepEqual([...prompts].sort(), ['away-en', 'unserved-fr']);
  await gone;
  t.is((await names(configuration)).filter((name) => name.endsWith('.call')).length, 1, 'the other call alone');
});

test('# ends the message', async (t) => {
  const { configuration, ari } = await callers(t);
  const id = await ring(ari, french, '+33612345678');
  await until(async () => (await names(configuration)).some((name) => name.endsWith('.wav16')));
  await say(ari, id, configuration, 'thanks-fr');
  await ari.request('POST', `/channels/${id}/dtmf`, { dtmf: '#' });
  await ari.event('ChannelDestroyed', ({ channel }) => channel?.id === id);
  await until(async () => (await names(configuration)).some((name) => name.endsWith('.done')));
  t.is((await importAwayMessages({ spoolDirectory: configuration.awaySpoolDirectory, store: async () => {}, logger: silentLogger })).stored, 1);
});

test('a withheld number stays withheld, and a caller who says nothing leaves nothing', async (t) => {
  const { configuration, ari } = await callers(t);
  const id = await ring(ari, 'reception', 'anonymous');
  await until(async () => (await names(configuration)).some((name) => name.endsWith('.call')));
  const [file] = await names(configuration);
  const [, from, to, language] = (await readFile(join(configuration.awaySpoolDirectory, file!), 'utf8')).split('\n');
  t.deepEqual([from, to, language], ['', 'reception', 'fr']);
  await ari.request('DELETE', `/channels/${id}`);
  await until(async () => (await names(configuration)).some((name) => name.endsWith('.done')));
  const { empty } = await importAwayMessages({
    spoolDirectory: configuration.awaySpoolDirectory,
    store: () => t.fail() as never,
    logger: silentLogger,
  });
  t.is(empty, 1);
});
