import test from 'ava';
import { silentLogger } from '../../../../core/logger.ts';
import { scriptedMind } from '../../../../testing/scripted-mind.ts';
import { languageModelContract, script } from '../../contract.suite.ts';
import { LlamaCppLanguageModel } from './llama-cpp.ts';
import { llamaCppSettings } from './settings.ts';

const mind = scriptedMind(Object.values(script).map((reply) => ({ words: [reply.word], text: reply.text, endless: reply === script.story })));
test.after.always(() => mind.remove());

languageModelContract(test.serial as never, {
  make: async ({ sequences }) =>
    new LlamaCppLanguageModel(llamaCppSettings.parse({ model: mind.path, threads: 1, contextTokens: 4096, sequences }), silentLogger),
  kill: (model) => process.kill((model as LlamaCppLanguageModel).pid!, 'SIGKILL'),
});
