import type { Pcm } from '../../core/audio-frame.ts';
import type { Health, Service } from '../../core/health.ts';
import type { Language } from '../../core/language.ts';

/** A voice. */
export interface TextToSpeech extends Service {
  readonly name: string;
  health(): Health;
  /**
   * Speaks a text: 16 kHz s16 mono, in chunks as they are made. Rejects (at the first `next`) with code 'engine-failed' or 'timeout', retryable;
   * with 'bad-input' when there is no voice for the language. An aborted signal stops the engine at once and rejects with its reason.
   */
  speak(request: SpeechRequest): AsyncIterable<Pcm>;
  /**
   * The same for two requests that sound the same, also after a restart: what a kept sound is filed under. Undefined when the sound is not worth keeping.
   * To be asked once it is started.
   */
  fingerprint?(request: SpeechRequest): string | undefined;
}

export interface SpeechRequest {
  /** One clause or more, as it is written: digits and punctuation as in a text for people. */
  text: string;
  language: Language;
  signal?: AbortSignal;
  /** The sound will be kept and heard again: a voice that is away for a moment rejects, instead of being replaced by another. Default false. */
  forKeeping?: boolean;
}
