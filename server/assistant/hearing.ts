import type { SpeechToText, Transcript, TranscriptionStream } from '../ai/speech-to-text/contract.ts';
import type { VoiceActivity } from '../audio/voice-activity.ts';
import type { Pcm } from '../core/audio-frame.ts';
import type { Language } from '../core/language.ts';

export interface HearingOptions {
  speechToText: SpeechToText;
  voiceActivity: VoiceActivity;
  language: Language;
  signal: AbortSignal;
  onPartial(text: string): void;
  /** The recogniser died: the sentence that was being said is lost. */
  onLost(error: Error): void;
}

/** The caller's sound on its way to text: voice detection at once, recognition beside it. */
export class Hearing {
  readonly #voiceActivity: VoiceActivity;
  readonly #stream: TranscriptionStream;

  private constructor(voiceActivity: VoiceActivity, stream: TranscriptionStream) {
    this.#voiceActivity = voiceActivity;
    this.#stream = stream;
  }

  static async open(options: HearingOptions): Promise<Hearing> {
    const { speechToText, voiceActivity, language, signal } = options;
    const stream = await speechToText.open({
      language,
      signal,
      onPartial: (partial) => options.onPartial(partial.text),
      onLost: options.onLost,
    });
    return new Hearing(voiceActivity, stream);
  }

  /** Returns whether somebody speaks in this frame. */
  write(frame: Pcm): boolean {
    this.#stream.write(frame);
    return this.#voiceActivity.next(frame).voiced;
  }

  /** The final text of what was said since the last `finish` or `discard`. */
  finish(): Promise<Transcript> {
    return this.#stream.finish();
  }

  discard(): void {
    this.#stream.reset();
  }

  close(): Promise<void> {
    return this.#stream.close();
  }
}
