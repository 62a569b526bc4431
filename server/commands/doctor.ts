import { findMinds } from '../ai/language-model/registry.ts';
import { findEars } from '../ai/speech-to-text/model-directories.ts';
import {
  hotwordSettings,
  languageModelSettings,
  mindSettingsOf,
  namedEars,
  namedMinds,
  speechToTextSettings,
  textToSpeechSettings,
} from '../composition/engine-settings.ts';
import type { Language } from '../core/language.ts';
import { createLogger } from '../observability/logger.ts';
import { earsIn } from '../rehearsal/stage.ts';
import type { CommandContext } from './context.ts';
import { checkCall } from './doctor/call.ts';
import { checkEarForPeople, checkRehearsalEar } from './doctor/ear.ts';
import { failed } from './doctor/finding.ts';
import { checkHotWords } from './doctor/hot-words.ts';
import { checkLines } from './doctor/lines.ts';
import { checkMail } from './doctor/mail.ts';
import { checkMind } from './doctor/mind.ts';
import { Report } from './doctor/report.ts';
import { checkRuntime } from './doctor/runtime.ts';
import { checkSettings } from './doctor/settings.ts';
import { checkStorage } from './doctor/storage.ts';
import { checkAsterisk, checkAwayPrompts, checkPorts } from './doctor/switch.ts';
import { checkVoice } from './doctor/voice.ts';
import { defaultSettings, languagesOf } from './settings-or-defaults.ts';

export interface DoctorOptions {
  /** Leaves out the call of the machine to itself. */
  withoutCall?: boolean;
}

/** Checks each part and says for each what was found and what to do. Changes nothing. Status 1 when anything is broken. */
export async function doctor({ withoutCall = false }: DoctorOptions, { places, env, stdout, signal }: CommandContext): Promise<number> {
  const logger = createLogger({ level: 'error', pii: false });
  const { cacheDirectory, projectDirectory } = places;
  const report = new Report(stdout, signal);

  await report.section('This machine', () => checkRuntime(projectDirectory));
  const { findings, settings } = await checkSettings(places, env);
  await report.section('Settings', async () => findings);
  const inUse = settings ?? (await defaultSettings(projectDirectory, env));
  const { modelsDir } = inUse.speechToText;
  const earSettings = (models: Partial<Record<Language, string>>) => speechToTextSettings(inUse.speechToText, models);

  await report.section('Telephony', () => checkAsterisk(cacheDirectory));
  if (settings) await report.section('Ports', () => checkPorts(settings));
  if (settings && settings.trunks.length + settings.phones.length > 0)
    await report.section('Trunks and phones', () => checkLines(settings, cacheDirectory));
  if (settings) await report.section('When the server is away', () => checkAwayPrompts(settings));
  await report.section('Voice', () => checkVoice(textToSpeechSettings(inUse.textToSpeech), logger));
  await report.section('Ear', () => checkRehearsalEar(earsIn(cacheDirectory), earSettings, logger));
  await report.section('Ear for people', () =>
    findEars(modelsDir, namedEars(inUse.speechToText)).then(
      (ears) => checkEarForPeople(modelsDir, ears, languagesOf(inUse), earSettings, logger),
      (error) => [failed('the ear for people', error, 'docs/models.md tells how the folder looks')],
    ),
  );
  const minds = await findMinds(modelsDir, namedMinds(inUse.languageModel));
  const mindSettings = languageModelSettings(inUse.languageModel, minds.live);
  await report.section('Mind', () => checkMind(mindSettings, minds, mindSettingsOf(inUse), logger));
  await report.section('Hot words', () => checkHotWords(hotwordSettings(inUse.hotword), logger));
  await report.section('Storage', () => checkStorage(inUse));
  if (settings) await report.section('E-mail', () => checkMail(settings));
  if (!withoutCall) await report.section('A call of this machine to itself', () => checkCall(cacheDirectory, env, logger, signal));
  return report.end();
}
