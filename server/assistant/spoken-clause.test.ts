import test from 'ava';
import { silence, tone } from '../audio/sound.ts';
import { concatPcm, type Pcm, samplesOfMs } from '../core/audio-frame.ts';
import type { Language } from '../core/language.ts';
import { espeak } from '../testing/espeak.ts';
import { type SpokenClause, wordStart, wordsHeard } from './spoken-clause.ts';

const fromSample = 5_000;
const humming: SpokenClause = {
  text: 'one three fifteen',
  fromSample,
  // 50 ms a letter, with a pause in the middle and one behind.
  sound: [tone({ frequencyHz: 220, ms: 400 }), silence(500), tone({ frequencyHz: 220, ms: 350 }), silence(300)],
};
const at = (ms: number) => fromSample + samplesOfMs(ms);

test('a word counts as heard when all of it was', (t) => {
  t.is(wordsHeard(humming, at(0)), '');
  t.is(wordsHeard(humming, at(140)), '');
  t.is(wordsHeard(humming, at(160)), 'one');
  t.is(wordsHeard(humming, at(410)), 'one three');
  t.is(wordsHeard(humming, at(890)), 'one three');
  t.is(wordsHeard(humming, at(1_100)), 'one three');
  t.is(wordsHeard(humming, at(1_260)), humming.text);
});

test('a clause without sound was not heard', (t) => {
  t.is(wordsHeard({ text: 'not yet made', fromSample, sound: [] }, fromSample), '');
  t.is(wordStart({ text: 'not yet made', fromSample, sound: [] }, fromSample), fromSample);
});

test('a voice that was stopped in the first word begins at the start', (t) => {
  t.is(wordStart(humming, at(100)), fromSample);
});

const spoken: Record<Language, string> = {
  fr: 'vous êtes bien chez Camille Durand je suis son assistante que puis-je faire pour vous',
  en: 'you have reached James Wilson I am his assistant please tell me what I can do for you',
};

/** Words with a breath of 40 ms between them, so that it is known where each begins. */
async function wordByWord(text: string, language: Language): Promise<{ clause: SpokenClause; starts: number[] }> {
  const sound: Pcm[] = [];
  const starts: number[] = [];
  for (const word of text.split(' ')) {
    starts.push(concatPcm(sound).length);
    const said = await espeak(word, language);
    const isLoud = (sample: number) => Math.abs(sample) > 300;
    sound.push(said.subarray(said.findIndex(isLoud), said.findLastIndex(isLoud)), silence(40));
  }
  return { clause: { text, fromSample: 0, sound }, starts };
}

const resumes = test.macro<[Language]>({
  title: (_, language) => `a voice that was stopped goes on less than two words before (${language})`,
  async exec(t, language) {
    const { clause, starts } = await wordByWord(spoken[language], language);
    const end = concatPcm([...clause.sound]).length;
    const wordAt = (sample: number) => starts.findLastIndex((start) => start <= sample);
    const back: number[] = [];
    for (let stop = samplesOfMs(300); stop < end - samplesOfMs(100); stop += samplesOfMs(50)) {
      const from = wordStart(clause, stop);
      t.true(from <= stop);
      // A beginning in the last 40 ms of a word is the breath in front of the next.
      back.push(wordAt(stop) - wordAt(from + samplesOfMs(40)));
    }
    t.true(Math.max(...back) <= 2, back.join(' '));
    t.true(back.filter((words) => words <= 1).length >= back.length * 0.9, back.join(' '));
  },
});

test(resumes, 'fr');
test(resumes, 'en');
