import type { ConversationOptions } from './conversation.ts';
import type { DialogueEvent, DialogueStep } from './dialogue/contract.ts';
import { Speaker, type Utterance } from './speaker.ts';
import type { Talk } from './talk.ts';
import type { TurnTaking } from './turn-taking.ts';

/** A reply that was stopped so soon after it began was not an answer: the caller was only taking breath. */
const notAnsweredMs = 900;

/** What the assistant does about what happened: asks the dialogue for the next step, says it, and does what comes after. */
export class Replies {
  readonly #options: ConversationOptions;
  readonly #talk: Talk;
  readonly #turnTaking: TurnTaking;
  readonly #speaker: Speaker;
  #voice = new AbortController();

  constructor(options: ConversationOptions, talk: Talk, turnTaking: TurnTaking) {
    this.#options = options;
    this.#talk = talk;
    this.#turnTaking = turnTaking;
    const { line, textToSpeech, clock } = options;
    this.#speaker = new Speaker({ line, textToSpeech, clock, language: talk.language });
  }

  /** The voice stops at once. */
  stop(): void {
    this.#voice.abort();
    this.#speaker.unprepare();
  }

  /** The voice stops at once, and may go on. */
  pause(): void {
    this.#speaker.pause();
  }

  resume(): void {
    this.#speaker.resume();
  }

  /** The caller may have said all: begins the sound that would answer it. Nothing comes of it when he goes on. */
  prepare(): void {
    const { dialogue, context, mind } = this.#options;
    const text = this.#talk.withUnanswered(this.#turnTaking.hearing.partial);
    const before = this.#talk.unanswered?.before ?? this.#talk.dialogue;
    const [reply] = dialogue.next(before, { type: 'said', text }, context).replies;
    if (reply && !(mind && reply.rewordable)) this.#speaker.prepare(reply);
  }

  /** `saidAtMs`: when the caller had said it, on the clock. */
  async respond(event: DialogueEvent, saidAtMs?: number): Promise<void> {
    const { dialogue, context, observer, signal } = this.#options;
    const before = this.#talk.dialogue;
    const step = dialogue.next(before, event, context);
    const { language } = this.#talk;
    this.#talk.dialogue = step.state;
    if (this.#talk.language !== language) {
      this.#talk.mind?.changeLanguage(this.#talk.language);
      await this.#turnTaking.changeLanguage();
    }
    observer.onState?.(step.state, this.#talk.turns);
    const utterance = await this.#speak(step, event);
    this.#tell(utterance, event, saidAtMs);
    if (signal.aborted) return;
    if (!utterance.whole && event.type === 'said' && utterance.endMs - utterance.startMs < notAnsweredMs) {
      this.#talk.unanswered = { text: event.text, before };
    }
    this.#afterwards(step, event, utterance);
  }

  #speak(step: DialogueStep, event: DialogueEvent): Promise<Utterance> {
    const { signal: call } = this.#options;
    const { mind } = this.#talk;
    this.#speaker.language = this.#talk.language;
    this.#voice = new AbortController();
    const signal = AbortSignal.any([this.#voice.signal, call]);
    const expects = awaited(step);
    const said = event.type === 'said' && mind ? event.text : undefined;
    const replies = step.replies.map((reply) =>
      reply.rewordable && said !== undefined ? { ...reply, clauses: mind?.word(reply, said, signal) } : reply,
    );
    return this.#speaker.say(replies, signal, (reply) => this.#turnTaking.take({ type: 'assistant-speaks', whole: !reply.interruptible, expects }));
  }

  #tell({ heard, startMs, endMs, soundAtMs }: Utterance, event: DialogueEvent, saidAtMs: number | undefined): void {
    const { observer, line } = this.#options;
    if (soundAtMs !== null && event.type === 'start') observer.onGreeting?.(soundAtMs - line.media.answeredAtMs);
    if (soundAtMs !== null && saidAtMs !== undefined) observer.onLatency?.(soundAtMs - saidAtMs);
    if (heard !== '') this.#talk.addTurn({ speaker: 'assistant', text: heard, startMs, endMs });
  }

  #afterwards(step: DialogueStep, event: DialogueEvent, { whole }: Utterance): void {
    const { next } = step;
    this.#talk.expects = awaited(step);
    // Out of time is out of time, whatever interrupted the goodbye.
    if (event.type === 'out-of-time') this.#talk.finish('hang-up', next.act === 'hang-up' ? next.outcome : 'caller-hung-up');
    else if (!whole || next.act === 'listen') this.#turnTaking.giveFloor();
    else if (next.act === 'voicemail') this.#talk.finish('voicemail', 'nothing-said');
    else this.#talk.finish('hang-up', next.outcome);
  }
}

function awaited({ next }: DialogueStep) {
  return next.act === 'listen' ? next.expects : 'open';
}
