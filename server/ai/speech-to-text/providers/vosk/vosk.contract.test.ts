import test, { type TestFn } from 'ava';
import { silentLogger } from '../../../../core/logger.ts';
import { espeak } from '../../../../testing/espeak.ts';
import { rehearsalModel } from '../../../../testing/rehearsal-ear.ts';
import { speechToTextContract } from '../../contract.suite.ts';
import { voskSettings } from './settings.ts';
import { VoskSpeechToText } from './vosk.ts';

// One after the other: each starts an engine.
speechToTextContract(test.serial as TestFn, {
  make: async (understands) => {
    const models = Object.fromEntries(await Promise.all(understands.map(async (language) => [language, await rehearsalModel(language)])));
    return new VoskSpeechToText(voskSettings.parse({ models, finishDeadlineMs: 30_000, maxBacklogMs: 60_000 }), silentLogger);
  },
  say: espeak,
  kill: (engine, language) => process.kill((engine as VoskSpeechToText).pid(language)!, 'SIGSEGV'),
});
