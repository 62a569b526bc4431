import { asError } from '../core/errors.ts';
import { CallerTurns } from './caller-turns.ts';
import type { ConversationEnd, ConversationOptions } from './conversation.ts';
import { Replies } from './replies.ts';
import { Steps } from './steps.ts';
import { Talk } from './talk.ts';
import type { TurnEffect } from './turn-machine.ts';
import { TurnTaking } from './turn-taking.ts';

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
  readonly #talk: Talk;
  readonly #turnTaking: TurnTaking;
  readonly #replies: Replies;
  readonly #callerTurns: CallerTurns;
  readonly #steps: Steps;
  #late = false;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.#talk = new Talk(options);
    this.#turnTaking = new TurnTaking(options, this.#talk, (effect) => this.#apply(effect));
    this.#replies = new Replies(options, this.#talk, this.#turnTaking);
    this.#callerTurns = new CallerTurns(options, this.#talk, this.#turnTaking, this.#replies);
    this.#steps = new Steps({
      isOver: () => this.#talk.end !== undefined || options.signal.aborted,
      onFailure: (error) => this.#fail(error, 'a step of the talk failed: the call goes to voicemail'),
    });
  }

  async run(): Promise<ConversationEnd> {
    const { line, settings, resumed, context, closing } = this.#options;
    const stopListeningToKeys = line.media.onKey((key) => this.#turnTaking.take({ type: 'key', key }));
    this.#steps.begin(() => this.#replies.respond({ type: resumed || context.resumed ? 'resume' : 'start' }));
    const opening = this.#listen();
    try {
      while (!this.#talk.end) {
        const frame = await line.nextFrame();
        if (!frame) await this.#callerGone();
        else {
          if (closing?.aborted || line.nowMs >= settings.maxCallMs) this.#outOfTime();
          this.#turnTaking.hear(frame);
        }
      }
      return this.#talk.end;
    } finally {
      stopListeningToKeys();
      this.#replies.stop();
      await this.#steps.settled();
      await this.#turnTaking.hearing.close();
      await opening;
    }
  }

  /** What is under way comes to its end first: it may be the last sentence on its way to its understanding. */
  async #callerGone(): Promise<void> {
    await this.#steps.settled();
    const { speech } = this.#turnTaking;
    if (speech) await this.#callerTurns.brokeOff(speech);
    this.#talk.finish('hang-up', 'caller-hung-up');
  }

  async #listen(): Promise<void> {
    try {
      await this.#turnTaking.hearing.open();
    } catch (error) {
      this.#fail(error, 'no recogniser for a call: it goes to voicemail');
    }
  }

  #apply(effect: TurnEffect): void {
    switch (effect.do) {
      case 'interrupt':
        this.#replies.stop();
        break;
      case 'pause':
        this.#replies.pause();
        break;
      case 'prepare':
        this.#replies.prepare();
        break;
      case 'caller-goes-on':
        this.#callerTurns.goesOn();
        break;
      case 'resume':
        this.#replies.resume();
        break;
      case 'ask-words':
        this.#steps.beside(() => this.#turnTaking.askWords());
        break;
      case 'discard':
        this.#steps.beside(() => this.#turnTaking.discard());
        break;
      case 'settle':
        this.#steps.begin(() => this.#turnTaking.hearing.settle());
        break;
      case 'end-turn':
        this.#steps.begin(() => this.#callerTurns.spoke(effect.speech));
        break;
      case 'keyed':
        this.#steps.begin(() => this.#callerTurns.keyed(effect.digits));
        break;
      case 'ask-human':
        this.#steps.begin(() => this.#callerTurns.askedForHuman(effect.text, effect.speech));
        break;
      case 'silence':
        this.#steps.begin(() => this.#replies.respond({ type: 'silence' }));
        break;
    }
  }

  #outOfTime(): void {
    if (this.#late) return;
    this.#late = true;
    this.#replies.stop();
    this.#steps.begin(() => this.#replies.respond({ type: 'out-of-time' }));
  }

  #fail(error: unknown, message: string): void {
    if (this.#options.signal.aborted || this.#talk.end) return;
    this.#options.logger.error({ err: asError(error) }, message);
    this.#talk.finish('voicemail', 'failed');
  }
}
