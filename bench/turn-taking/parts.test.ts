import test from 'ava';
import { understand } from '../../server/assistant/dialogue/understand.ts';
import { rmsDbfs } from '../../server/audio/level.ts';
import { tone } from '../../server/audio/sound.ts';
import { Random } from './random.ts';
import { score } from './score.ts';
import { frenchPair, phoneGroups } from './spoken-numbers.ts';
import { ofMuLaw, throughTelephone, toMuLaw } from './telephone.ts';

test('French pairs of digits are read as people read them', (t) => {
  const pairs = [0, 7, 16, 21, 30, 70, 71, 78, 80, 81, 90, 91, 99].map(frenchPair);
  t.deepEqual(pairs, [
    'zéro zéro',
    'zéro sept',
    'seize',
    'vingt et un',
    'trente',
    'soixante-dix',
    'soixante et onze',
    'soixante-dix-huit',
    'quatre-vingt',
    'quatre-vingt-un',
    'quatre-vingt-dix',
    'quatre-vingt-onze',
    'quatre-vingt-dix-neuf',
  ]);
});

for (const [language, country] of [
  ['fr', 'FR'],
  ['en', 'GB'],
] as const) {
  test(`numbers read out in ${language} are numbers of films`, (t) => {
    const random = new Random(1);
    const fiction = /^\+(?:33(?:19900|26191|35301|46571|53649|63998)\d{4}|447700900\d{3}|442079460\d{3}|441(?:13|61)4960\d{3})$/;
    for (let n = 0; n < 40; n++) {
      const said = phoneGroups(language, random).join(' ');
      const { phone } = understand(said, { language, goal: 'phone', country, now: new Date(), timeZone: 'Europe/Paris' }).slots;
      t.regex(phone ?? '', fiction, said);
    }
  });
}

test('µ-law keeps the value of each of its codes and a sample to one part in thirty', (t) => {
  for (let code = 0; code < 256; code++) t.is(ofMuLaw(toMuLaw(ofMuLaw(code))) + 0, ofMuLaw(code) + 0);
  for (const sample of [-32_000, -700, 90, 5000, 32_767]) t.true(Math.abs(ofMuLaw(toMuLaw(sample)) - sample) <= Math.abs(sample) / 30 + 4);
});

test('a telephone passes a voice, no rumble and nothing above 4 kHz', (t) => {
  const passed = (frequencyHz: number) => rmsDbfs(throughTelephone(tone({ frequencyHz, ms: 500 }))) - rmsDbfs(tone({ frequencyHz, ms: 500 }));
  t.true(Math.abs(passed(1000)) < 1.5, `${passed(1000)}`);
  t.true(passed(60) < -15, `${passed(60)}`);
  t.true(passed(5000) < -30, `${passed(5000)}`);
});

test('what comes before the end is a cut-off, what never comes is the slowest', (t) => {
  const turn = { name: '', language: 'fr', category: 'phone', surroundings: 'clean' } as const;
  const figures = score([-200, 300, 400, 500, Number.POSITIVE_INFINITY].map((latencyMs) => ({ turn, latencyMs })));
  t.deepEqual(figures, { turns: 5, cutOffPercent: 20, missedPercent: 20, p50Ms: 400, p95Ms: Number.POSITIVE_INFINITY });
});

test('random numbers repeat, and fill their range', (t) => {
  const numbers = (seed: number) =>
    Array.from(
      { length: 1000 },
      (
        (random) => () =>
          random.next()
      )(new Random(seed)),
    );
  t.deepEqual(numbers(5), numbers(5));
  t.notDeepEqual(numbers(5), numbers(6));
  t.true(Math.min(...numbers(5)) < 0.01 && Math.max(...numbers(5)) > 0.99);
});
