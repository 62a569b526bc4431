import type { ExecutionContext, TestFn } from 'ava';
import { type Pcm, samplesPerFrame } from '../../core/audio-frame.ts';
import type { Language } from '../../core/language.ts';
import { until } from '../../testing/until.ts';
import { soundOfText } from '../speech-to-text/text-in-sound.ts';
import type { HotwordDetector, HotwordStream } from './contract.ts';

/** What a caller sends while he says it: sound that carries its words, and the recogniser's partials, which end a sentence with nothing. */
export function say(stream: HotwordStream, sentence: string): void {
  const words = sentence.split(' ');
  for (const [at, word] of words.entries()) for (const frame of framesOf(soundOfText(word))) stream.hear(frame, words.slice(0, at + 1).join(' '));
  for (const frame of framesOf(new Int16Array(samplesPerFrame * 20))) stream.hear(frame, '');
}

function framesOf(pcm: Pcm): Pcm[] {
  return Array.from({ length: Math.ceil(pcm.length / samplesPerFrame) }, (_, n) => pcm.slice(n * samplesPerFrame, (n + 1) * samplesPerFrame));
}

/** What every detector does. `make` builds one, not started, that listens for "conseiller" and "humain" in French and for "operator" in English. */
export function hotwordContract(test: TestFn, make: (t: ExecutionContext) => Promise<HotwordDetector>): void {
  const started = async (t: ExecutionContext) => {
    const detector = await make(t);
    await detector.start();
    t.teardown(() => detector.stop());
    return detector;
  };
  const listening = (detector: HotwordDetector, language: Language, signal = new AbortController().signal) => {
    const heard: string[] = [];
    return { stream: detector.open({ language, signal, onWord: (word) => heard.push(word) }), heard };
  };

  test('tells a word of the language of the call, once for each time it is said', async (t) => {
    const detector = await started(t);
    const { stream, heard } = listening(detector, 'fr');
    say(stream, 'bonjour un conseiller');
    say(stream, 'ma chaudière ne marche plus operator');
    say(stream, 'un conseiller ou un humain');
    await until('three words', () => heard.length >= 3);
    t.deepEqual(heard, ['conseiller', 'conseiller', 'humain']);
  });

  test('calls do not hear each other', async (t) => {
    const detector = await started(t);
    const [french, english] = [listening(detector, 'fr'), listening(detector, 'en')];
    say(french.stream, 'un humain');
    say(english.stream, 'the operator');
    await until('a word in each call', () => french.heard.length > 0 && english.heard.length > 0);
    t.deepEqual([french.heard, english.heard], [['humain'], ['operator']]);
  });

  test('words that only contain one, or sound that has none, are not told', async (t) => {
    const detector = await started(t);
    const { stream, heard } = listening(detector, 'fr');
    say(stream, 'les humains déconseillerons');
    const after = listening(detector, 'fr');
    say(after.stream, 'humain');
    await until('the word of the later call', () => after.heard.length > 0);
    t.deepEqual(heard, []);
  });

  test('a call that is over hears nothing more', async (t) => {
    const detector = await started(t);
    const call = new AbortController();
    const { stream, heard } = listening(detector, 'fr', call.signal);
    call.abort();
    say(stream, 'un conseiller');
    const after = listening(detector, 'fr');
    say(after.stream, 'humain');
    await until('the word of the later call', () => after.heard.length > 0);
    t.deepEqual(heard, []);
  });

  test('says what it listens for, and can be started and stopped again', async (t) => {
    const detector = await started(t);
    t.deepEqual(detector.words('fr'), ['conseiller', 'humain']);
    t.deepEqual(detector.words('en'), ['operator']);
    t.true(detector.health().ready);
    await detector.stop();
    await detector.stop();
    await detector.start();
    t.true(detector.health().ready);
    const { stream, heard } = listening(detector, 'en');
    say(stream, 'operator');
    await until('a word after the restart', () => heard.length > 0);
  });
}
