import type { Logger } from '../../core/logger.ts';
import type { EngineHooks } from '../engine-host/observer.ts';
import type { LanguageModel } from './contract.ts';
import { LlamaCppLanguageModel } from './providers/llama-cpp/llama-cpp.ts';
import { llamaCppSettings } from './providers/llama-cpp/settings.ts';

export { findMinds, type MindModels } from './providers/llama-cpp/find-models.ts';

/** Which language model, with the settings of that provider; 'none' leaves understanding and wording to rules and templates. */
export type LanguageModelSettings = { provider: 'none' } | { provider: 'llama-cpp'; llamaCpp: { model: string } & Record<string, unknown> };

/** Builds the configured language model, not started; null when there is none. Throws a ZodError when its settings are wrong. The only place that knows the providers. */
export function createLanguageModel(settings: LanguageModelSettings, logger: Logger, hooks?: EngineHooks): LanguageModel | null {
  if (settings.provider === 'none') return null;
  return new LlamaCppLanguageModel(llamaCppSettings.parse(settings.llamaCpp), logger, hooks);
}
