import test from 'ava';
import { silentHeard } from '../turn-machine.ts';
import { lateWords } from './late-words.ts';

const heard = (text: string, pauseMs: number) => ({ ...silentHeard, text, pauseMs });
const before = { heard: heard('it is about my', 800), silentMs: 400 };

test('what people behind the caller say in his pause does not end his turn sooner', (t) => {
  t.is(lateWords(heard('it is about my no', 380), before, true).pauseMs, 800);
});

test('nor does it keep his turn open', (t) => {
  t.is(lateWords(heard("yes and i'd", 1300), { ...before, heard: heard('yes', 380) }, true).pauseMs, 380);
});

test('the last word of the caller, on a quiet line or soon after it, decides', (t) => {
  t.is(lateWords(heard("i'd like a quote", 560), before, false).pauseMs, 560);
  t.is(lateWords(heard("i'd like a quote", 560), { ...before, silentMs: 180 }, true).pauseMs, 560);
  t.is(lateWords(heard('yes', 380), { heard: silentHeard, silentMs: 400 }, true).pauseMs, 380);
});
