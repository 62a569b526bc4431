import { open } from 'node:fs/promises';
import test from 'ava';
import { RepondeurError } from '../core/errors.ts';
import { lastWords } from './last-words.ts';

test('a disk that is full is told with the way out, not with a stack', async (t) => {
  const full = await open('/dev/full', 'w');
  t.teardown(() => full.close());
  const error = await t.throwsAsync(full.writeFile('a prompt'));
  t.regex(lastWords(error), /^The disk is full: make room, or set data_dir to a larger one\. \(ENOSPC: [^\n]*\)$/);
});

test('our own errors are their words; a fault of ours shows where it is', (t) => {
  t.is(lastWords(new RepondeurError('not-found', 'there is none')), 'there is none');
  t.regex(lastWords(new TypeError('x is not a function')), /TypeError: x is not a function\n +at /);
  t.is(lastWords('a text').split('\n')[0], 'Error: a text');
});
