import test from 'ava';
import { rmsDbfs } from '../../server/audio/level.ts';
import { type Pcm, samplesOfMs } from '../../server/core/audio-frame.ts';
import { languages } from '../../server/core/language.ts';
import { type CallerTurn, callerTurns, categories, setNames } from './caller-turns.ts';
import { afterMs, sceneOf } from './scene.ts';

const quietTurn: CallerTurn = {
  name: 'a quiet turn',
  language: 'fr',
  category: 'unfinished',
  goal: 'phone',
  parts: ["c'est le", 'zéro six'],
  pausesMs: [640],
  voice: 'fr+m3',
  wordsPerMinute: 160,
  levelDbfs: -22,
  surroundings: 'clean',
  snrDb: Number.POSITIVE_INFINITY,
  seed: 1,
};

function between(pcm: Pcm, fromMs: number, toMs: number): number {
  return rmsDbfs(pcm.subarray(samplesOfMs(fromMs), samplesOfMs(toMs)));
}

test('the caller speaks up to the end of his turn and not after it', async (t) => {
  const { pcm, startMs, endMs } = await sceneOf(quietTurn);
  t.true(between(pcm, startMs, startMs + 60) > -55);
  t.true(between(pcm, endMs - 60, endMs) > -55);
  t.true(between(pcm, endMs + 10, endMs + afterMs) < -80);
  t.true(between(pcm, 0, startMs - 10) < -80);
});

test('the pause inside is where the truth says, and as long', async (t) => {
  const { pcm, pauses } = await sceneOf(quietTurn);
  t.is(pauses.length, 1);
  const { fromMs, toMs } = pauses[0]!;
  t.true(Math.abs(toMs - fromMs - 640) < 1);
  t.true(between(pcm, fromMs + 10, toMs - 10) < -80);
  t.true(between(pcm, fromMs - 60, fromMs) > -55);
  t.true(between(pcm, toMs, toMs + 60) > -55);
});

test('noise is as far below the words as the turn says', async (t) => {
  const { pcm, endMs } = await sceneOf({ ...quietTurn, surroundings: 'white', snrDb: 10 });
  // A telephone lets less than half of white noise through: 4 dB.
  const noiseDbfs = between(pcm, endMs + 500, endMs + 3000);
  t.true(Math.abs(noiseDbfs - (-22 - 10 - 4)) < 1.5, `${noiseDbfs}`);
});

test('an echo is the question once more, softer', async (t) => {
  const { pcm, startMs } = await sceneOf({ ...quietTurn, surroundings: 'echo' });
  const echoDbfs = between(pcm, 120, startMs - 600);
  t.true(echoDbfs > -50 && echoDbfs < -38, `${echoDbfs}`);
});

test('the same turn is the same sound each time', async (t) => {
  const turn: CallerTurn = { ...quietTurn, surroundings: 'cough' };
  t.deepEqual((await sceneOf(turn)).pcm, (await sceneOf(turn)).pcm);
});

for (const language of languages) {
  test(`each set has more than a hundred turns in ${language}, of every category, the same each time`, (t) => {
    const turns = callerTurns('tuned', language);
    t.true(turns.length >= 100);
    t.deepEqual(new Set(turns.map(({ category }) => category)), new Set(categories));
    t.deepEqual(turns, callerTurns('tuned', language));
  });

  test(`each set in ${language} has sentences, names and seeds of its own`, (t) => {
    const seeds = setNames.flatMap((set) => [...new Set(callerTurns(set, language).map(({ seed }) => seed))]);
    t.is(new Set(seeds).size, seeds.length);
    const told = ({ category }: CallerTurn) =>
      category === 'sentence' || category === 'clauses' || category === 'unfinished' || category === 'spelled';
    const texts = setNames.flatMap((set) => [
      ...new Set(
        callerTurns(set, language)
          .filter(told)
          .map(({ parts }) => parts.join(' ')),
      ),
    ]);
    t.is(new Set(texts).size, texts.length);
  });

  test(`each pause in ${language} lies between two parts`, (t) => {
    for (const { parts, pausesMs } of callerTurns('tuned', language)) {
      t.is(pausesMs.length, parts.length - 1);
      t.true(pausesMs.every((ms) => ms >= 200 && ms <= 900));
      t.true(parts.every((part) => part.trim() !== '' && !/[|/^{]/.test(part)));
    }
  });
}
