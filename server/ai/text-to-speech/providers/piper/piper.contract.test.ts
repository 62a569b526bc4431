import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import test, { type TestFn } from 'ava';
import type { Language } from '../../../../core/language.ts';
import { silentLogger } from '../../../../core/logger.ts';
import { textToSpeechContract } from '../../contract.suite.ts';
import { findVoices } from '../../voice-directories.ts';
import { PiperTextToSpeech } from './piper.ts';
import { makeRehearsalVoice } from './rehearsal-voice/make-voice.ts';
import { piperSettings } from './settings.ts';

/** Set, a directory of real voices: the same tests run on them. */
const installed = process.env.REPONDEUR_TEST_VOICE;
const made = mkdtempSync(join(tmpdir(), 'repondeur-voices-'));
let voices: Partial<Record<Language, string>> = {};

test.before(async () => {
  await makeRehearsalVoice(join(made, 'fr_FR-rehearsal.onnx'), { language: 'fr' });
  await makeRehearsalVoice(join(made, 'en_GB-rehearsal.onnx'), { language: 'en', sampleRateHz: 16_000, speakers: ['low', 'high'] });
  voices = await findVoices(installed ?? made);
});
test.after.always(() => rmSync(made, { recursive: true, force: true }));

// Without noise a real voice has the same rhythm each time, which the suite compares. A voice of full size on a busy machine takes its time.
// One after the other: each starts its engines.
textToSpeechContract(
  test.serial as TestFn,
  (languages) =>
    new PiperTextToSpeech(
      piperSettings.parse({
        voices: Object.fromEntries(languages.flatMap((language) => (voices[language] ? [[language, voices[language]]] : []))),
        noiseScale: 0,
        noiseW: 0,
        clauseDeadlineMs: 60_000,
      }),
      silentLogger,
    ),
);
