import { setTimeout as sleep } from 'node:timers/promises';
import { abortable } from '../core/abortable.ts';
import { concatPcm, msOfSamples, type Pcm, samplesOfMs, samplesPerFrame } from '../core/audio-frame.ts';
import { RepondeurError } from '../core/errors.ts';
import { HeardSpeech, voicedPart } from './heard-speech.ts';
import type { RehearsalCall } from './rehearsal-call.ts';
import { nameOfStep, type ScriptStep } from './script.ts';
import { measured, type ScriptTurn } from './script-timings.ts';
import type { ScriptEvent, ScriptedCallerOptions, ScriptedCallResult } from './scripted-caller.ts';

/** Kept around the voiced part of a sentence, so that its soft edges are not cut. */
const marginMs = 40;
const pollMs = 10;
const keyGapMs = 150;

/** One call on its way through a script: waits, speaks, presses keys, and keeps what was heard and when. */
export class ScriptRun {
  readonly #call: RehearsalCall;
  readonly #script: readonly ScriptStep[];
  readonly #speeches: ReadonlyMap<string, Pcm>;
  readonly #options: ScriptedCallerOptions;
  readonly #heard = new HeardSpeech();
  readonly #received: Pcm[] = [];
  readonly #turns: ScriptTurn[] = [];
  readonly #events: ScriptEvent[] = [];
  #stepName = '';
  /** When the last sound arrived, silence included: sound that is late in this process is no silence of the assistant's. */
  #heardUntilMs = 0;
  /** The assistant has to speak after this before it is the caller's turn again. */
  #lastDoneMs = -1;

  constructor(call: RehearsalCall, script: readonly ScriptStep[], speeches: ReadonlyMap<string, Pcm>, options: ScriptedCallerOptions) {
    this.#call = call;
    this.#script = script;
    this.#speeches = speeches;
    this.#options = options;
  }

  async run(): Promise<ScriptedCallResult> {
    const listening = this.#listen();
    this.#tell('answered', 0);
    for (const [index, step] of this.#script.entries()) {
      this.#stepName = nameOfStep(this.#script, index);
      await this.#perform(step);
    }
    this.#stepName = nameOfStep(this.#script, this.#script.length);
    await this.#finish();
    await listening;
    return this.#result();
  }

  get #nowMs(): number {
    return performance.now() - this.#call.answeredAtMs;
  }

  get #over(): boolean {
    return this.#call.signal.aborted;
  }

  async #listen(): Promise<void> {
    for await (const { pcm, atMs } of this.#call.frames) {
      this.#received.push(pcm);
      this.#heard.hear(pcm, atMs - this.#call.answeredAtMs);
      this.#heardUntilMs = atMs - this.#call.answeredAtMs;
    }
  }

  async #perform(step: ScriptStep): Promise<void> {
    if ('waitMs' in step) return this.#wait(step.waitMs);
    if ('waitFor' in step) return this.#waitFor(step.waitFor);
    if ('silent' in step) return this.#until('the assistant to hang up', () => this.#over, true);
    if ('sayWhileAssistantSpeaks' in step) {
      await this.#until('the assistant to speak', () => this.#assistantSpokeMs() >= step.afterMs);
      return this.#say('interrupt', step.sayWhileAssistantSpeaks);
    }
    if ('makeSoundWhileAssistantSpeaks' in step) {
      await this.#until('the assistant to speak', () => this.#assistantSpokeMs() >= step.afterMs);
      return this.#utter('interrupt', '', step.makeSoundWhileAssistantSpeaks);
    }
    if ('pressWhileAssistantSpeaks' in step) {
      await this.#until('the assistant to speak', () => this.#assistantSpokeMs() >= step.afterMs);
      return this.#press(step.pressWhileAssistantSpeaks);
    }
    if ('hangUpWhileSaying' in step) return this.#hangUpWhileSaying(step.hangUpWhileSaying, step.afterMs);
    if (step.afterAssistantSpoke !== false) await this.#untilAssistantIsDone();
    if ('say' in step) return this.#say('say', step.say);
    if ('press' in step) return this.#press(step.press);
    await this.#hangUp();
  }

  #say(kind: ScriptTurn['kind'], sentText: string): Promise<void> {
    return this.#utter(kind, sentText, this.#speeches.get(sentText) ?? new Int16Array(0));
  }

  async #utter(kind: ScriptTurn['kind'], sentText: string, speech: Pcm): Promise<void> {
    const voiced = voicedPart(speech);
    if (!voiced) throw new RepondeurError('bad-input', `${this.#stepName}: there is only silence in it`);
    const first = Math.max(0, voiced.first - samplesOfMs(marginMs));
    const piece = speech.subarray(first, voiced.last + samplesOfMs(marginMs));
    const begun = this.#call.sent();
    this.#call.send(piece);
    begun.then((atMs) => atMs !== undefined && this.#tell('caller-speaks', atMs - this.#call.answeredAtMs, sentText));
    const [begunAtMs, endedAtMs] = await Promise.all([begun, this.#call.sent()]);
    if (begunAtMs === undefined || endedAtMs === undefined) throw this.#callIsOver();
    // The switch plays whole frames: the last one is filled up with silence, which comes after the voice.
    const filled = Math.ceil(piece.length / samplesPerFrame) * samplesPerFrame;
    const zeroMs = this.#call.answeredAtMs;
    const startedAtMs = begunAtMs - zeroMs + msOfSamples(voiced.first - first);
    this.#addTurn({ kind, sentText, startedAtMs, endedAtMs: endedAtMs - zeroMs - msOfSamples(filled - (voiced.last + 1 - first)) });
    this.#tell('caller-spoke', startedAtMs, sentText);
  }

  async #hangUpWhileSaying(text: string, afterMs: number): Promise<void> {
    await this.#untilAssistantIsDone();
    this.#tell('caller-speaks', this.#nowMs, text);
    const speech = this.#speeches.get(text) ?? new Int16Array(0);
    this.#call.send(speech.subarray(0, samplesOfMs(afterMs)));
    const hasLeft = this.#call.sent();
    this.#call.send(speech.subarray(samplesOfMs(afterMs)));
    if ((await hasLeft) === undefined) throw this.#callIsOver();
    await this.#hangUp();
  }

  async #press(keys: string): Promise<void> {
    const startedAtMs = this.#nowMs;
    let endedAtMs = startedAtMs;
    for (const key of keys) {
      if (this.#over) throw this.#callIsOver();
      endedAtMs = this.#nowMs;
      this.#tell('key-pressed', endedAtMs, key);
      await this.#call.key(key);
      await this.#wait(keyGapMs);
    }
    this.#addTurn({ kind: 'press', sentText: keys, startedAtMs, endedAtMs });
  }

  #addTurn(turn: ScriptTurn): void {
    this.#turns.push(turn);
    this.#lastDoneMs = turn.endedAtMs;
  }

  async #hangUp(): Promise<void> {
    this.#tell('hung-up-by-caller', this.#nowMs);
    await this.#call.hangUp();
  }

  /** After the last step the assistant may speak to its end and hang up; if it does not, the caller does. */
  async #finish(): Promise<void> {
    if (!this.#over && this.#turns.length > 0) await this.#untilAssistantIsDone(true);
    if (this.#over) {
      if (!this.#events.some(({ type }) => type === 'hung-up-by-caller')) this.#tell('hung-up-by-assistant', this.#nowMs);
      return;
    }
    await this.#hangUp();
  }

  async #untilAssistantIsDone(mayEnd = false): Promise<void> {
    const { assistantDoneAfterMs = 600 } = this.#options;
    const isDone = () => {
      const lastVoiceMs = this.#heard.lastVoiceMs ?? Number.NEGATIVE_INFINITY;
      return lastVoiceMs > this.#lastDoneMs && this.#heardUntilMs - lastVoiceMs >= assistantDoneAfterMs;
    };
    await this.#until('the assistant to speak and be done', isDone, mayEnd);
    if (!this.#over) this.#tell('assistant-done', this.#heard.lastVoiceMs ?? this.#nowMs);
  }

  #assistantSpokeMs(): number {
    const sinceMs = this.#heard.speakingSinceMs(this.#nowMs, this.#options.assistantDoneAfterMs ?? 600);
    return sinceMs === undefined ? -1 : this.#nowMs - Math.max(sinceMs, this.#lastDoneMs);
  }

  async #until(what: string, condition: () => boolean, mayEnd = false): Promise<void> {
    const { stepDeadlineMs = 30_000 } = this.#options;
    const endMs = this.#nowMs + stepDeadlineMs;
    while (!condition()) {
      if (this.#over && mayEnd) return;
      if (this.#over) throw this.#callIsOver();
      if (this.#nowMs > endMs) throw new RepondeurError('timeout', `${this.#stepName} waited ${stepDeadlineMs} ms for ${what}`);
      await sleep(pollMs);
    }
  }

  async #wait(ms: number): Promise<void> {
    await sleep(ms, undefined, { signal: this.#call.signal }).catch(() => {
      throw this.#callIsOver();
    });
  }

  async #waitFor(condition: () => Promise<unknown>): Promise<void> {
    const { signal } = this.#call;
    await abortable(condition(), signal).catch((error) => {
      throw signal.aborted ? this.#callIsOver() : error;
    });
  }

  #callIsOver(): RepondeurError {
    return new RepondeurError('aborted', `the call ended in ${this.#stepName}`, { cause: this.#call.signal.reason });
  }

  #tell(type: ScriptEvent['type'], atMs: number, text?: string): void {
    const event: ScriptEvent = text === undefined ? { type, atMs } : { type, atMs, text };
    this.#events.push(event);
    this.#options.onEvent?.(event);
  }

  #result(): ScriptedCallResult {
    const heard = this.#heard.stretches;
    const turns = this.#turns.map((turn, at) => measured(turn, this.#turns[at + 1]?.startedAtMs ?? Number.POSITIVE_INFINITY, heard));
    return {
      turns,
      answerToGreetingMs: heard[0]?.startMs,
      bargeInMs: turns.find((turn) => turn.bargeInMs !== undefined)?.bargeInMs,
      assistantVoice: heard,
      receivedPcm: concatPcm(this.#received),
      events: this.#events,
      durationMs: this.#nowMs,
    };
  }
}
