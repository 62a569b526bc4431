import type { SpeechToText, Transcript, TranscriptionStream } from '../ai/speech-to-text/contract.ts';
import type { VoiceActivity } from '../audio/voice-activity.ts';
import type { Pcm } from '../core/audio-frame.ts';
import type { Language } from '../core/language.ts';
import type { Logger } from '../core/logger.ts';

export interface HearingOptions {
  speechToText: SpeechToText;
  voiceActivity: VoiceActivity;
  language: Language;
  logger: Logger;
  /** The call's own. */
  signal: AbortSignal;
  /** The words so far of the sentence that is being spoken have changed. */
  onPartial(text: string): void;
}

/** The caller's sound on its way to text: voice detection at once, recognition beside it. */
export class Hearing {
  readonly #options: HearingOptions;
  #stream: TranscriptionStream | undefined;
  #partial = '';
  #voiced = false;
  #lost = false;

  constructor(options: HearingOptions) {
    this.#options = options;
  }

  /** The words so far; empty when the sentence was taken or forgotten. */
  get partial(): string {
    return this.#partial;
  }

  /** Rejects with 'engine-missing' or 'engine-failed' when nobody can listen. */
  async open(): Promise<void> {
    const { speechToText, language, signal } = this.#options;
    this.#stream = await speechToText.open({
      language,
      signal,
      onPartial: ({ text }) => {
        this.#partial = text;
        this.#options.onPartial(text);
      },
      onLost: (error) => {
        this.#options.logger.warn({ err: error }, 'the recogniser was lost during a call');
        this.#lost ||= this.#voiced;
      },
    });
  }

  /** Returns whether somebody speaks in this frame. Sound from before `open` has resolved is only listened to for voice. */
  write(frame: Pcm): boolean {
    this.#stream?.write(frame);
    const { voiced } = this.#options.voiceActivity.next(frame);
    this.#voiced ||= voiced;
    return voiced;
  }

  /** The final text of what was said since it was last asked for or forgotten; null when the recogniser was lost or does not answer, so that it is not known. */
  async finalText(): Promise<Transcript | null> {
    const lost = this.#lost;
    this.#begin();
    try {
      const transcript = (await this.#stream?.finish()) ?? null;
      return lost ? null : transcript;
    } catch (error) {
      if (this.#options.signal.aborted) throw error;
      this.#options.logger.warn({ err: error }, 'the recogniser did not answer');
      return null;
    }
  }

  forget(): void {
    this.#begin();
    this.#stream?.reset();
  }

  async close(): Promise<void> {
    await this.#stream?.close();
  }

  #begin(): void {
    this.#partial = '';
    this.#voiced = false;
    this.#lost = false;
  }
}
