import type { Pcm } from '../core/audio-frame.ts';
import type { ConversationOptions } from './conversation.ts';
import { expectedPhrases } from './expected-phrases.ts';
import { Hearing } from './hearing.ts';
import { HotWords } from './hot-words.ts';
import { SecondEar } from './second-ear.ts';
import type { Talk } from './talk.ts';
import { initialTurnState, nextTurn, type Speech, type TurnEffect, type TurnEvent, type TurnState } from './turn-machine.ts';
import { judge } from './turn-policies/index.ts';
import { lateWords } from './turn-policies/late-words.ts';

/** Brings sound, words and keys of the caller to the turn machine and hands on what it decides. */
export class TurnTaking {
  readonly hearing: Hearing;
  readonly #options: ConversationOptions;
  readonly #talk: Talk;
  readonly #apply: (effect: TurnEffect) => void;
  readonly secondEar: SecondEar | undefined;
  #hotWords: HotWords | undefined;
  #state: TurnState = initialTurnState;

  constructor(options: ConversationOptions, talk: Talk, apply: (effect: TurnEffect) => void) {
    this.#options = options;
    this.#talk = talk;
    this.#apply = apply;
    const { speechToText, voiceActivity, logger, signal, context, observer } = options;
    this.hearing = new Hearing({
      speechToText,
      voiceActivity,
      language: talk.language,
      logger,
      nowMs: () => options.line.nowMs,
      onPartial: (text) => {
        observer.onPartial?.(text);
        this.#judge();
      },
    });
    this.#hotWords = this.#listenForHotWords();
    const { otherLanguage, host } = context;
    if (otherLanguage && talk.language === host.language)
      this.secondEar = new SecondEar({
        speechToText,
        language: otherLanguage,
        clock: options.clock,
        nowMs: () => options.line.nowMs,
        logger,
        signal,
      });
  }

  /** Ear and hot words in the language that the talk has changed to. */
  async changeLanguage(): Promise<void> {
    await this.hearing.change(this.#talk.language);
    this.#hotWords = this.#listenForHotWords();
  }

  #listenForHotWords(): HotWords | undefined {
    const { hotwords, observer, signal } = this.#options;
    if (!hotwords) return undefined;
    return new HotWords({
      detector: hotwords,
      language: this.#talk.language,
      understand: (text) => this.#talk.understand(text),
      onAsked: (text) => {
        observer.onHotWord?.();
        this.take({ type: 'hot-word', text });
      },
      signal,
    });
  }

  /** What the caller is saying; null when he is not. */
  get speech(): Speech | null {
    return this.#state.speech;
  }

  take(event: TurnEvent): void {
    const { state, effects } = nextTurn(this.#state, event, this.#options.settings);
    this.#state = state;
    for (const effect of effects) this.#apply(effect);
  }

  hear(frame: Pcm): void {
    const spokeBefore = this.#state.speech !== null;
    this.secondEar?.write(frame);
    this.take({ type: 'frame', ...this.hearing.write(frame, this.#options.line.playing) });
    if (!spokeBefore) this.#judgeSpeech();
    this.#hotWords?.hear(frame, this.hearing.partial, this.#state.floor.holder !== 'assistant');
  }

  /** The words so far become final, without an end to the caller's turn. */
  async askWords(): Promise<void> {
    await this.hearing.settle();
    this.take({ type: 'words-known' });
  }

  /** What the caller said is not answered. A word in it that asks for a human counts all the same, also one that the recogniser knows only now. */
  async discard(): Promise<void> {
    const hotWords = this.#hotWords;
    if (!hotWords || this.#state.floor.holder !== 'assistant') return this.hearing.forget();
    const { asked } = hotWords;
    const transcript = await this.hearing.finalText();
    if (transcript && hotWords.asked === asked) hotWords.end(transcript.text);
  }

  /** It is the caller's turn: what he says from now on, or is saying already, is the answer that is awaited. */
  giveFloor(): void {
    this.take({ type: 'caller-may-speak', expects: this.#talk.expects });
    if (!this.#state.speech) this.hearing.forget();
    const { language, contacts = [] } = this.#options.context.host;
    this.hearing.expect(expectedPhrases(language, this.#talk.expects, contacts));
    if (this.#state.speech) this.#judgeSpeech();
  }

  #judgeSpeech(): void {
    if (this.#state.speech && this.hearing.partial !== '') this.#judge();
  }

  #judge(): void {
    const { settings } = this.#options;
    const { mind } = this.#talk;
    const { floor, speech } = this.#state;
    const expects = floor.holder === 'nobody' ? 'open' : floor.expects;
    const text = this.#talk.withUnanswered(this.hearing.partial);
    const understanding = this.#talk.understand(text);
    const hasPaused = speech?.hasPaused ?? false;
    mind?.preload(text, understanding, this.#talk.understandingContext);
    const { noisy } = this.hearing;
    const heard = judge({ text, understanding, language: this.#talk.language, expects, hasPaused, settings });
    this.take({ type: 'heard', heard: speech ? lateWords(heard, speech, noisy) : heard });
  }
}
