import type { Language } from '../../core/language.ts';
import type { CollectedSlots, DialogueContext, DialogueState, DialogueStep, Expectation, Goal, NextAct, Reply } from './contract.ts';
import { type Memory, memoryOf } from './memory.ts';
import type { ReplyKey, ReplyValues, WordReply } from './wording.ts';

/** What kind of answer each goal awaits. */
const expectations: Readonly<Record<Goal, Expectation>> = {
  greet: 'open',
  purpose: 'open',
  name: 'name',
  reason: 'sentence',
  phone: 'phone',
  'confirm-phone': 'yes-no',
  'confirm-urgency': 'yes-no',
  'anything-else': 'sentence',
  'offer-language': 'yes-no',
  done: 'open',
};

/** Acknowledgements, in which nothing is asked, promised or read back. */
const rewordable: ReadonlySet<ReplyKey> = new Set(['noted', 'gladly', 'noted-appointment']);

/** One step in the making: a copy of the state that the rules change, and what is said. It lives for one event only. */
export class Talk {
  context: DialogueContext;
  readonly slots: CollectedSlots;
  readonly memory: Memory;
  goal: Goal;
  readonly #replies: Reply[] = [];
  readonly #word: WordReply;
  #act: NextAct | undefined;

  constructor(state: DialogueState, context: DialogueContext, word: WordReply) {
    this.context = context;
    this.slots = { ...state.slots };
    const memory = memoryOf(state);
    this.memory = { ...memory, asked: { ...memory.asked } };
    this.goal = state.goal;
    this.#word = word;
  }

  get over(): boolean {
    return this.#act !== undefined;
  }

  say(key: ReplyKey, values: ReplyValues = {}, interruptible = true): void {
    this.sayText(this.words(key, values), interruptible, interruptible && rewordable.has(key));
  }

  /** In words of that language, and with its voice. */
  sayIn(language: Language, key: ReplyKey): void {
    this.#replies.push({ text: this.#word(key, {}, language), interruptible: true, language });
  }

  /** From here on the talk is in this language. */
  speak(language: Language): void {
    this.context = { ...this.context, host: { ...this.context.host, language } };
  }

  /** The words of a reply that is no sentence of its own. */
  words(key: ReplyKey, values: ReplyValues): string {
    return this.#word(key, values, this.context.host.language);
  }

  sayText(text: string, interruptible = true, mayBeReworded = false): void {
    if (text !== '') this.#replies.push(mayBeReworded ? { text, interruptible, rewordable: true } : { text, interruptible });
  }

  /** Puts a question; asked again, it comes in other words. */
  ask(goal: Goal, key: ReplyKey, values: ReplyValues = {}, interruptible = true): void {
    const attempt = this.memory.asked[key] ?? 0;
    this.memory.asked[key] = attempt + 1;
    this.memory.question = { key, values };
    this.goal = goal;
    this.say(key, { ...values, attempt }, interruptible);
  }

  timesAsked(key: ReplyKey): number {
    return this.memory.asked[key] ?? 0;
  }

  /** Says the open question again in the same words. */
  repeatQuestion(): void {
    const { question } = this.memory;
    if (question) this.say(question.key, { ...question.values, attempt: 0 }, question.key !== 'read-back');
    else this.ask('purpose', 'ask-purpose');
  }

  end(act: NextAct): void {
    this.#act = act;
    this.goal = 'done';
  }

  step(): DialogueStep {
    return {
      state: { goal: this.goal, slots: this.slots, memory: { ...this.memory } },
      replies: this.#replies,
      next: this.#act ?? { act: 'listen', expects: expectations[this.goal] },
    };
  }
}
