import type { Pcm } from '../../core/audio-frame.ts';
import type { Health, Service } from '../../core/health.ts';
import type { Language } from '../../core/language.ts';

/** A recogniser: turns one caller's sound into text while he speaks. One instance serves all calls. */
export interface SpeechToText extends Service {
  readonly name: string;
  capabilities(): SpeechToTextCapabilities;
  health(): Health;
  /** Opens the stream of one call. Rejects with code 'engine-missing' when there is no model for the language, 'engine-failed' (retryable) when the engine is down. */
  open(options: TranscriptionOptions): Promise<TranscriptionStream>;
}

export interface SpeechToTextCapabilities {
  partials: boolean;
  /** Restricting what can be heard to a list of phrases. */
  grammar: boolean;
  /** Languages with a loadable model, and whether that model is fit for real people (the rehearsal ear is not). */
  languages: Partial<Record<Language, { model: string; forPeople: boolean }>>;
}

export interface TranscriptionOptions {
  language: Language;
  /** Ends the stream and frees its recogniser. */
  signal: AbortSignal;
  /** What has been understood so far of the current utterance; replaced by the next partial. Called only when the text changed. */
  onPartial?: (partial: Transcript) => void;
  /** The engine died under the stream: what was being said is lost. The stream restarts by itself with the next frame when the engine is back. */
  onLost?: (error: Error) => void;
}

/** One call's way into the recogniser. An utterance is what is written between two calls of `finish`. */
export interface TranscriptionStream {
  /** False while its engine is away: what is written is dropped. Absent where that cannot be. */
  readonly hears?: boolean;
  /** Adds sound, 16 kHz s16 mono, any length. Never blocks, never throws; sound that the engine cannot keep up with is dropped and counted. */
  write(pcm: Pcm): void;
  /** Ends the utterance and resolves with its final text (empty when nothing was said). Rejects with code 'timeout' or 'engine-failed'; the stream stays usable. */
  finish(): Promise<Transcript>;
  /**
   * The next utterance is likely one of these phrases (lower case): a recogniser that takes grammars hears it a second time with them alone, and corrects a
   * phrase that it misheard. Phrases with words that it does not know are left out. Null: anything may be said, as after each `finish`.
   */
  expect?(phrases: readonly string[] | null): void;
  /** Forgets the sound of the current utterance (noise, a cough). */
  reset(): void;
  close(): Promise<void>;
}

export interface Transcript {
  /** Lower case, numbers in words, no punctuation; empty when nothing was recognised. */
  text: string;
  words: RecognisedWord[];
}

/** Times are milliseconds of sound since the start of the utterance. */
export interface RecognisedWord {
  word: string;
  startMs: number;
  endMs: number;
  /** 0 to 1. */
  confidence: number;
}
