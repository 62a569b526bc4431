import type { Language } from '../core/language.ts';
import type { CallOutcome, Turn } from '../core/outcome.ts';
import type { ConversationEnd, ConversationOptions } from './conversation.ts';
import type { DialogueState, Expectation, Understanding, UnderstandingContext } from './dialogue/contract.ts';
import { languageOf, understandingContext } from './dialogue/dialogue.ts';
import { slotsAtEnd } from './dialogue/endings.ts';
import type { Mind } from './mind/contract.ts';

/** What is known of one talk while it goes on, shared by those who hear, answer and speak in it. */
export class Talk {
  readonly #options: ConversationOptions;
  readonly turns: Turn[];
  dialogue: DialogueState;
  /** The answer that the last question awaits. */
  expects: Expectation = 'open';
  /** Words of a turn that was ended too early: the caller went on before he heard the reply. */
  unanswered: { readonly text: string; readonly before: DialogueState } | undefined;
  #end: ConversationEnd | undefined;

  constructor(options: ConversationOptions) {
    this.#options = options;
    this.dialogue = options.resumed?.state ?? options.dialogue.initial(options.context);
    this.turns = [...(options.resumed?.turns ?? [])];
  }

  /** How it ended; undefined while it goes on. */
  get end(): ConversationEnd | undefined {
    return this.#end;
  }

  /** The first reason to end is the one that counts. */
  finish(next: ConversationEnd['next'], outcome: CallOutcome): void {
    this.#end ??= { next, outcome, slots: slotsAtEnd(this.dialogue, this.#options.context), turns: this.turns };
  }

  /** The one that is spoken now. */
  get language(): Language {
    return languageOf(this.dialogue, this.#options.context);
  }

  get mind(): Mind | undefined {
    return this.#options.mind;
  }

  get understandingContext(): UnderstandingContext {
    return understandingContext(this.dialogue, this.#options.context);
  }

  /** By the rules alone. */
  understand(text: string): Understanding {
    return this.#options.understand(text, this.understandingContext);
  }

  /** What the caller says now, behind what he said before and was not answered. */
  withUnanswered(text: string): string {
    return this.unanswered ? `${this.unanswered.text} ${text}`.trim() : text;
  }

  /** The dialogue stands again where it stood before the turn that was ended too early; that turn is returned, and was none. */
  takeBackUnanswered(): Turn | undefined {
    if (!this.unanswered) return undefined;
    this.dialogue = this.unanswered.before;
    this.unanswered = undefined;
    const at = this.turns.findLastIndex(({ speaker }) => speaker === 'caller');
    return at < 0 ? undefined : this.turns.splice(at)[0];
  }

  addTurn(said: Turn): void {
    const { language } = this;
    const turn = said.language !== undefined || language === this.#options.context.host.language ? said : { ...said, language };
    this.turns.push(turn);
    this.#options.observer.onTurn?.(turn);
  }
}
