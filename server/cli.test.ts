import { execFile } from 'node:child_process';
import { join } from 'node:path';
import { promisify } from 'node:util';
import test from 'ava';
import project from '../package.json' with { type: 'json' };

const cli = (...words: string[]) => promisify(execFile)(process.execPath, [join(import.meta.dirname, 'cli.ts'), ...words]);

test('--version says the version of the project', async (t) => {
  t.is((await cli('--version')).stdout, `${project.version}\n`);
});

test('a command that is not known is named, with the one that was meant', async (t) => {
  const error = await t.throwsAsync<Error & { stderr: string; code: number }>(cli('modles', 'list'));
  t.is(error?.code, 1);
  t.regex(error?.stderr ?? '', /unknown command 'modles'[\s\S]*Did you mean models/);
  t.true((error?.stderr ?? '').trim().split('\n').length <= 4, 'the help does not push it off the screen');
});
