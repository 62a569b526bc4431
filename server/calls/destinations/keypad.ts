import { Speaker } from '../../assistant/speaker.ts';
import { frameMs } from '../../core/audio-frame.ts';
import { asError } from '../../core/errors.ts';
import type { Turn } from '../../core/outcome.ts';
import type { DestinationContext } from './contract.ts';

/** A pause after a digit that ends a number. */
const numberPauseMs = 4_000;
/** Nobody keys more; E.164 has 15 digits and an international prefix. */
const longestNumber = 20;

/** Questions that are answered by keys. Times are counted in frames of the line. */
export class Keypad {
  readonly #context: DestinationContext;
  readonly #onTurn: (turn: Turn) => void;
  readonly #stopListening: () => void;
  readonly #ends: AbortSignal;
  #keys: string[] = [];
  #voice = new AbortController();

  constructor(context: DestinationContext, onTurn: (turn: Turn) => void) {
    this.#context = context;
    this.#onTurn = onTurn;
    this.#ends = AbortSignal.any([context.signal, context.closing]);
    this.#stopListening = context.line.media.onKey((key) => {
      this.#keys.push(key);
      this.#voice.abort();
    });
  }

  /** The caller has hung up, or the call has to end: nothing is asked any more. */
  get over(): boolean {
    return this.#ends.aborted;
  }

  close(): void {
    this.#stopListening();
  }

  /** Keys pressed so far are meant for something else. */
  forget(): void {
    this.#keys = [];
  }

  /** Says it, and stops at a key. Nothing is said while a key waits: who knows the menu need not hear it. */
  async say(text: string): Promise<void> {
    if (this.#keys.length === 0) await this.#say(text, this.#ends);
  }

  /** Says it also when the call has to end. */
  async sayLast(text: string): Promise<void> {
    this.forget();
    await this.#say(text, this.#context.signal);
  }

  async #say(text: string, ends: AbortSignal): Promise<void> {
    const { line, engines, user, clock, logger } = this.#context;
    if (ends.aborted) return;
    this.#voice = new AbortController();
    const speaker = new Speaker({ line, textToSpeech: engines.textToSpeech, language: user.language, clock });
    const stop = AbortSignal.any([this.#voice.signal, ends]);
    try {
      const said = await line.during(speaker.say([{ text, interruptible: true }], stop, () => {}));
      if (said && said.heard !== '') this.#onTurn({ speaker: 'assistant', text: said.heard, startMs: said.startMs, endMs: said.endMs });
    } catch (error) {
      if (!ends.aborted) logger.error({ err: asError(error) }, 'a prompt of the voicemail could not be spoken');
    }
  }

  /** The next key; null when none comes within `waitMs` or the caller hangs up. */
  async key(waitMs: number): Promise<string | null> {
    const key = await this.#next(waitMs);
    if (key !== null) this.#tell(key);
    return key;
  }

  /** Digits up to '#' or a pause; empty when none come within `waitMs`. */
  async number(waitMs: number): Promise<string> {
    let digits = '';
    while (digits.length < longestNumber) {
      const key = await this.#next(digits === '' ? waitMs : numberPauseMs);
      if (key === null || key === '#') break;
      digits += key;
    }
    if (digits !== '') this.#tell(digits);
    return digits;
  }

  async #next(waitMs: number): Promise<string | null> {
    const { line } = this.#context;
    for (let waitedMs = 0; this.#keys.length === 0 && !this.over && waitedMs < waitMs; waitedMs += frameMs) {
      if (!(await line.nextFrame())) return null;
    }
    return this.#keys.shift() ?? null;
  }

  #tell(text: string): void {
    const { nowMs } = this.#context.line;
    this.#onTurn({ speaker: 'caller', text, startMs: nowMs, endMs: nowMs });
  }
}
