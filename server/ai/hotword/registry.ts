import type { Logger } from '../../core/logger.ts';
import type { EngineHooks } from '../engine-host/observer.ts';
import type { HotwordDetector } from './contract.ts';
import { KeywordDetector } from './providers/keywords/keywords.ts';
import { type KeywordSettings, keywordSettings } from './providers/keywords/settings.ts';
import { PorcupineDetector } from './providers/porcupine/porcupine.ts';
import { type PorcupineSettings, porcupineSettings } from './providers/porcupine/settings.ts';
import { DetectorWithFallback } from './with-fallback.ts';

export interface HotwordSettings {
  keywords: KeywordSettings;
  /** Only where there is an access key. */
  porcupine?: Partial<PorcupineSettings>;
}

/** Builds the configured detector, not started. Throws a ZodError when the provider's settings are wrong. The only place that knows the providers. */
export function createHotwordDetector(settings: HotwordSettings, logger: Logger, hooks?: EngineHooks): HotwordDetector {
  const keywords = new KeywordDetector(keywordSettings.parse(settings.keywords));
  if (!settings.porcupine) return keywords;
  return new DetectorWithFallback(new PorcupineDetector(porcupineSettings.parse(settings.porcupine), logger, hooks), keywords, logger);
}
