import type { SpeechToText } from '../../ai/speech-to-text/contract.ts';
import type { EarModels } from '../../ai/speech-to-text/model-directories.ts';
import { readModelDirectory } from '../../ai/speech-to-text/providers/vosk/model-directory.ts';
import { createSpeechToText, type SpeechToTextSettings } from '../../ai/speech-to-text/registry.ts';
import { withDeadline } from '../../core/abortable.ts';
import { samplesOfMs } from '../../core/audio-frame.ts';
import { type Language, languages } from '../../core/language.ts';
import type { Logger } from '../../core/logger.ts';
import { callerVoice } from '../../rehearsal/caller-voice.ts';
import { type Finding, fail, failed, ok, warn } from './finding.ts';

/** What the rehearsal ear must hear, and the words of it that must be there. */
const phrases: Record<Language, { voice: string; text: string; words: readonly string[] }> = {
  fr: { voice: 'fr+m3', text: 'bonjour, je voudrais laisser un message', words: ['bonjour', 'message'] },
  en: { voice: 'en-gb+m3', text: 'hello, I would like to leave a message', words: ['hello', 'message'] },
};
const deadlineMs = 20_000;

type SettingsFor = (models: Partial<Record<Language, string>>) => SpeechToTextSettings;

/** The ear of demo and tests: it is loaded, and hears a sentence. */
export async function checkRehearsalEar(models: Record<Language, string>, settingsFor: SettingsFor, logger: Logger): Promise<Finding[]> {
  const wayOut = 'delete models/ in the cache folder and start bin/repondeur again';
  return withEar(settingsFor(models), logger, 'the rehearsal ear', wayOut, async (ear) => {
    const findings: Finding[] = [];
    for (const language of languages) findings.push(await hears(ear, language, wayOut));
    return findings;
  });
}

/** The ear for people, in the languages that are wanted. Without one, callers leave a voicemail that is not written out. */
export async function checkEarForPeople(
  modelsDirectory: string,
  { live: models, afterCall }: EarModels,
  wanted: readonly Language[],
  settingsFor: SettingsFor,
  logger: Logger,
): Promise<Finding[]> {
  const missing = wanted
    .filter((language) => !models[language])
    .map((language) =>
      warn(
        `no ear for people (${language}): callers get the voicemail and the keys of their phone, and no transcript`,
        `bin/repondeur models add --language ${language} fetches one into ${modelsDirectory}`,
      ),
    );
  if (Object.keys(models).length === 0) return missing;
  const wayOut = `check the models in ${modelsDirectory}: each is a folder with am/, conf/ and graph/`;
  const loaded = await withEar(settingsFor(models), logger, 'the ear for people', wayOut, async (ear) =>
    Object.entries(ear.capabilities().languages).map(([language, { model, forPeople }]) =>
      forPeople ? ok(`the ear for people is loaded (${language}: ${model})`) : fail(`${model} is a rehearsal ear: it understands no person`, wayOut),
    ),
  );
  return [...loaded, ...(await checkAfterCall(afterCall)), ...missing];
}

/** It is read, not loaded: it may take minutes and most of the memory. */
async function checkAfterCall(models: EarModels['afterCall']): Promise<Finding[]> {
  const wayOut = 'add it again with bin/repondeur models add, or remove it';
  const checks = Object.entries(models).map(async ([language, path]) => {
    try {
      const { name, forPeople } = await readModelDirectory(path);
      if (!forPeople) return fail(`${name} is a rehearsal ear: it understands no person`, wayOut);
      return ok(`calls are transcribed again after their end (${language}: ${name})`);
    } catch (error) {
      return failed(`the model that transcribes again after calls (${language})`, error, wayOut);
    }
  });
  return Promise.all(checks);
}

async function withEar(
  settings: SpeechToTextSettings,
  logger: Logger,
  name: string,
  wayOut: string,
  check: (ear: SpeechToText) => Promise<Finding[]>,
): Promise<Finding[]> {
  let ear: SpeechToText | undefined;
  try {
    ear = createSpeechToText(settings, logger);
    await withDeadline(ear.start(), deadlineMs, name);
    const { ready, reason } = ear.health();
    if (!ready) return [fail(`${name} is not ready: ${reason}`, wayOut)];
    return await check(ear);
  } catch (error) {
    return [failed(name, error, wayOut)];
  } finally {
    await ear?.stop();
  }
}

async function hears(ear: SpeechToText, language: Language, wayOut: string): Promise<Finding> {
  const { voice, text, words } = phrases[language];
  const scope = new AbortController();
  try {
    const sound = await callerVoice(text, voice);
    const stream = await ear.open({ language, signal: scope.signal });
    for (const part of [new Int16Array(samplesOfMs(300)), sound, new Int16Array(samplesOfMs(300))]) stream.write(part);
    const heard = await withDeadline(stream.finish(), deadlineMs, 'the recognition');
    await stream.close();
    const spoken = heard.text.split(' ');
    if (!words.every((word) => spoken.includes(word)))
      return fail(`the rehearsal ear (${language}) heard "${heard.text}" instead of "${text}"`, wayOut);
    return ok(`the rehearsal ear hears (${language}): "${heard.text}"`);
  } catch (error) {
    return failed(`the rehearsal ear (${language})`, error, wayOut);
  } finally {
    scope.abort();
  }
}
