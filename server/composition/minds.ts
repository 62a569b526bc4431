import type { EngineHooks } from '../ai/engine-host/observer.ts';
import type { LanguageModel } from '../ai/language-model/contract.ts';
import { OnDemandLanguageModel } from '../ai/language-model/on-demand.ts';
import { createLanguageModel, findMinds } from '../ai/language-model/registry.ts';
import type { MindSettings } from '../assistant/mind/contract.ts';
import { startMind } from '../assistant/mind/start.ts';
import { type Health, standIn } from '../core/health.ts';
import type { Language } from '../core/language.ts';
import type { Logger } from '../core/logger.ts';
import type { Settings } from '../settings/schema.ts';
import { afterCallMindSettings, languageModelSettings, mindSettingsOf, namedMinds } from './engine-settings.ts';

export interface MindInUse {
  model: LanguageModel;
  settings: MindSettings;
}

/** The language models of the service, none of them started: one while callers wait, and the same or a larger one when a call is over. */
export interface Minds {
  live: MindInUse | null;
  afterCall: MindInUse | null;
  /** Ready, or what stands in for it. */
  health(): Health;
  /** Does not wait until it is loaded: calls are taken before, and when it cannot be. */
  start(people: readonly { language: Language }[]): Promise<void>;
  stop(): Promise<void>;
}

export async function createMinds(settings: Settings, logger: Logger, hooks: EngineHooks): Promise<Minds> {
  const { languageModel, speechToText } = settings;
  const found = await findMinds(speechToText.modelsDir, namedMinds(languageModel));
  const model = createLanguageModel(languageModelSettings(languageModel, found.live), logger, hooks);
  if (!model) return { live: null, afterCall: null, health: () => ({ ready: true }), start: async () => {}, stop: async () => {} };
  const live = { model, settings: mindSettingsOf(settings) };
  const path = found.afterCall;
  const large =
    path === undefined
      ? undefined
      : new OnDemandLanguageModel({ create: () => createLanguageModel(afterCallMindSettings(languageModel, path), logger, hooks)!, logger });
  return {
    live,
    afterCall: large ? { model: large, settings: { ...live.settings, summaryDeadlineMs: languageModel.afterCallSeconds * 1000 } } : live,
    health: () => {
      const { ready, reason } = large?.health() ?? { ready: true };
      const own = standIn(model.health(), 'rules understand and templates speak in its place');
      return ready || own.degraded ? own : { ready: true, degraded: true, reason: `summaries after calls are those of the rules: ${reason}` };
    },
    start: async (people) => {
      await large?.start();
      void startMind(model, people, logger);
    },
    stop: async () => {
      await Promise.all([model.stop(), large?.stop()]);
    },
  };
}
