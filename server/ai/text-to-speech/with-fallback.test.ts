import test, { type ExecutionContext } from 'ava';
import { tone } from '../../audio/sound.ts';
import type { Pcm } from '../../core/audio-frame.ts';
import { isCode, RepondeurError } from '../../core/errors.ts';
import { silentLogger } from '../../core/logger.ts';
import { collect, textToSpeechContract } from './contract.suite.ts';
import { FakeTextToSpeech } from './fake.ts';
import { SpeechBroken } from './speech-broken.ts';
import { VoiceWithFallback } from './with-fallback.ts';

textToSpeechContract(test, (voices) => new VoiceWithFallback(new FakeTextToSpeech({ voices }), new FakeTextToSpeech({ voices }), silentLogger));

async function pair(t: ExecutionContext, main = new FakeTextToSpeech()) {
  const fallback = new FakeTextToSpeech();
  const both = new VoiceWithFallback(main, fallback, silentLogger);
  t.teardown(() => both.stop());
  await both.start();
  return { main, fallback, both };
}

const text = 'Bonjour, à demain.';
const said = (voice: FakeTextToSpeech) => voice.spoken.map((spoken) => spoken.text);

/** Says its first word and breaks off. */
class BreakingVoice extends FakeTextToSpeech {
  override async *speak(): AsyncGenerator<Pcm, void> {
    yield tone({ frequencyHz: 440, ms: 100 });
    throw new SpeechBroken('à demain.', new Error('the engine died'));
  }
}

class UnusableVoice extends FakeTextToSpeech {
  override async start(): Promise<void> {
    throw new RepondeurError('bad-settings', 'the voice file is broken');
  }
}

test('a voice that fails before its first sound is replaced for the whole text', async (t) => {
  const { main, fallback, both } = await pair(t);
  main.failNext();
  t.is((await collect(both.speak({ text, language: 'fr' }))).length, text.length * 50 * 16);
  t.deepEqual(said(fallback), [text]);
  await collect(both.speak({ text, language: 'fr' }));
  t.is(fallback.spoken.length, 1, 'the next is said by the voice itself');
});

test('a voice that breaks off is replaced for what it has not said', async (t) => {
  const { fallback, both } = await pair(t, new BreakingVoice());
  t.is((await collect(both.speak({ text, language: 'fr' }))).length, 1600 + 'à demain.'.length * 50 * 16);
  t.deepEqual(said(fallback), ['à demain.']);
});

test('a language without a voice is spoken by the other', async (t) => {
  const { fallback, both } = await pair(t, new FakeTextToSpeech({ voices: ['fr'] }));
  t.true((await collect(both.speak({ text, language: 'en', forKeeping: true }))).length > 0);
  t.is(fallback.spoken.length, 1);
});

test('a voice that cannot be started does not keep the service from starting, and the health says why it is not heard', async (t) => {
  const { both } = await pair(t, new UnusableVoice());
  t.deepEqual(both.health(), { ready: true, degraded: true, reason: 'callers hear the voice fake instead of fake: the voice file is broken' });
  t.true((await collect(both.speak({ text, language: 'fr' }))).length > 0);
  await both.stop();
  t.is(both.health().reason, 'not started');
});

test('sound that is to be kept is never the other voice’s for want of a moment', async (t) => {
  const { main, fallback, both } = await pair(t);
  main.failNext();
  t.true(isCode(await t.throwsAsync(collect(both.speak({ text, language: 'fr', forKeeping: true }))), 'engine-failed'));
  t.deepEqual(said(fallback), []);
});

test('a voice that speaks while nobody could take its place is degraded, not away', async (t) => {
  const { fallback, both } = await pair(t);
  await fallback.stop();
  t.deepEqual(both.health(), { ready: true, degraded: true, reason: 'no voice could speak in the place of fake: not started' });
});

test('a caller who is gone hears no other voice', async (t) => {
  const { main, fallback, both } = await pair(t, new FakeTextToSpeech({ delayMs: 20 }));
  const call = new AbortController();
  const speech = collect(both.speak({ text, language: 'fr', signal: call.signal }));
  call.abort(new Error('hung up'));
  await t.throwsAsync(speech, { message: 'hung up' });
  t.deepEqual([main.spoken.length <= 1, said(fallback)], [true, []]);
});
