import { readdir } from 'node:fs/promises';
import { join } from 'node:path';
import test, { type ExecutionContext } from 'ava';
import { rmsDbfs } from '../../audio/level.ts';
import { channelOf } from '../../audio/wav-file.ts';
import type { Language } from '../../core/language.ts';
import { hosts } from '../../rehearsal/stage.ts';
import { assistantTurns, callerTurns } from '../../testing/real-call.ts';
import { RealLine, type RealLineOptions } from '../../testing/real-line.ts';

/** A line of its own for one test: who takes the calls and who hears them is the same for all calls of a line. */
async function lineWith(t: ExecutionContext, options: RealLineOptions): Promise<RealLine> {
  const line = new RealLine(options);
  t.teardown(() => line.close());
  await line.open();
  return line;
}

const wordsOf = {
  fr: {
    from: '+33639980061',
    voice: 'fr+m3',
    says: "Bonjour, ici Julie Martin, j'ai une fuite d'eau dans ma cuisine.",
    heard: /fuite/,
    prompt: /vous êtes bien sur la messagerie de Cabinet Durand/,
    subject: 'Message vocal du 06 39 98 00 61',
  },
  en: {
    from: '+447700900061',
    voice: 'en-us+m3',
    says: 'Hello, this is James Wilson, I have a leak in my kitchen.',
    heard: /leak/,
    prompt: /this is the voicemail of Wilson and Carter/,
    subject: 'Voicemail from 07700 900061',
  },
} as const;

const languages: Language[] = ['fr', 'en'];

test('where the owner wants voicemail, callers leave one, which is recorded, transcribed and e-mailed', async (t) => {
  const line = await lineWith(t, { user: { destination: 'voicemail' } });
  await Promise.all(
    languages.map(async (language) => {
      const { from, voice, says, heard: words, prompt, subject } = wordsOf[language];
      const { heard, record, told } = await line.call({ from, to: hosts[language].number, voice, script: [{ say: says }, { silent: true }] });
      t.is(heard.events.at(-1)?.type, 'hung-up-by-assistant', told);
      t.like(record, { outcome: 'voicemail-left', untranscribed: null, message: { phone: from, urgent: false } }, told);
      t.regex(assistantTurns(record)[0] ?? '', prompt, told);
      t.regex(callerTurns(record).join(' '), words, told);
      t.is((await line.email(record)).mail.subject, subject, told);
      if (!record.recording) return t.fail(`not recorded${told}`);
      t.true(rmsDbfs(channelOf(await line.sound(record), 0)) > -45, told);
    }),
  );
  await line.nothingIsLeft();
});

test('where talks are not recorded, no sound of a talk reaches the disk, and the greeting does not say that it does', async (t) => {
  const line = await lineWith(t, { user: { record_calls: false } });
  await Promise.all(
    languages.map(async (language) => {
      const { from, voice, says, heard: words } = wordsOf[language];
      const { record, told } = await line.call({ from, to: hosts[language].number, voice, script: [{ say: says }, { hangUp: true }] });
      t.regex(callerTurns(record)[0] ?? '', words, told);
      t.notRegex(assistantTurns(record)[0] ?? '', /enregistré|recorded/, told);
      t.is(record.recording, undefined, told);
      t.deepEqual((await line.email(record)).mail.attachments, [], told);
    }),
  );
  const { dataDir } = line.stage.settings;
  const files = await readdir(dataDir, { recursive: true, withFileTypes: true });
  const prompts = join(dataDir, 'asterisk', 'sounds');
  const sounds = files.filter(({ name, parentPath }) => /\.(wav|wav16|sln16|raw|pcm|sealed)$/.test(name) && !parentPath.startsWith(prompts));
  t.deepEqual(
    sounds.map(({ name, parentPath }) => join(parentPath, name)),
    [],
  );
  await line.nothingIsLeft();
});
