import type { TestFn } from 'ava';
import { rmsDbfs } from '../../audio/level.ts';
import { concatPcm, msOfSamples, type Pcm } from '../../core/audio-frame.ts';
import { isCode } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import type { SpeechRequest, TextToSpeech } from './contract.ts';

const sentences: Record<Language, string> = {
  fr: 'Bonjour, à quel numéro peut-on vous rappeler ?',
  en: 'Hello, what number can we call you back on?',
};

export async function collect(sound: AsyncIterable<Pcm>): Promise<Pcm> {
  const parts: Pcm[] = [];
  for await (const part of sound) parts.push(part);
  return concatPcm(parts);
}

/** What every voice does. `make` builds one, not started, that speaks these languages only. */
export function textToSpeechContract(test: TestFn, make: (voices: readonly Language[]) => TextToSpeech): void {
  const started = async (t: { teardown(fn: () => Promise<void>): void }, voices: readonly Language[] = ['fr', 'en']) => {
    const voice = make(voices);
    await voice.start();
    t.teardown(() => voice.stop());
    return voice;
  };

  for (const language of ['fr', 'en'] as const) {
    test(`says a sentence that can be heard (${language})`, async (t) => {
      const pcm = await collect((await started(t)).speak({ text: sentences[language], language }));
      t.true(msOfSamples(pcm.length) > 1000, `${msOfSamples(pcm.length)} ms`);
      t.true(rmsDbfs(pcm) > -30, `${rmsDbfs(pcm)} dBFS`);
    });
  }

  test('every chunk holds sound', async (t) => {
    const voice = await started(t);
    for await (const chunk of voice.speak({ text: sentences.fr, language: 'fr' })) t.true(chunk.length > 0);
  });

  test('a longer text sounds longer, no text sounds not at all', async (t) => {
    const voice = await started(t);
    const [one, two, none] = await Promise.all(
      [sentences.fr, `${sentences.fr} ${sentences.fr}`, '  '].map((text) => collect(voice.speak({ text, language: 'fr' }))),
    );
    t.true(two!.length > one!.length * 1.5);
    t.is(none!.length, 0);
  });

  test('many can be spoken to at once', async (t) => {
    const voice = await started(t);
    const sounds = await Promise.all(Array.from({ length: 20 }, () => collect(voice.speak({ text: sentences.en, language: 'en' }))));
    for (const sound of sounds) t.is(sound.length, sounds[0]!.length);
  });

  test('a language without a voice is refused', async (t) => {
    const voice = await started(t, ['fr']);
    t.true(isCode(await t.throwsAsync(collect(voice.speak({ text: 'hello', language: 'en' }))), 'bad-input'));
  });

  test('a signal aborted beforehand gives no sound', async (t) => {
    const voice = await started(t);
    const reason = new Error('hung up');
    t.is(await t.throwsAsync(collect(voice.speak({ text: sentences.fr, language: 'fr', signal: AbortSignal.abort(reason) }))), reason);
  });

  test('a signal aborted while it speaks ends the sound with the signal’s reason', async (t) => {
    const voice = await started(t);
    const call = new AbortController();
    const reason = new Error('interrupted');
    const request: SpeechRequest = { text: `${sentences.fr} `.repeat(20), language: 'fr', signal: call.signal };
    const interrupt = async () => {
      for await (const _ of voice.speak(request)) call.abort(reason);
    };
    t.is(await t.throwsAsync(interrupt()), reason);
  });

  test('a listener who leaves early leaves nothing behind', async (t) => {
    const voice = await started(t);
    for (let n = 0; n < 20; n++) for await (const _ of voice.speak({ text: sentences.fr, language: 'fr' })) break;
    t.true((await collect(voice.speak({ text: sentences.fr, language: 'fr' }))).length > 0);
  });

  test('it can be started and stopped twice, and again', async (t) => {
    const voice = make(['fr']);
    t.false(voice.health().ready);
    t.true(isCode(await t.throwsAsync(collect(voice.speak({ text: 'un', language: 'fr' }))), 'unavailable'));
    await voice.start();
    await voice.start();
    t.true(voice.health().ready);
    await voice.stop();
    await voice.stop();
    t.false(voice.health().ready);
    t.truthy(voice.health().reason);
    await voice.start();
    t.true((await collect(voice.speak({ text: 'un', language: 'fr' }))).length > 0);
    await voice.stop();
  });

  test('stopping ends what is being spoken', async (t) => {
    const voice = await started(t);
    const stopWhileListening = async () => {
      for await (const _ of voice.speak({ text: `${sentences.fr} `.repeat(20), language: 'fr' })) await voice.stop();
    };
    t.true(isCode(await t.throwsAsync(stopWhileListening()), 'unavailable'));
  });
}
