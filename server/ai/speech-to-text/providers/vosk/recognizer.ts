import { Resampler } from '../../../../audio/resampler.ts';
import { concatPcm, msOfSamples, type Pcm, sampleRateHz, samplesOfMs } from '../../../../core/audio-frame.ts';
import { asError, RepondeurError } from '../../../../core/errors.ts';
import type { Transcript } from '../../contract.ts';
import type { Handle, LibVosk } from './libvosk.ts';
import { type ExpectedAnswer, SecondHearing } from './second-hearing.ts';
import { Utterance, type VoskResult } from './utterance.ts';

export interface RecognizerOptions {
  library: LibVosk;
  makeHandle: () => Handle;
  /** The model's. */
  modelRateHz: number;
  maxBacklogMs: number;
  onPartial(text: string, utterance: number): void;
  onDropped(ms: number): void;
  onLost(error: Error): void;
}

type Job =
  | { do: 'hear'; pcm: Pcm; utterance: number }
  | { do: 'finish'; answer: PromiseWithResolvers<Transcript> }
  | { do: 'reset' }
  | { do: 'expect'; answer: ExpectedAnswer | null }
  | { do: 'free' };

/** When it lags behind, this much is handed over at once: fewer calls, so that it catches up. */
const maxHearMs = 500;

/** One call's recogniser in the child: its jobs run strictly one after another, since two calls at once corrupt libvosk's heap. */
export class Recognizer {
  readonly #options: RecognizerOptions;
  readonly #jobs: Job[] = [];
  #handle: Handle;
  readonly #resampler: Resampler;
  #utterance = new Utterance(0);
  #expected: ExpectedAnswer | null = null;
  /** Of this utterance, when an answer is expected. */
  #second: SecondHearing | null = null;
  /** Samples given to this handle, at the model's rate. */
  #heardSamples = 0;
  /** Of them, those before this utterance. */
  #beganSamples = 0;
  #waitingSamples = 0;
  #working = false;
  #freed = false;

  constructor(options: RecognizerOptions) {
    this.#options = options;
    this.#handle = options.makeHandle();
    this.#resampler = new Resampler(sampleRateHz, options.modelRateHz);
  }

  hear(pcm: Pcm, utterance: number): void {
    if (this.#freed || pcm.length === 0) return;
    this.#jobs.push({ do: 'hear', pcm, utterance });
    this.#waitingSamples += pcm.length;
    this.#dropBeyond(samplesOfMs(this.#options.maxBacklogMs));
    void this.#work();
  }

  finish(): Promise<Transcript> {
    const answer = Promise.withResolvers<Transcript>();
    if (this.#freed) answer.reject(new RepondeurError('engine-failed', 'this stream is closed'));
    else this.#jobs.push({ do: 'finish', answer });
    void this.#work();
    return answer.promise;
  }

  /** Of the next utterance, or of this one as long as nothing of it was heard. */
  expect(answer: ExpectedAnswer | null): void {
    if (this.#freed) return;
    this.#jobs.push({ do: 'expect', answer });
    void this.#work();
  }

  /** Sound of the current utterance that still waits is forgotten with it. */
  reset(): void {
    while (this.#jobs.at(-1)?.do === 'hear') this.#forget(this.#jobs.pop());
    this.#jobs.push({ do: 'reset' });
    void this.#work();
  }

  /** After what is under way. */
  free(): void {
    if (this.#freed) return;
    this.#freed = true;
    this.#jobs.push({ do: 'free' });
    void this.#work();
  }

  async #work(): Promise<void> {
    if (this.#working) return;
    this.#working = true;
    for (let job = this.#jobs.shift(); job; job = this.#jobs.shift()) {
      try {
        await this.#run(job);
      } catch (error) {
        if (job.do === 'finish') job.answer.reject(asError(error));
        this.#options.onLost(asError(error));
        await this.#renew();
      }
    }
    this.#working = false;
  }

  async #run(job: Job): Promise<void> {
    const { library } = this.#options;
    switch (job.do) {
      case 'hear':
        return this.#hear(this.#resampler.push(this.#withFollowing(job)), job.utterance);
      case 'finish': {
        const tail = this.#resampler.flush();
        if (tail.length > 0) await this.#hear(tail, undefined);
        this.#utterance.addResult(JSON.parse(await library.finalResult(this.#handle)) as VoskResult);
        job.answer.resolve(await this.#corrected());
        this.#expected = null;
        return this.#begin();
      }
      case 'reset':
        return this.#renew();
      case 'expect':
        this.#expected = job.answer;
        return this.#isEmpty() ? this.#begin() : undefined;
      case 'free':
        await this.#second?.free();
        await library.free(this.#handle);
    }
  }

  /** An `utterance` of undefined tells nobody: the final text follows at once. */
  async #hear(pcm: Pcm, utterance: number | undefined): Promise<void> {
    if (pcm.length === 0) return;
    const { library, onPartial } = this.#options;
    const state = await library.accept(this.#handle, pcm);
    if (state < 0) throw new RepondeurError('engine-failed', 'libvosk refused the sound');
    this.#heardSamples += pcm.length;
    await this.#second?.hear(pcm);
    const changed =
      state === 1
        ? this.#utterance.addResult(JSON.parse(await library.result(this.#handle)) as VoskResult)
        : this.#utterance.setPartial((JSON.parse(await library.partialResult(this.#handle)) as { partial: string }).partial);
    if (changed && utterance !== undefined) onPartial(this.#utterance.text, utterance);
  }

  /** This job's sound and that of the jobs right behind it, up to a limit. */
  #withFollowing(job: Job & { do: 'hear' }): Pcm {
    const parts: Pcm[] = [];
    let samples = 0;
    for (let next: Job | undefined = job; next?.do === 'hear'; next = this.#jobs[0]) {
      if (next !== job) this.#jobs.shift();
      this.#forget(next);
      parts.push(next.pcm);
      samples += next.pcm.length;
      if (samples >= samplesOfMs(maxHearMs)) break;
    }
    return concatPcm(parts);
  }

  async #corrected(): Promise<Transcript> {
    const heard = this.#utterance.transcript();
    return this.#second && heard.text !== '' ? await this.#second.corrected(heard) : heard;
  }

  #isEmpty(): boolean {
    return this.#heardSamples === this.#beganSamples;
  }

  async #begin(): Promise<void> {
    const second = this.#second;
    this.#second = null;
    await second?.free();
    if (this.#expected) this.#second = new SecondHearing(this.#options.library, this.#expected);
    this.#beganSamples = this.#heardSamples;
    this.#utterance = new Utterance(this.#heardSamples / this.#options.modelRateHz);
  }

  #dropBeyond(maxSamples: number): void {
    while (this.#waitingSamples > maxSamples) {
      const oldest = this.#jobs.findIndex((job) => job.do === 'hear');
      const [dropped] = this.#jobs.splice(oldest, 1);
      this.#forget(dropped);
      if (dropped?.do === 'hear') this.#options.onDropped(msOfSamples(dropped.pcm.length));
    }
  }

  #forget(job: Job | undefined): void {
    if (job?.do === 'hear') this.#waitingSamples -= job.pcm.length;
  }

  /**
   * Nothing of what was heard is left. libvosk's own reset keeps the sound that it has taken and not decoded yet, up to half a second, and hears it with the next utterance; after a fault its
   * inside is not to be trusted either.
   */
  async #renew(): Promise<void> {
    const { library, makeHandle } = this.#options;
    await library.free(this.#handle);
    this.#handle = makeHandle();
    this.#resampler.flush();
    this.#heardSamples = 0;
    await this.#begin();
  }
}
