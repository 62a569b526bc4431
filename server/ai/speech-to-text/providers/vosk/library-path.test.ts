import { existsSync } from 'node:fs';
import test from 'ava';
import { isCode } from '../../../../core/errors.ts';
import { findLibrary } from './library-path.ts';

test('on x86-64 Linux the library is the npm package’s', (t) => {
  const path = findLibrary(undefined, { platform: 'linux', arch: 'x64' });
  t.true(path.endsWith('libvosk.so') && existsSync(path));
});

test('another machine needs the path of a library, and is told so', (t) => {
  const error = t.throws(() => findLibrary(undefined, { platform: 'linux', arch: 'arm64' }));
  t.true(isCode(error, 'engine-missing'));
  t.regex(error.message, /no library for linux on arm64: set libraryPath/);
  t.is(findLibrary(import.meta.filename, { platform: 'linux', arch: 'arm64' }), import.meta.filename);
});

test('a configured path where nothing is is named', (t) => {
  t.regex(t.throws(() => findLibrary('/nowhere/libvosk.so', process)).message, /no libvosk at \/nowhere\/libvosk\.so/);
});
