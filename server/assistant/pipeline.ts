import type { SpeechToText, Transcript } from '../ai/speech-to-text/contract.ts';
import type { TextToSpeech } from '../ai/text-to-speech/contract.ts';
import type { VoiceActivity } from '../audio/voice-activity.ts';
import type { Pcm } from '../core/audio-frame.ts';
import type { Clock } from '../core/clock.ts';
import { asError } from '../core/errors.ts';
import type { Logger } from '../core/logger.ts';
import type { CallOutcome, Turn } from '../core/outcome.ts';
import type { Line } from '../telephony/line.ts';
import type {
  CollectedSlots,
  Dialogue,
  DialogueContext,
  DialogueEvent,
  DialogueState,
  DialogueStep,
  Expectation,
  Understand,
  Understanding,
} from './dialogue/contract.ts';
import { understandingContext } from './dialogue/dialogue.ts';
import { Hearing } from './hearing.ts';
import type { Mind } from './mind/contract.ts';
import { Speaker, type Utterance } from './speaker.ts';
import { initialTurnState, nextTurn, type Speech, type TurnEffect, type TurnEvent, type TurnState } from './turn-machine.ts';
import { judge } from './turn-policies/index.ts';
import type { TurnSettings } from './turn-settings.ts';

export interface ConversationOptions {
  line: Line;
  speechToText: SpeechToText;
  textToSpeech: TextToSpeech;
  voiceActivity: VoiceActivity;
  dialogue: Dialogue;
  understand: Understand;
  /** Adds to what the rules understand, and words some replies; without it rules and templates do all. */
  mind?: Mind;
  context: DialogueContext;
  settings: TurnSettings;
  /** What an earlier process knew of this call. */
  resumed?: { state: DialogueState; turns: Turn[] };
  observer: ConversationObserver;
  clock: Clock;
  logger: Logger;
  /** The call's own. */
  signal: AbortSignal;
}

/** Watches a talk as it goes: the live transcript, the journal, the metrics. Must not throw. */
export interface ConversationObserver {
  onPartial?(text: string): void;
  onTurn?(turn: Turn): void;
  /** After each step, with all that would be needed to go on elsewhere. */
  onState?(state: DialogueState, turns: readonly Turn[]): void;
  /** From the answer to the first sample handed to the switch. */
  onGreeting?(milliseconds: number): void;
  /** From the caller's last voiced sound to the first sample of the reply handed to the switch. */
  onLatency?(milliseconds: number): void;
}

export interface ConversationEnd {
  next: 'hang-up' | 'voicemail';
  outcome: CallOutcome;
  slots: CollectedSlots;
  turns: Turn[];
}

/** A reply of which less than this was heard was not an answer: the caller was only taking breath. */
const notAnsweredMs = 1_100;
/** Voice without a recognisable word for this long is answered with "I did not hear you"; less is taken for noise. */
const unintelligibleMs = 400;
/** So many noises in a row count as silence. */
const noisesAreSilence = 4;

/**
 * One talk with a caller: hears (voice detection, recognition) → decides whose turn it is → understands and takes the next step → speaks.
 * Resolves when the dialogue has said goodbye, hands over to voicemail, or the caller is gone (outcome 'caller-hung-up'). Never rejects for an
 * engine's fault: a voice that fails ends in voicemail, an ear that fails asks the caller to repeat.
 */
export async function converse(options: ConversationOptions): Promise<ConversationEnd> {
  return new Conversation(options).run();
}

class Conversation {
  readonly #options: ConversationOptions;
  readonly #speaker: Speaker;
  readonly #turns: Turn[];
  readonly #hearing: Hearing;
  #dialogue: DialogueState;
  #turn: TurnState = initialTurnState;
  /** Words of a turn that was ended too early: the caller went on before he heard the reply. */
  #unanswered: { text: string; before: DialogueState } | undefined;
  #voice = new AbortController();
  #task: Promise<void> = Promise.resolve();
  #end: ConversationEnd | undefined;
  #noises = 0;
  #late = false;
  #expects: Expectation = 'open';

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#speaker = new Speaker({
      line: options.line,
      textToSpeech: options.textToSpeech,
      language: options.context.host.language,
      clock: options.clock,
    });
    const { speechToText, voiceActivity, logger, signal, context } = options;
    this.#hearing = new Hearing({
      speechToText,
      voiceActivity,
      language: context.host.language,
      logger,
      signal,
      onPartial: (text) => {
        options.observer.onPartial?.(text);
        this.#judge();
      },
    });
    this.#dialogue = options.resumed?.state ?? options.dialogue.initial(options.context);
    this.#turns = [...(options.resumed?.turns ?? [])];
  }

  async run(): Promise<ConversationEnd> {
    const { line, settings } = this.#options;
    const stopListeningToKeys = line.media.onKey((key) => this.#take({ type: 'key', key }));
    this.#begin(() => this.#respond({ type: this.#options.resumed || this.#options.context.resumed ? 'resume' : 'start' }));
    const opening = this.#listen();
    try {
      while (!this.#end) {
        const frame = await line.nextFrame();
        if (!frame) {
          this.#end ??= this.#ended('hang-up', 'caller-hung-up');
          break;
        }
        if (line.nowMs >= settings.maxCallMs) this.#outOfTime();
        this.#hear(frame);
      }
      return this.#end;
    } finally {
      stopListeningToKeys();
      this.#voice.abort();
      await opening;
      await this.#task;
      await this.#hearing.close();
    }
  }

  async #listen(): Promise<void> {
    const { signal, logger } = this.#options;
    try {
      await this.#hearing.open();
    } catch (error) {
      if (signal.aborted) return;
      logger.error({ err: asError(error) }, 'no recogniser for a call: it goes to voicemail');
      this.#end ??= this.#ended('voicemail', 'failed');
    }
  }

  #hear(frame: Pcm): void {
    const spokeBefore = this.#turn.speech !== null;
    this.#take({ type: 'frame', voiced: this.#hearing.write(frame) });
    if (!spokeBefore && this.#turn.speech && this.#hearing.partial !== '') this.#judge();
  }

  #judge(): void {
    const { context, settings, mind } = this.#options;
    const expects = this.#turn.floor.holder === 'nobody' ? 'open' : this.#turn.floor.expects;
    const text = joined(this.#unanswered?.text, this.#hearing.partial);
    const understanding = this.#understand(text);
    mind?.preload(text, understanding, understandingContext(this.#dialogue, context));
    this.#take({ type: 'heard', heard: judge({ text, understanding, language: context.host.language, expects, settings }) });
  }

  #take(event: TurnEvent): void {
    const { state, effects } = nextTurn(this.#turn, event, this.#options.settings);
    this.#turn = state;
    for (const effect of effects) this.#apply(effect);
  }

  #apply(effect: TurnEffect): void {
    switch (effect.do) {
      case 'interrupt':
        this.#voice.abort();
        return;
      case 'discard':
        this.#hearing.forget();
        return;
      case 'settle':
        this.#begin(() => this.#hearing.settle());
        return;
      case 'end-turn':
        this.#begin(() => this.#answer(effect.speech));
        return;
      case 'keyed':
        this.#begin(() => this.#keyed(effect.digits));
        return;
      case 'silence':
        this.#begin(() => this.#respond({ type: 'silence' }));
        return;
    }
  }

  /** Steps of the talk run one after another; a step that fails hands the caller to voicemail. */
  #begin(step: () => Promise<void>): void {
    this.#task = this.#task.then(async () => {
      if (this.#end || this.#options.signal.aborted) return;
      try {
        await step();
      } catch (error) {
        if (this.#options.signal.aborted) return;
        this.#options.logger.error({ err: asError(error) }, 'a step of the talk failed: the call goes to voicemail');
        this.#end ??= this.#ended('voicemail', 'failed');
      }
    });
  }

  async #answer(speech: Speech): Promise<void> {
    const endedAtMs = this.#options.clock.nowMs() - speech.silentMs;
    const endMs = this.#options.line.nowMs - speech.silentMs;
    const transcript = await this.#hearing.finalText();
    if (transcript === null) return this.#respond({ type: 'not-heard' });
    if (transcript.text === '') return this.#noise(speech);
    this.#noises = 0;
    const text = joined(this.#unanswered?.text, transcript.text);
    const confidence = meanConfidence(transcript);
    if (this.#unanswered) {
      this.#dialogue = this.#unanswered.before;
      this.#removeLastCallerTurn();
    }
    this.#unanswered = undefined;
    this.#addTurn({ speaker: 'caller', text, startMs: Math.max(0, endMs - speech.lengthMs + speech.silentMs), endMs, confidence });
    await this.#respond({ type: 'said', text, confidence, ...(await this.#refined(text)) }, endedAtMs);
  }

  #understand(text: string): Understanding {
    return this.#options.understand(text, understandingContext(this.#dialogue, this.#options.context));
  }

  async #refined(text: string): Promise<{ understanding?: Understanding }> {
    const { mind, context, signal } = this.#options;
    if (!mind) return {};
    return { understanding: await mind.refine(text, this.#understand(text), understandingContext(this.#dialogue, context), signal) };
  }

  #noise(speech: Speech): Promise<void> {
    this.#noises++;
    if (this.#noises >= noisesAreSilence) {
      this.#noises = 0;
      return this.#respond({ type: 'silence' });
    }
    if (speech.voicedMs >= unintelligibleMs) return this.#respond({ type: 'not-heard' });
    this.#giveFloor();
    return Promise.resolve();
  }

  #keyed(digits: string): Promise<void> {
    const { nowMs } = this.#options.line;
    this.#hearing.forget();
    this.#noises = 0;
    this.#unanswered = undefined;
    this.#addTurn({ speaker: 'caller', text: digits, startMs: nowMs, endMs: nowMs });
    return this.#respond({ type: 'keyed', digits });
  }

  async #respond(event: DialogueEvent, saidAtMs?: number): Promise<void> {
    const { dialogue, context, observer, line } = this.#options;
    const before = this.#dialogue;
    const step = dialogue.next(before, event, context);
    this.#dialogue = step.state;
    observer.onState?.(step.state, this.#turns);
    const utterance = await this.#speak(step, event);
    if (utterance.soundAtMs !== null && event.type === 'start') observer.onGreeting?.(utterance.soundAtMs - line.media.answeredAtMs);
    if (utterance.soundAtMs !== null && saidAtMs !== undefined) observer.onLatency?.(utterance.soundAtMs - saidAtMs);
    if (utterance.heard !== '') this.#addTurn({ speaker: 'assistant', text: utterance.heard, startMs: utterance.startMs, endMs: utterance.endMs });
    if (this.#options.signal.aborted) return;
    if (!utterance.whole && event.type === 'said' && utterance.endMs - utterance.startMs < notAnsweredMs) {
      this.#unanswered = { text: event.text, before };
    }
    // Out of time is out of time, whatever interrupted the goodbye.
    if (event.type === 'out-of-time') this.#end = this.#ended('hang-up', step.next.act === 'hang-up' ? step.next.outcome : 'caller-hung-up');
    else this.#afterwards(step, utterance);
  }

  #speak(step: DialogueStep, event: DialogueEvent): Promise<Utterance> {
    const voice = new AbortController();
    this.#voice = voice;
    const expects = step.next.act === 'listen' ? step.next.expects : 'open';
    const signal = AbortSignal.any([voice.signal, this.#options.signal]);
    const { mind } = this.#options;
    const said = event.type === 'said' && mind ? event.text : undefined;
    const replies = step.replies.map((reply) =>
      reply.rewordable && said !== undefined ? { ...reply, clauses: mind?.word(reply, said, signal) } : reply,
    );
    return this.#speaker.say(replies, signal, (reply) => this.#take({ type: 'assistant-speaks', whole: !reply.interruptible, expects }));
  }

  #afterwards(step: DialogueStep, utterance: Utterance): void {
    this.#expects = step.next.act === 'listen' ? step.next.expects : 'open';
    if (!utterance.whole || step.next.act === 'listen') this.#giveFloor();
    else if (step.next.act === 'voicemail') this.#end = this.#ended('voicemail', 'nothing-said');
    else this.#end = this.#ended('hang-up', step.next.outcome);
  }

  #giveFloor(): void {
    this.#take({ type: 'caller-may-speak', expects: this.#expects });
    if (!this.#turn.speech) this.#hearing.forget();
    else if (this.#hearing.partial !== '') this.#judge();
  }

  #outOfTime(): void {
    if (this.#late) return;
    this.#late = true;
    this.#voice.abort();
    this.#begin(() => this.#respond({ type: 'out-of-time' }));
  }

  #addTurn(turn: Turn): void {
    this.#turns.push(turn);
    this.#options.observer.onTurn?.(turn);
  }

  #removeLastCallerTurn(): void {
    const at = this.#turns.findLastIndex(({ speaker }) => speaker === 'caller');
    if (at >= 0) this.#turns.splice(at);
  }

  #ended(next: ConversationEnd['next'], outcome: CallOutcome): ConversationEnd {
    return { next, outcome, slots: this.#dialogue.slots, turns: this.#turns };
  }
}

function joined(before: string | undefined, text: string): string {
  return before ? `${before} ${text}`.trim() : text;
}

function meanConfidence({ words }: Transcript): number | undefined {
  if (words.length === 0) return undefined;
  return words.reduce((sum, { confidence }) => sum + confidence, 0) / words.length;
}
