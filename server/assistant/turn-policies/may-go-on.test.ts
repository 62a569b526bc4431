import test from 'ava';
import { understand } from '../dialogue/understand.ts';
import { defaultTurnSettings as settings } from '../turn-settings.ts';
import { judge } from './index.ts';

function pauseMs(text: string, hasPaused: boolean): number {
  const understanding = understand(text, { language: 'en', goal: 'reason', country: 'GB', now: new Date(), timeZone: 'Europe/London' });
  return judge({ text, understanding, language: 'en', expects: 'sentence', hasPaused, settings }).pauseMs;
}

const sentence = 'my heating has not been working since monday';

test('a caller who has paused before is waited for longer', (t) => {
  t.true(pauseMs(sentence, true) > pauseMs(sentence, false));
  t.true(pauseMs('a water leak', true) > pauseMs('a water leak', false));
});

test('a number that is whole needs no longer pause after those of its groups', (t) => {
  const number = 'oh seven seven double zero nine zero zero one two three';
  t.is(pauseMs(number, true), settings.shortPauseMs);
});
