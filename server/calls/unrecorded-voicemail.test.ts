import { writeFile } from 'node:fs/promises';
import { join } from 'node:path';
import test from 'ava';
import { soundOfText } from '../ai/speech-to-text/text-in-sound.ts';
import { switchboardHouse } from '../testing/switchboard-house.ts';
import { until } from '../testing/until.ts';

test('a voicemail that cannot be recorded keeps the words that the ear understood', async (t) => {
  const { call, pass, folder, voice, limited, greeted, stored } = await switchboardHouse(t);
  await writeFile(join(folder, 'recordings'), 'a file where the folder of recordings has to be');
  const first = call();
  await pass('the first greeting', () => greeted.length === 1);
  const second = call();
  await pass('the limit', () => limited.length === 1);
  await pass('the voicemail', () => voice.spoken.some(({ text }) => /message/i.test(text) && /tone|beep/i.test(text)));
  second.send(soundOfText('please call me back about the leaking roof of the kitchen'));
  await pass('the end of the message', () => second.signal.aborted);
  await until('the record', () => stored.length === 1);
  t.is(stored[0]?.outcome, 'voicemail-left');
  t.is(stored[0]?.recording, undefined);
  t.regex(stored[0]?.message?.reason ?? '', /leaking roof/);
  await first.hangUp();
  await until('the first record', () => stored.length === 2);
});

test('where nothing can be heard nor recorded, the number to call back is still taken by keys', async (t) => {
  const { call, pass, folder, voice, stored } = await switchboardHouse(t, { hasEar: false });
  await writeFile(join(folder, 'recordings'), 'a file where the folder of recordings has to be');
  const caller = call();
  const says = (what: RegExp) => () => voice.spoken.some(({ text }) => what.test(text));
  await pass('the menu', says(/press 1/));
  await caller.key('1');
  await pass('the question for a number', says(/call(ed)? (you )?back on/));
  for (const digit of '07700900178#') await caller.key(digit);
  await pass('the number read back', says(/I repeat/));
  await caller.key('1');
  await pass('the end', () => caller.signal.aborted);
  await until('the record', () => stored.length === 1);
  t.is(stored[0]?.message?.phone, '+447700900178');
  t.is(stored[0]?.outcome, 'message-taken');
});
