import type { Logger } from '../../core/logger.ts';
import type { TextToSpeech } from './contract.ts';
import { EspeakTextToSpeech } from './providers/espeak/espeak.ts';
import { type EspeakSettings, espeakSettings } from './providers/espeak/settings.ts';

/** Which voice, with the settings of that voice. */
export interface TextToSpeechSettings {
  provider: 'espeak';
  espeak?: Partial<EspeakSettings>;
}

/** Builds the configured voice, not started. Throws a ZodError when the provider's settings are wrong. The only place that knows the providers. */
export function createTextToSpeech(settings: TextToSpeechSettings, logger: Logger): TextToSpeech {
  return new EspeakTextToSpeech(espeakSettings.parse(settings.espeak ?? {}), logger);
}
