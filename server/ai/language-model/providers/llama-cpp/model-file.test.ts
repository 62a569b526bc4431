import { readFileSync, rmSync, writeFileSync } from 'node:fs';
import { open } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import test from 'ava';
import { isCode } from '../../../../core/errors.ts';
import { scriptedMind } from '../../../../testing/scripted-mind.ts';
import { beginningOf, checkModelFile } from './model-file.ts';

const mind = scriptedMind([{ words: ['horaires'], text: 'Nous sommes ouverts de neuf heures à midi.' }]);
const whole = readFileSync(mind.path);
test.after.always(() => mind.remove());

const changed = (change: (bytes: Buffer) => void) => {
  const bytes = Buffer.from(whole);
  change(bytes);
  return bytes;
};

const damages: [string, Buffer, RegExp][] = [
  ['nothing at all', Buffer.alloc(0), /it is empty/],
  ['a web page', Buffer.from('<!doctype html>'.repeat(500)), /not a GGUF file/],
  ['an unknown version', changed((bytes) => bytes.writeUInt32LE(99, 4)), /GGUF version 99/],
  ['a header that is cut short', whole.subarray(0, 200), /header is damaged or cut short: it ends at byte 200/],
  ['a vocabulary that is cut short', whole.subarray(0, 6000), /cut short/],
  ['half of the weights', whole.subarray(0, whole.length >> 1), /it is cut short: \d+ bytes of at least \d+/],
  ['a number of entries that nobody could read', changed((bytes) => bytes.writeBigUInt64LE(1n << 40n, 16)), /damaged/],
  ['a number of tensors that nobody could read', changed((bytes) => bytes.writeBigUInt64LE(1n << 60n, 8)), /damaged/],
  ['a name of endless length', changed((bytes) => bytes.writeBigUInt64LE(1n << 50n, 24)), /damaged/],
  ['an architecture that only compares texts', changed((bytes) => bytes.write('qbert', bytes.indexOf('llama'))), /which writes nothing/],
  ['an entry of an unknown type', changed((bytes) => bytes.writeUInt32LE(77, 24 + 8 + 'general.architecture'.length)), /unknown type 77/],
];

for (const [what, bytes, reason] of damages) {
  test(`a model file with ${what} is refused by name, with the reason`, async (t) => {
    const path = join(dirname(mind.path), `${what.replaceAll(' ', '-')}.gguf`);
    writeFileSync(path, bytes);
    t.teardown(() => rmSync(path));
    const error = await t.throwsAsync(checkModelFile(path));
    t.true(isCode(error, 'bad-settings'));
    t.true(error!.message.includes(path));
    t.regex(error!.message, reason);
  });
}

test('a file that is not there, and one that is no file, are refused', async (t) => {
  t.regex((await t.throwsAsync(checkModelFile('/nowhere/model.gguf')))!.message, /\/nowhere\/model\.gguf cannot be used: there is no such file/);
  t.regex((await t.throwsAsync(checkModelFile(dirname(mind.path))))!.message, /it is not a file/);
});

test('a whole file passes', async (t) => {
  t.deepEqual(await checkModelFile(mind.path), { path: mind.path, bytes: whole.length });
});

test('a file system that gives little at a time gives all of it', async (t) => {
  const file = await open(mind.path);
  t.teardown(() => file.close());
  const little = {
    read: (into: Buffer, at: number, length: number, from: number) => file.read(into, at, Math.min(length, 1000), from),
  } as unknown as typeof file;
  t.deepEqual(await beginningOf(little, 10_500), whole.subarray(0, 10_500));
  t.deepEqual(await beginningOf(little, whole.length + 1), whole);
});
