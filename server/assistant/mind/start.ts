import type { LanguageModel } from '../../ai/language-model/contract.ts';
import { asError, isCode } from '../../core/errors.ts';
import type { Language } from '../../core/language.ts';
import type { Logger } from '../../core/logger.ts';
import { systemText } from './system-text.ts';

/**
 * Loads the model, then evaluates the instructions of each language once, which takes seconds, so that the first caller does not wait for it. Never rejects:
 * what is wrong with a model is logged and told by its health, and calls go on without it.
 */
export async function startMind(model: LanguageModel, people: readonly { language: Language }[], logger: Logger): Promise<void> {
  const warming = new AbortController();
  try {
    await model.start();
    for (const language of new Set(people.map((person) => person.language))) {
      const session = await model.open({ system: systemText[language], signal: warming.signal });
      await session.close();
    }
  } catch (error) {
    if (!isCode(error, 'aborted'))
      logger.error({ error: asError(error).message }, 'the language model cannot be used: calls are served by rules and templates');
  } finally {
    warming.abort(new Error('it is warm'));
  }
}
