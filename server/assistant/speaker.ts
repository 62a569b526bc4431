import type { TextToSpeech } from '../ai/text-to-speech/contract.ts';
import type { Clock } from '../core/clock.ts';
import type { Language } from '../core/language.ts';
import type { MarkOutcome } from '../telephony/contract.ts';
import type { Line } from '../telephony/line.ts';
import type { Reply } from './dialogue/contract.ts';
import { sentences, wordsHeard } from './sentences.ts';

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
  /** Since the answer. */
  startMs: number;
  endMs: number;
  /** performance.now() when the first sample was handed to the switch; null when none was. */
  soundAtMs: number | null;
}

interface Spoken {
  text: string;
  fromSample: number;
  toSample: number;
}

/** The assistant's mouth: makes each sentence's sound, queues it, and knows what the caller has heard of it. */
export class Speaker {
  readonly #line: Line;
  readonly #textToSpeech: TextToSpeech;
  readonly #language: Language;
  readonly #clock: Clock;

  constructor({ line, textToSpeech, language, clock }: SpeakerOptions) {
    this.#clock = clock;
    this.#line = line;
    this.#textToSpeech = textToSpeech;
    this.#language = language;
  }

  /**
   * Says the replies one behind the other. `onReply` is called when a reply begins to play. When the signal aborts the voice stops at once
   * and the promise still resolves, with what was heard. Rejects when the engine fails; what is queued by then is played on.
   */
  async say(replies: readonly SpokenReply[], signal: AbortSignal, onReply: (reply: Reply) => void): Promise<Utterance> {
    const spoken: Spoken[] = [];
    const startMs = this.#line.nowMs;
    const stop = () => this.#line.flush();
    let soundAtMs: number | null = null;
    const onSound = () => {
      soundAtMs ??= this.#clock.nowMs();
    };
    signal.addEventListener('abort', stop, { once: true });
    try {
      let before: Promise<MarkOutcome> = Promise.resolve('played');
      for (const reply of replies) {
        before.then(() => signal.aborted || onReply(reply));
        await this.#queue(reply, spoken, onSound, signal);
        if (signal.aborted) break;
        before = this.#line.mark();
      }
      const whole = (await before) === 'played' && !signal.aborted;
      return { heard: this.#heard(spoken, whole), whole, startMs, endMs: this.#line.nowMs, soundAtMs };
    } finally {
      signal.removeEventListener('abort', stop);
    }
  }

  async #queue(reply: SpokenReply, spoken: Spoken[], onSound: () => void, signal: AbortSignal): Promise<void> {
    for await (const text of reply.clauses ?? sentences(reply.text)) {
      const sentence: Spoken = { text, fromSample: this.#line.queuedSamples, toSample: this.#line.queuedSamples };
      spoken.push(sentence);
      try {
        for await (const pcm of this.#textToSpeech.speak({ text, language: this.#language, signal })) {
          if (signal.aborted) return;
          this.#line.play(pcm);
          onSound();
          sentence.toSample = this.#line.queuedSamples;
        }
      } catch (error) {
        if (signal.aborted) return;
        throw error;
      }
    }
  }

  #heard(spoken: readonly Spoken[], whole: boolean): string {
    if (whole) return spoken.map(({ text }) => text).join(' ');
    const played = this.#line.playedSamples;
    const parts = spoken.map(({ text, fromSample, toSample }) => {
      const share = toSample > fromSample ? (played - fromSample) / (toSample - fromSample) : 0;
      return wordsHeard(text, share);
    });
    return parts.filter((text) => text !== '').join(' ');
  }
}
