import type { Logger } from '../../core/logger.ts';
import type { EngineHooks } from '../engine-host/observer.ts';
import type { TextToSpeech } from './contract.ts';
import { EspeakTextToSpeech } from './providers/espeak/espeak.ts';
import { type EspeakSettings, espeakSettings } from './providers/espeak/settings.ts';
import { PiperTextToSpeech } from './providers/piper/piper.ts';
import { type PiperSettings, piperSettings } from './providers/piper/settings.ts';
import { ReadAsPeople } from './read-as-people.ts';
import { VoiceWithFallback } from './with-fallback.ts';

/** Which voice, with the settings of each. espeak also speaks where piper cannot. */
export interface TextToSpeechSettings {
  provider: 'espeak' | 'piper';
  espeak?: Partial<EspeakSettings>;
  piper?: Partial<PiperSettings>;
}

/** Builds the configured voice, not started. Throws a ZodError when the provider's settings are wrong. The only place that knows the providers. */
export function createTextToSpeech(settings: TextToSpeechSettings, logger: Logger, hooks?: EngineHooks): TextToSpeech {
  const espeak = new EspeakTextToSpeech(espeakSettings.parse(settings.espeak ?? {}), logger, hooks);
  if (settings.provider === 'espeak') return new ReadAsPeople(espeak);
  const piper = new PiperTextToSpeech(piperSettings.parse(settings.piper ?? {}), logger, hooks);
  return new ReadAsPeople(new VoiceWithFallback(piper, espeak, logger));
}
