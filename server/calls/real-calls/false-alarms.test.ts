import test from 'ava';
import { soundOfText } from '../../ai/speech-to-text/text-in-sound.ts';
import { gain } from '../../audio/sound.ts';
import { msOfSamples, samplesPerFrame } from '../../core/audio-frame.ts';
import type { Language } from '../../core/language.ts';
import { HeardSpeech, type Voice } from '../../rehearsal/heard-speech.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { assistantTurns, callerTurns, type RealCall } from '../../testing/real-call.ts';
import { RealLine } from '../../testing/real-line.ts';

const line = new RealLine({ settings: { text_to_speech: { rate: 160 } } });
test.before(() => line.open());
test.after('no call leaves anything on the switch', () => line.nothingIsLeft());
test.after.always(() => line.close());

/** A throat that is cleared: 300 ms that sound like a voice and hold no word. */
const cough = gain(soundOfText('x').subarray(16), -8);

const callers = {
  fr: {
    from: ['+33639980061', '+33639980062', '+33639980063'],
    voice: 'fr+m3',
    mm: 'Mm.',
    endOfGreeting: 'pour vous ?',
    says: 'Quels sont vos horaires d’ouverture ?',
    words: /horaires/,
  },
  en: {
    from: ['+447700900061', '+447700900062', '+447700900063'],
    voice: 'en-us+m3',
    mm: 'Okay.',
    endOfGreeting: 'help you?',
    says: 'What are your opening hours?',
    words: /opening hours/,
  },
} as const;

/** The voice of the assistant before the caller's question, in which it is silent for longest. The time is the sound's own: a busy machine brings it late. */
function greeting({ heard: { receivedPcm } }: RealCall): Voice[] {
  const speech = new HeardSpeech();
  for (let at = 0; at + samplesPerFrame <= receivedPcm.length; at += samplesPerFrame)
    speech.hear(receivedPcm.subarray(at, at + samplesPerFrame), msOfSamples(at));
  const { stretches } = speech;
  const silences = stretches.slice(1).map(({ startMs }, index) => startMs - (stretches[index]?.endMs ?? 0));
  return stretches.slice(0, silences.indexOf(Math.max(...silences)) + 1);
}

function voicedMs(voice: readonly Voice[]): number {
  return voice.reduce((sum, { startMs, endMs }) => sum + endMs - startMs, 0);
}

function pausesMs(voice: readonly Voice[]): number {
  return (voice.at(-1)?.endMs ?? 0) - (voice[0]?.startMs ?? 0) - voicedMs(voice);
}

const pausesAndGoesOn = test.macro<[Language]>({
  title: (_, language) => `a caller who coughs hears the voice pause, and then all of the greeting, hardly a word of it twice (${language})`,
  async exec(t, language) {
    const { from, voice, endOfGreeting, says, words } = callers[language];
    const calls = { to: hosts[language].number, voice };
    const asks = [{ say: says }, { hangUp: true }] as const;
    const [plain, coughing] = await Promise.all([
      line.call({ ...calls, from: from[0], script: [...asks] }),
      line.call({ ...calls, from: from[1], script: [{ makeSoundWhileAssistantSpeaks: cough, afterMs: 1_500 }, ...asks] }),
    ]);
    t.true(pausesMs(greeting(coughing)) - pausesMs(greeting(plain)) > 200, `the voice did not pause${coughing.told}`);
    const twiceMs = voicedMs(greeting(coughing)) - voicedMs(greeting(plain));
    // At 160 words a minute a word lasts 375 ms.
    t.true(twiceMs > -200 && twiceMs < 1_500, `${twiceMs} ms more than without a cough${coughing.told}`);
    t.is(assistantTurns(coughing.record)[0], assistantTurns(plain.record)[0], coughing.told);
    t.true(assistantTurns(coughing.record)[0]?.endsWith(endOfGreeting), coughing.told);
    t.is(callerTurns(coughing.record).length, 1, coughing.told);
    t.regex(callerTurns(coughing.record)[0] ?? '', words, coughing.told);
  },
});

test(pausesAndGoesOn, 'fr');
test(pausesAndGoesOn, 'en');

const doesNotStutter = test.macro<[Language]>({
  title: (_, language) => `coughs and murmurs again and again do not keep the greeting from its end (${language})`,
  async exec(t, language) {
    const { from, voice, mm, endOfGreeting, says, words } = callers[language];
    const coughs = [1_000, 1_200, 1_200].map((afterMs) => ({ makeSoundWhileAssistantSpeaks: cough, afterMs }));
    const { record, told } = await line.call({
      from: from[2],
      to: hosts[language].number,
      voice,
      script: [...coughs, { sayWhileAssistantSpeaks: mm, afterMs: 1_500 }, { say: says }, { hangUp: true }],
    });
    t.true(assistantTurns(record)[0]?.endsWith(endOfGreeting), told);
    t.is(callerTurns(record).length, 1, told);
    t.regex(callerTurns(record)[0] ?? '', words, told);
  },
});

test(doesNotStutter, 'fr');
test(doesNotStutter, 'en');
