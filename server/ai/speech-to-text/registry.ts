import type { Logger } from '../../core/logger.ts';
import type { EngineHooks } from '../engine-host/observer.ts';
import type { SpeechToText } from './contract.ts';
import { type VoskSettings, voskSettings } from './providers/vosk/settings.ts';
import { VoskSpeechToText } from './providers/vosk/vosk.ts';

/** Which recogniser, with the settings of that recogniser. */
export interface SpeechToTextSettings {
  provider: 'vosk';
  vosk?: Partial<VoskSettings>;
}

/** Builds the configured recogniser, not started. Throws a ZodError when the provider's settings are wrong. The only place that knows the providers. */
export function createSpeechToText(settings: SpeechToTextSettings, logger: Logger, hooks?: EngineHooks): SpeechToText {
  return new VoskSpeechToText(voskSettings.parse(settings.vosk ?? {}), logger, hooks);
}
