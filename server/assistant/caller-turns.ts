import type { Transcript } from '../ai/speech-to-text/contract.ts';
import { meanConfidence } from '../ai/speech-to-text/words.ts';
import type { Turn } from '../core/outcome.ts';
import type { ConversationOptions } from './conversation.ts';
import type { Understanding } from './dialogue/contract.ts';
import { type DoubtfulHearing, OtherLanguage } from './other-language.ts';
import type { Replies } from './replies.ts';
import type { Talk } from './talk.ts';
import type { Speech } from './turn-machine.ts';
import type { TurnTaking } from './turn-taking.ts';

/** Voice without a recognisable word for this long is answered with "I did not hear you"; less is taken for noise. */
const unintelligibleMs = 400;
/** So many noises in a row count as silence. */
const noisesAreSilence = 4;

/** What the caller did in his turn, as the dialogue is told of it. */
export class CallerTurns {
  readonly #options: ConversationOptions;
  readonly #talk: Talk;
  readonly #turnTaking: TurnTaking;
  readonly #replies: Replies;
  readonly #other: OtherLanguage | undefined;
  #noises = 0;
  /** Ends the understanding of what he said last. */
  #thinking = new AbortController();

  constructor(options: ConversationOptions, talk: Talk, turnTaking: TurnTaking, replies: Replies) {
    this.#options = options;
    this.#talk = talk;
    this.#turnTaking = turnTaking;
    this.#replies = replies;
    this.#other = turnTaking.secondEar && new OtherLanguage(turnTaking.secondEar);
  }

  /** He has spoken. */
  async spoke(speech: Speech): Promise<void> {
    const { clock, line } = this.#options;
    const thinking = new AbortController();
    this.#thinking = thinking;
    const endedAtMs = clock.nowMs() - speech.silentMs;
    const endMs = line.nowMs - speech.silentMs;
    const transcript = await this.#turnTaking.hearing.finalText();
    if (transcript === null) return this.#replies.respond({ type: 'not-heard' });
    // A cough into the making of the answer leaves what was said before it.
    if (transcript.text === '' && !this.#talk.unanswered) return this.#madeNoise(speech);
    this.#noises = 0;
    const turn = this.#turnOf(transcript, endMs, speech);
    const { text, confidence } = turn;
    const hearing = await this.#otherLanguage(transcript, turn);
    const { second } = hearing;
    this.#talk.addTurn(second?.fits ? { ...turn, text: second.text, language: second.language, words: undefined } : turn);
    const refined = await this.#refined(text, thinking.signal);
    if (refined) return this.#replies.respond({ type: 'said', text, confidence, ...hearing, ...refined }, endedAtMs);
    this.#talk.unanswered = { text, before: this.#talk.dialogue };
    this.#turnTaking.giveFloor();
  }

  /** He speaks on while what he said is being understood: it was not all. */
  goesOn(): void {
    this.#thinking.abort(new Error('the caller goes on'));
  }

  /** He asks for a human, in the middle of whatever was said: the same as key 0. `heard` is what was understood when he did. */
  async askedForHuman(heard: string, speech: Speech | null): Promise<void> {
    const { line } = this.#options;
    const endMs = line.nowMs - (speech?.silentMs ?? 0);
    const transcript = await this.#turnTaking.hearing.finalText();
    this.#noises = 0;
    const turn = this.#turnOf({ text: transcript?.text || heard, words: transcript?.words ?? [] }, endMs, speech);
    this.#talk.addTurn(turn);
    const { text, confidence } = turn;
    const { slots } = this.#talk.understand(text);
    await this.#replies.respond({ type: 'said', text, confidence, understanding: { intent: 'human', slots } });
  }

  /** He hung up while he spoke: what was heard of it is kept and understood, although nobody answers. */
  async brokeOff(speech: Speech): Promise<void> {
    const { dialogue, context, observer, line } = this.#options;
    const transcript = await this.#turnTaking.hearing.finalText();
    if (!transcript || transcript.text === '') return;
    const turn = this.#turnOf(transcript, line.nowMs - speech.silentMs, speech);
    this.#talk.addTurn(turn);
    const { text, confidence } = turn;
    this.#talk.dialogue = dialogue.next(this.#talk.dialogue, { type: 'said', text, confidence }, context).state;
    observer.onState?.(this.#talk.dialogue, this.#talk.turns);
  }

  /** He has pressed keys. */
  keyed(digits: string): Promise<void> {
    const { nowMs } = this.#options.line;
    this.#turnTaking.hearing.forget();
    this.#noises = 0;
    this.#talk.unanswered = undefined;
    this.#talk.addTurn({ speaker: 'caller', text: digits, startMs: nowMs, endMs: nowMs });
    return this.#replies.respond({ type: 'keyed', digits });
  }

  /** What he said, behind what he had said before and was not answered. `speech` is null when no voice was detected in it. */
  #turnOf(said: Transcript, endMs: number, speech: Speech | null): Turn {
    const text = this.#talk.withUnanswered(said.text);
    const beginning = this.#talk.takeBackUnanswered();
    const spokenMs = speech ? speech.lengthMs - speech.silentMs : 0;
    const startMs = beginning?.startMs ?? Math.max(0, endMs - spokenMs);
    const words = [...(beginning?.words ?? []), ...said.words];
    return { speaker: 'caller', text, startMs, endMs, confidence: meanConfidence(said.words), words };
  }

  #madeNoise(speech: Speech): Promise<void> {
    this.#noises++;
    if (this.#noises >= noisesAreSilence) {
      this.#noises = 0;
      return this.#replies.respond({ type: 'silence' });
    }
    if (speech.voicedMs >= unintelligibleMs) return this.#replies.respond({ type: 'not-heard' });
    this.#turnTaking.giveFloor();
    return Promise.resolve();
  }

  async #otherLanguage(transcript: Transcript, turn: Turn): Promise<DoubtfulHearing> {
    const { language, dialogue } = this.#talk;
    if (!this.#other || language !== this.#options.context.host.language) return {};
    return this.#other.hear(transcript, this.#talk.understand(turn.text), turn, dialogue.goal === 'offer-language');
  }

  /** Undefined when he went on speaking meanwhile. */
  async #refined(text: string, signal: AbortSignal): Promise<{ understanding?: Understanding } | undefined> {
    const { signal: call } = this.#options;
    const { mind } = this.#talk;
    if (!mind) return {};
    try {
      const either = AbortSignal.any([signal, call]);
      return { understanding: await mind.refine(text, this.#talk.understand(text), this.#talk.understandingContext, either) };
    } catch (error) {
      if (signal.aborted && !call.aborted) return undefined;
      throw error;
    }
  }
}
