import type { TextToSpeech } from '../ai/text-to-speech/contract.ts';
import type { Clock } from '../core/clock.ts';
import type { Language } from '../core/language.ts';
import type { MarkOutcome } from '../telephony/contract.ts';
import type { Line } from '../telephony/line.ts';
import { ClauseAhead } from './clause-ahead.ts';
import type { Reply } from './dialogue/contract.ts';
import { sentences } from './sentences.ts';
import { type SpokenClause, wordStart, wordsHeard } from './spoken-clause.ts';

export interface SpeakerOptions {
  line: Line;
  textToSpeech: TextToSpeech;
  language: Language;
  clock: Clock;
}

/** A reply as it is spoken: its text, or clauses that are still being worded. */
export interface SpokenReply extends Reply {
  clauses?: AsyncIterable<string>;
}

export interface Utterance {
  /** What the caller has heard of it; empty when it was stopped before the first word. */
  heard: string;
  whole: boolean;
  /** Since the answer; it ends where the voice was stopped or paused for good. */
  startMs: number;
  endMs: number;
  /** performance.now() when the first sample was handed to the switch; null when none was. */
  soundAtMs: number | null;
}

/** The assistant's mouth: makes each sentence's sound, queues it, and knows what the caller has heard of it. */
export class Speaker {
  readonly #line: Line;
  readonly #voice: ClauseAhead;
  /** Of what is said without a language of its own. */
  language: Language;
  readonly #clock: Clock;
  /** Of what is being said, or was said last. */
  #clauses: SpokenClause[] = [];
  #silentSinceMs: number | undefined;

  constructor({ line, textToSpeech, language, clock }: SpeakerOptions) {
    this.#clock = clock;
    this.#line = line;
    this.#voice = new ClauseAhead({ textToSpeech, language });
    this.language = language;
  }

  /**
   * Says the replies one behind the other. `onReply` is called when a reply begins to play. When the signal aborts the voice stops at once
   * and the promise still resolves, with what was heard. Rejects when the engine fails, or with what
   * `onReply` throws; what is queued by then is played on.
   */
  async say(replies: readonly SpokenReply[], signal: AbortSignal, onReply: (reply: Reply) => void): Promise<Utterance> {
    const clauses: SpokenClause[] = [];
    this.#clauses = clauses;
    const startMs = this.#line.nowMs;
    const stop = () => this.#line.flush();
    let soundAtMs: number | null = null;
    const onSound = () => {
      soundAtMs ??= this.#clock.nowMs();
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      let before: Promise<MarkOutcome> = Promise.resolve('played');
      const told: Promise<void>[] = [];
      for (const reply of replies) {
        const begins = before.then(() => {
          if (!signal.aborted) onReply(reply);
        });
        // Awaited below, unless a fault of the engine comes first.
        begins.catch(() => {});
        told.push(begins);
        await this.#queue(reply, clauses, onSound, signal);
        if (signal.aborted) break;
        before = this.#line.mark();
      }
      const whole = (await before) === 'played' && !signal.aborted;
      await Promise.all(told);
      const endMs = this.#silentSinceMs ?? this.#line.nowMs;
      return { heard: this.#heard(clauses, whole), whole, startMs, endMs, soundAtMs };
    } finally {
      signal.removeEventListener('abort', stop);
      this.#silentSinceMs = undefined;
    }
  }

  /** Begins the sound of what may be the first clause of the next `say`. */
  prepare(reply: Reply): void {
    const [clause] = sentences(reply.text);
    if (clause !== undefined) this.#voice.begin(clause, reply.language ?? this.language);
  }

  /** What was prepared is not said. */
  unprepare(): void {
    this.#voice.drop();
  }

  /** The voice stops at once; {@link resume} or the end of `say`'s signal must follow. */
  pause(): void {
    if (this.#line.paused) return;
    this.#silentSinceMs = this.#line.nowMs;
    this.#line.pause();
  }

  /** Goes on with the word in which the voice was stopped. */
  resume(): void {
    const played = this.#line.playedSamples;
    const clause = this.#clauses.findLast(({ fromSample }) => fromSample <= played);
    this.#silentSinceMs = undefined;
    this.#line.resume(clause ? wordStart(clause, played) : played);
  }

  async #queue(reply: SpokenReply, clauses: SpokenClause[], onSound: () => void, signal: AbortSignal): Promise<void> {
    for await (const text of reply.clauses ?? sentences(reply.text)) {
      const clause: SpokenClause = { text, fromSample: this.#line.queuedSamples, sound: [] };
      clauses.push(clause);
      try {
        for await (const pcm of this.#voice.speak(text, signal, reply.language ?? this.language)) {
          if (signal.aborted) return;
          this.#line.play(pcm);
          clause.sound.push(pcm);
          if (!this.#line.paused) onSound();
        }
      } catch (error) {
        if (signal.aborted) return;
        throw error;
      }
    }
  }

  #heard(clauses: readonly SpokenClause[], whole: boolean): string {
    if (whole) return clauses.map(({ text }) => text).join(' ');
    const parts = clauses.map((clause) => wordsHeard(clause, this.#line.playedSamples));
    return parts.filter((text) => text !== '').join(' ');
  }
}
