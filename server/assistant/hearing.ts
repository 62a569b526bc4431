import type { RecognisedWord, SpeechToText, Transcript, TranscriptionStream } from '../ai/speech-to-text/contract.ts';
import { UtteranceTime } from '../ai/speech-to-text/utterance-time.ts';
import { EchoLevel } from '../audio/echo-level.ts';
import type { VoiceActivity } from '../audio/voice-activity.ts';
import { frameMs, type Pcm, samplesPerFrame } from '../core/audio-frame.ts';
import { RepondeurError } from '../core/errors.ts';
import type { Language } from '../core/language.ts';
import type { Logger } from '../core/logger.ts';
import type { CallerSound } from './turn-machine.ts';

export interface HearingOptions {
  speechToText: SpeechToText;
  voiceActivity: VoiceActivity;
  language: Language;
  logger: Logger;
  /** Milliseconds since the call was answered. */
  nowMs(): number;
  /** The words so far of the sentence that is being spoken have changed. */
  onPartial(text: string): void;
}

/** Nearer to the caller's loudest sounds, noise hides the soft ends of his words. */
const noisyDb = 30;
const silentFrame: Pcm = new Int16Array(samplesPerFrame);

/** The caller's sound on its way to text: voice detection at once, recognition beside it. The assistant's own voice that comes back is neither. */
export class Hearing {
  readonly #options: HearingOptions;
  readonly #echo = new EchoLevel();
  /** Not the call's: the last words are still to be understood when the caller has hung up. */
  readonly #open = new AbortController();
  #language: Language;
  #stream: TranscriptionStream | undefined;
  /** Final words of the sentence's beginning, when a pause in it was long. */
  #settled: RecognisedWord[] = [];
  #settling: Promise<void> = Promise.resolve();
  #partial = '';
  /** Of the recogniser's utterance. */
  #time = new UtteranceTime();
  #voiced = false;
  /** Some of the sentence was not heard. */
  #lost = false;
  #noisy = false;

  constructor(options: HearingOptions) {
    this.#options = options;
    this.#language = options.language;
  }

  /** The words so far; empty when the sentence was taken or forgotten. */
  get partial(): string {
    return [...this.#settled.map(({ word }) => word), this.#partial].join(' ').trim();
  }

  /** The soft ends of the caller's words are lost in noise. */
  get noisy(): boolean {
    return this.#noisy;
  }

  /** Rejects with 'engine-missing' or 'engine-failed' when nobody can listen. */
  async open(): Promise<void> {
    const { speechToText } = this.#options;
    this.#stream = await speechToText.open({
      language: this.#language,
      signal: this.#open.signal,
      onPartial: ({ text }) => {
        this.#partial = text;
        this.#options.onPartial(this.partial);
      },
      onLost: (error) => {
        this.#options.logger.warn({ err: error }, 'the recogniser was lost during a call');
        this.#lost ||= this.#voiced;
      },
    });
  }

  /** From now on in another language; what was being said is forgotten. Rejects as {@link open} does, and goes on as before. */
  async change(language: Language): Promise<void> {
    const [before, stream] = [this.#language, this.#stream];
    this.#language = language;
    try {
      await this.open();
    } catch (error) {
      this.#language = before;
      throw error;
    }
    this.#begin();
    await stream?.close();
  }

  /** Returns what of the caller is in this frame; `playing` is what he was played meanwhile. Sound from before `open` has resolved is only listened to for voice. */
  write(frame: Pcm, playing: Pcm): CallerSound {
    const { voiced, faint, levelDbfs, aboveNoiseDb } = this.#options.voiceActivity.next(frame);
    this.#noisy = aboveNoiseDb < noisyDb;
    const isEcho = levelDbfs < this.#echo.next(playing, frame);
    if (this.#stream) {
      this.#time.add(this.#options.nowMs() - frameMs);
      this.#stream.write(isEcho ? silentFrame : frame);
    }
    const speaks = voiced && !isEcho;
    this.#voiced ||= speaks;
    // What is heard of the rest is no whole sentence.
    if (speaks && this.#stream?.hears === false) this.#lost = true;
    return { voiced: speaks, faint: faint && !isEcho };
  }

  /** The next sentence is likely one of these; null: anything. */
  expect(phrases: readonly string[] | null): void {
    this.#stream?.expect?.(phrases);
  }

  /** Asks for the final text of what was said up to now and goes on listening to the same sentence; `onPartial` tells when it differs from the partial. */
  settle(): Promise<void> {
    const before = this.partial;
    const sentence = this.#settled;
    this.#settling = this.#settling.then(async () => {
      const transcript = await this.#finish();
      sentence.push(...(transcript?.words ?? []));
      if (sentence !== this.#settled) return;
      this.#lost ||= transcript === null;
      if (this.partial !== before) this.#options.onPartial(this.partial);
    });
    return this.#settling;
  }

  /** The final text of what was said since it was last asked for or forgotten, with the words' times in the call; null when the recogniser was lost or does not answer, so that it is not known. */
  async finalText(): Promise<Transcript | null> {
    await this.#settling;
    const lost = this.#lost;
    const settled = this.#settled;
    this.#begin();
    const rest = await this.#finish();
    if (lost || !rest) return null;
    const words = [...settled, ...rest.words];
    return { text: words.map(({ word }) => word).join(' '), words };
  }

  forget(): void {
    this.#begin();
    this.#time = new UtteranceTime();
    this.#stream?.reset();
  }

  /** Ends everything; also an {@link open} that is still under way, which then rejects. */
  async close(): Promise<void> {
    this.#open.abort(new RepondeurError('aborted', 'the talk is over'));
    await this.#stream?.close();
  }

  /** Null when the recogniser does not answer. */
  async #finish(): Promise<Transcript | null> {
    this.#partial = '';
    const time = this.#time;
    this.#time = new UtteranceTime();
    try {
      const transcript = await this.#stream?.finish();
      return transcript ? { ...transcript, words: time.inCall(transcript.words) } : null;
    } catch (error) {
      if (this.#open.signal.aborted) throw error;
      this.#options.logger.warn({ err: error }, 'the recogniser did not answer');
      return null;
    }
  }

  #begin(): void {
    this.#settled = [];
    this.#partial = '';
    this.#voiced = false;
    this.#lost = false;
  }
}
