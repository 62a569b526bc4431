import type { Pcm } from '../../core/audio-frame.ts';
import type { Health } from '../../core/health.ts';
import type { SpeechRequest, TextToSpeech } from './contract.ts';
import { spokenText } from './spoken-text/spoken-text.ts';

/** A voice that is given text as people read it aloud, wherever the engines would read it otherwise. */
export class ReadAsPeople implements TextToSpeech {
  readonly #voice: TextToSpeech;

  constructor(voice: TextToSpeech) {
    this.#voice = voice;
  }

  get name(): string {
    return this.#voice.name;
  }

  speak(request: SpeechRequest): AsyncIterable<Pcm> {
    return this.#voice.speak(asSpoken(request));
  }

  fingerprint(request: SpeechRequest): string | undefined {
    return this.#voice.fingerprint?.(asSpoken(request));
  }

  health(): Health {
    return this.#voice.health();
  }

  start(signal?: AbortSignal): Promise<void> {
    return this.#voice.start(signal);
  }

  stop(): Promise<void> {
    return this.#voice.stop();
  }
}

function asSpoken(request: SpeechRequest): SpeechRequest {
  return { ...request, text: spokenText(request.text, request.language) };
}
