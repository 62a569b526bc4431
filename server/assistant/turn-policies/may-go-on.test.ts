import test from 'ava';
import { understand } from '../dialogue/understand.ts';
import { defaultTurnSettings as settings } from '../turn-settings.ts';
import { judge } from './index.ts';

function pauseMs(text: string, more: { hasPaused?: boolean; noisy?: boolean }): number {
  const understanding = understand(text, { language: 'en', goal: 'reason', country: 'GB', now: new Date(), timeZone: 'Europe/London' });
  return judge({ text, understanding, language: 'en', expects: 'sentence', hasPaused: false, noisy: false, settings, ...more }).pauseMs;
}

const sentence = 'my heating has not been working since monday';

test('a caller who has paused before is waited for longer', (t) => {
  t.true(pauseMs(sentence, { hasPaused: true }) > pauseMs(sentence, {}));
  t.true(pauseMs('a water leak', { hasPaused: true }) > pauseMs('a water leak', {}));
});

test('in noise that covers the ends of words a sentence is waited behind for longer', (t) => {
  t.true(pauseMs(sentence, { noisy: true }) > pauseMs(sentence, {}));
});

test('a number that is whole needs no longer pause in noise, or after the pauses of its groups', (t) => {
  const number = 'oh seven seven double zero nine zero zero one two three';
  t.is(pauseMs(number, { noisy: true, hasPaused: true }), settings.shortPauseMs);
});
