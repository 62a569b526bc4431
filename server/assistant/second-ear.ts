import type { SpeechToText, Transcript } from '../ai/speech-to-text/contract.ts';
import { concatPcm, frameMs, type Pcm, samplesOfMs } from '../core/audio-frame.ts';
import type { Clock } from '../core/clock.ts';
import { asError } from '../core/errors.ts';
import type { Language } from '../core/language.ts';
import type { Logger } from '../core/logger.ts';

export interface SecondEarOptions {
  speechToText: SpeechToText;
  language: Language;
  clock: Clock;
  logger: Logger;
  /** The line's. */
  nowMs(): number;
  /** The call's own. */
  signal: AbortSignal;
}

/** More of a sentence is not kept: a language shows in its first seconds. */
const longestMs = 8_000;
/** A busy machine asks late for what was said. */
const lateMs = 5_000;
/** A detector of voice is late by so much, and soft beginnings are none to it. */
const lookBackMs = 300;
/** Handed over in parts with a pause in between, so that a recogniser at a tenth of real time keeps up and drops nothing. */
const partMs = 1_000;
const partPauseMs = 100;

/** Keeps the sound of the caller's last seconds, so that the ear of another language can hear it afterwards. Costs nothing until it is asked. */
export class SecondEar {
  readonly language: Language;
  readonly #options: SecondEarOptions;
  #frames: Pcm[] = [];

  constructor(options: SecondEarOptions) {
    this.#options = options;
    this.language = options.language;
  }

  write(frame: Pcm): void {
    this.#frames.push(frame);
    if (this.#frames.length > (longestMs + lookBackMs + lateMs) / frameMs) this.#frames.shift();
  }

  /** What it hears from one moment of the call to another, milliseconds since the answer; null when it does not answer. */
  async hear(startMs: number, endMs: number): Promise<Transcript | null> {
    const { speechToText, language, clock, logger, signal } = this.#options;
    const sound = this.#between(Math.max(startMs - lookBackMs, endMs - longestMs), endMs);
    try {
      const stream = await speechToText.open({ language, signal });
      try {
        const part = samplesOfMs(partMs);
        for (let at = 0; at < sound.length; at += part) {
          if (at > 0) await clock.sleep(partPauseMs, signal);
          stream.write(sound.subarray(at, at + part));
        }
        return await stream.finish();
      } finally {
        await stream.close();
      }
    } catch (error) {
      // Who has hung up is not asked anything more.
      if (signal.aborted) return null;
      logger.warn({ err: asError(error), language }, 'the ear of the other language did not answer');
      return null;
    }
  }

  #between(startMs: number, endMs: number): Pcm {
    const firstMs = this.#options.nowMs() - this.#frames.length * frameMs;
    const at = (ms: number) => Math.max(0, Math.round((ms - firstMs) / frameMs));
    return concatPcm(this.#frames.slice(at(startMs), at(endMs)));
  }
}
