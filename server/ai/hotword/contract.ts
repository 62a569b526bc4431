import type { Pcm } from '../../core/audio-frame.ts';
import type { Health, Service } from '../../core/health.ts';
import type { Language } from '../../core/language.ts';

/** Listens for the words by which a caller asks for a human. It may be mistaken: whoever is told weighs the sentence the word was in. One instance serves all calls. */
export interface HotwordDetector extends Service {
  /** Which one listens: for health, metrics and log. */
  readonly name: string;
  /** What is listened for in this language; empty where it is none. */
  words(language: Language): readonly string[];
  health(): Health;
  /** Listens to one call until the signal. Never throws: a detector that is away hears nothing. */
  open(options: HotwordOptions): HotwordStream;
}

export interface HotwordOptions {
  language: Language;
  /** The call's own. */
  signal: AbortSignal;
  /** Called once for each time that a word is said. */
  onWord(word: string): void;
}

export interface HotwordStream {
  /** A frame of the caller's sound (16 kHz s16 mono), and what the recogniser makes of his sentence up to now; empty when none has begun. Never blocks, never throws. */
  hear(pcm: Pcm, partial: string): void;
}
