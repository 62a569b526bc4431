import { setTimeout as sleep } from 'node:timers/promises';
import type { ExecutionContext, TestFn } from 'ava';
import { concatPcm, msOfSamples, type Pcm, samplesPerFrame } from '../../core/audio-frame.ts';
import { isCode } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import { until } from '../../testing/until.ts';
import type { SpeechToText, Transcript, TranscriptionOptions, TranscriptionStream } from './contract.ts';

/** Sentences that every recogniser under test understands, as it writes them. */
export const sentences: Record<Language, readonly [string, string]> = {
  fr: ["j'ai une fuite d'eau dans ma cuisine", 'je voudrais un devis pour une salle de bain'],
  en: ['i have a water leak in my kitchen', 'i would like a quote for a bathroom'],
};

export interface SpeechToTextUnderTest {
  /** Builds one, not started, that understands these languages only. */
  make(understands: readonly Language[]): Promise<SpeechToText>;
  /** How these words sound to it. */
  say(text: string, language: Language): Promise<Pcm>;
  /** Ends its engine for this language as a crash would. */
  kill(engine: SpeechToText, language: Language): void;
}

/** Of an engine that gives way to the server, on a machine that is busy with other tests. */
export const restartMs = 120_000;

/** Writes sound as a telephone does, frame by frame. */
export function writeFrames(stream: TranscriptionStream, pcm: Pcm): void {
  for (let at = 0; at < pcm.length; at += samplesPerFrame) stream.write(pcm.subarray(at, at + samplesPerFrame));
}

/** What every recogniser does. */
export function speechToTextContract(test: TestFn, { make, say, kill }: SpeechToTextUnderTest): void {
  const started = async (t: ExecutionContext, understands: readonly Language[] = ['fr']) => {
    const engine = await make(understands);
    await engine.start();
    t.teardown(() => engine.stop());
    return engine;
  };
  const opened = async (t: ExecutionContext, options: Partial<TranscriptionOptions> = {}) => {
    const engine = await started(t);
    return { engine, stream: await engine.open({ language: 'fr', signal: new AbortController().signal, ...options }) };
  };

  for (const language of ['fr', 'en'] as const) {
    test(`understands a sentence, with the place of each word (${language})`, async (t) => {
      const engine = await started(t, ['fr', 'en']);
      const stream = await engine.open({ language, signal: new AbortController().signal });
      const text = sentences[language][0];
      const sound = await say(text, language);
      writeFrames(stream, sound);
      const heard = await stream.finish();
      t.is(heard.text, text);
      t.is(heard.words.map(({ word }) => word).join(' '), text);
      let lastMs = 0;
      for (const { startMs, endMs, confidence } of heard.words) {
        t.true(startMs >= lastMs && endMs >= startMs && endMs <= msOfSamples(sound.length) + 100, `${startMs} to ${endMs} ms`);
        t.true(confidence >= 0 && confidence <= 1);
        lastMs = startMs;
      }
    });
  }

  test('tells what it understands while the caller speaks, each time it changes', async (t) => {
    const partials: string[] = [];
    const { stream } = await opened(t, { onPartial: ({ text }) => partials.push(text) });
    const [text] = sentences.fr;
    writeFrames(stream, concatPcm([await say(text, 'fr'), new Int16Array(16_000)]));
    await until('the whole sentence', () => partials.at(-1) === text);
    t.true(partials.length > 1, partials.join(' | '));
    t.deepEqual(
      partials.filter((partial, n) => partial === partials[n - 1]),
      [],
    );
    t.is((await stream.finish()).text, text);
  });

  test('an utterance knows nothing of the one before it, nor do its times', async (t) => {
    const { stream } = await opened(t);
    const sounds = await Promise.all(sentences.fr.map((text) => say(text, 'fr')));
    writeFrames(stream, sounds[0]!);
    const first = stream.finish();
    writeFrames(stream, sounds[1]!);
    const second = stream.finish();
    t.deepEqual([(await first).text, (await second).text], [...sentences.fr]);
    t.true((await second).words[0]!.startMs < 1000);
  });

  test('silence, and nothing at all, is an empty text', async (t) => {
    const { stream } = await opened(t);
    const empty: Transcript = { text: '', words: [] };
    t.deepEqual(await stream.finish(), empty);
    writeFrames(stream, new Int16Array(16_000 * 12));
    t.deepEqual(await stream.finish(), empty);
    t.deepEqual(await stream.finish(), empty);
  });

  test('a pause in the middle of what is said loses nothing', async (t) => {
    const { stream } = await opened(t);
    for (const text of sentences.fr) writeFrames(stream, concatPcm([await say(text, 'fr'), new Int16Array(16_000 * 2)]));
    t.is((await stream.finish()).text, sentences.fr.join(' '));
  });

  test('sound in pieces of any length is the same sound', async (t) => {
    const { stream } = await opened(t);
    const sound = await say(sentences.fr[0], 'fr');
    for (let at = 0, n = 1; at < sound.length; at += n, n = (n * 7) % 1999) stream.write(sound.subarray(at, at + n));
    t.is((await stream.finish()).text, sentences.fr[0]);
  });

  test('what was reset is forgotten, to the last sample', async (t) => {
    const { engine, stream } = await opened(t);
    const [forgotten, kept] = await Promise.all(sentences.fr.map((text) => say(text, 'fr')));
    const alone = await engine.open({ language: 'fr', signal: new AbortController().signal });
    writeFrames(alone, kept!);
    const expected = await alone.finish();
    t.is(expected.text, sentences.fr[1]);
    for (const share of [0.3, 0.5, 0.7, 1]) {
      writeFrames(stream, forgotten!.subarray(0, forgotten!.length * share));
      // Also what the engine has taken already.
      await sleep(100);
      stream.reset();
      writeFrames(stream, kept!);
      t.deepEqual(await stream.finish(), expected);
    }
  });

  test('calls at the same time hear only their own caller', async (t) => {
    const engine = await started(t);
    const signal = new AbortController().signal;
    const texts = Array.from({ length: 8 }, (_, n) => sentences.fr[n % 2]!);
    const streams = await Promise.all(texts.map(() => engine.open({ language: 'fr', signal })));
    const sounds = await Promise.all(texts.map((text) => say(text, 'fr')));
    const longest = Math.max(...sounds.map((sound) => sound.length));
    for (let at = 0; at < longest; at += 320) for (const [n, stream] of streams.entries()) stream.write(sounds[n]!.subarray(at, at + 320));
    const heard = await Promise.all(streams.map((stream) => stream.finish()));
    t.deepEqual(
      heard.map(({ text }) => text),
      texts,
    );
  });

  test('a language without a model is said to be missing', async (t) => {
    const engine = await started(t, ['fr']);
    t.deepEqual(Object.keys(engine.capabilities().languages), ['fr']);
    t.true(isCode(await t.throwsAsync(engine.open({ language: 'en', signal: new AbortController().signal })), 'engine-missing'));
  });

  test('the end of the call ends its stream, and what it waits for', async (t) => {
    const call = new AbortController();
    const { engine, stream } = await opened(t, { signal: call.signal });
    writeFrames(stream, await say(sentences.fr[0], 'fr'));
    const reason = new Error('hung up');
    const waiting = stream.finish();
    call.abort(reason);
    t.is(await t.throwsAsync(waiting), reason);
    t.notThrows(() => stream.write(new Int16Array(320)));
    t.notThrows(() => stream.reset());
    t.is(await t.throwsAsync(stream.finish()), reason);
    t.is(await t.throwsAsync(engine.open({ language: 'fr', signal: call.signal })), reason);
    await stream.close();
    await stream.close();
  });

  test('an engine that dies under a call says so, and hears the next sentence of that call', async (t) => {
    const lost: Error[] = [];
    const { engine, stream } = await opened(t, { onLost: (error) => lost.push(error) });
    const sound = await say(sentences.fr[0], 'fr');
    writeFrames(stream, sound.subarray(0, sound.length / 2));
    kill(engine, 'fr');
    await until('word of the loss', () => lost.length > 0);
    t.true(isCode(lost[0], 'engine-failed') && lost[0].retryable);
    const back = () => {
      stream.write(new Int16Array(320));
      return engine.health().ready;
    };
    await until('the engine to be back', back, restartMs);
    writeFrames(stream, await say(sentences.fr[1], 'fr'));
    t.is((await stream.finish()).text, sentences.fr[1]);
    t.is(lost.length, 1);
  });

  test('an engine that dies while a final text is awaited fails that wait', async (t) => {
    const { engine, stream } = await opened(t);
    writeFrames(stream, await say(`${sentences.fr[0]} `.repeat(8), 'fr'));
    const waiting = stream.finish();
    kill(engine, 'fr');
    const error = await t.throwsAsync(waiting);
    t.true(isCode(error, 'engine-failed') && error.retryable);
  });

  test('it can be started and stopped twice, and again', async (t) => {
    const engine = await make(['fr']);
    const open = () => engine.open({ language: 'fr', signal: new AbortController().signal });
    t.false(engine.health().ready);
    t.true(isCode(await t.throwsAsync(open()), 'engine-missing'));
    await engine.start();
    await engine.start();
    t.deepEqual(engine.health(), { ready: true });
    const stream = await open();
    await engine.stop();
    await engine.stop();
    t.false(engine.health().ready);
    t.notThrows(() => stream.write(new Int16Array(320)));
    await t.throwsAsync(stream.finish());
    await engine.start();
    t.deepEqual(await (await open()).finish(), { text: '', words: [] });
    await engine.stop();
  });
}
