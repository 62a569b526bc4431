import type { Pcm } from '../../../../core/audio-frame.ts';
import { Channel } from '../../../../core/channel.ts';
import { asError, isCode, RepondeurError } from '../../../../core/errors.ts';
import type { Health } from '../../../../core/health.ts';
import type { Logger } from '../../../../core/logger.ts';
import type { EngineHooks } from '../../../engine-host/observer.ts';
import { Slots } from '../../../engine-host/slots.ts';
import type { SpeechRequest, TextToSpeech } from '../../contract.ts';
import { plainText } from '../../plain-text.ts';
import { EspeakProcess } from './espeak-process.ts';
import type { EspeakSettings } from './settings.ts';

/** Requests that wait for a place beyond this are refused: the caller would hear nothing for seconds. */
const maxWaiting = 256;

/** espeak-ng, one run of the program a request: 10 ms to the first sound, always there, robotic. */
export class EspeakTextToSpeech implements TextToSpeech {
  readonly name = 'espeak';
  readonly #settings: EspeakSettings;
  readonly #logger: Logger;
  readonly #slots: Slots;
  readonly #process: EspeakProcess;
  #running: AbortController | undefined;
  #health: Health = { ready: false, reason: 'not started' };

  constructor(settings: EspeakSettings, logger: Logger, hooks: EngineHooks = {}) {
    this.#settings = settings;
    this.#logger = logger;
    this.#slots = new Slots(settings.maxAtOnce, maxWaiting);
    this.#process = new EspeakProcess(settings, logger, hooks);
  }

  health(): Health {
    return this.#health.ready ? this.#process.health() : this.#health;
  }

  /** The process from which the program is run, for tests. */
  get pid(): number | undefined {
    return this.#process.pid;
  }

  /** Says a word with each voice. Rejects with 'engine-missing' when the program is not there, 'bad-settings' when it does not know a voice. */
  async start(signal?: AbortSignal): Promise<void> {
    if (this.#running) return;
    this.#running = new AbortController();
    try {
      await this.#process.start(signal);
      await Promise.all(Object.values(this.#settings.voices).map((voice) => this.#tryVoice(voice, signal)));
      this.#health = { ready: true };
    } catch (error) {
      await this.stop();
      this.#health = { ready: false, reason: asError(error).message };
      throw error;
    }
  }

  async stop(): Promise<void> {
    this.#running?.abort(new RepondeurError('unavailable', 'the voice is being stopped'));
    this.#running = undefined;
    this.#health = { ready: false, reason: 'stopped' };
    await this.#process.stop();
  }

  async *speak({ text, language, signal }: SpeechRequest): AsyncGenerator<Pcm, void> {
    signal?.throwIfAborted();
    if (!this.#running) throw new RepondeurError('unavailable', 'the voice is not started', { retryable: true });
    const voice = this.#settings.voices[language];
    if (!voice) throw new RepondeurError('bad-input', `there is no voice for the language ${language}`);
    const words = plainText(text);
    if (words === '') return;

    const left = new AbortController();
    const ends = AbortSignal.any([left.signal, this.#running.signal, ...(signal ? [signal] : [])]);
    // Sound is taken from the program as fast as it comes: a listener that plays in real time must not keep the process, and the deadline, waiting.
    const sounds = new Channel<Pcm>(Number.POSITIVE_INFINITY);
    const run = this.#run(voice, words, ends, (pcm) => sounds.push(pcm)).finally(() => sounds.close());
    run.catch(() => {});
    try {
      for await (const pcm of sounds) {
        ends.throwIfAborted();
        yield pcm;
      }
      ends.throwIfAborted();
      await run;
    } finally {
      left.abort();
    }
  }

  async #run(voice: string, text: string, signal: AbortSignal, onSound: (pcm: Pcm) => void): Promise<void> {
    const release = await this.#slots.acquire(signal);
    try {
      await this.#sayOrAgain(voice, text, signal, onSound);
    } catch (error) {
      if (!signal.aborted) this.#logger.warn({ error: asError(error).message }, 'the voice failed');
      throw error;
    } finally {
      release();
    }
  }

  /** A process that dies before the first sound is asked once more: it is back at once, and this is the voice that is always there. */
  async #sayOrAgain(voice: string, text: string, signal: AbortSignal, onSound: (pcm: Pcm) => void): Promise<void> {
    let begun = false;
    const hear = (pcm: Pcm) => {
      begun = true;
      onSound(pcm);
    };
    try {
      await this.#process.speak(voice, text, signal, hear);
    } catch (error) {
      if (begun || this.#process.health().ready || signal.aborted) throw error;
      await this.#process.back(signal);
      await this.#process.speak(voice, text, signal, hear);
    }
  }

  async #tryVoice(voice: string, signal = new AbortController().signal): Promise<void> {
    let samples = 0;
    try {
      await this.#run(voice, 'a', signal, (pcm) => {
        samples += pcm.length;
      });
    } catch (cause) {
      if (!isCode(cause, 'engine-failed')) throw cause;
      throw unknownVoice(voice, cause);
    }
    if (samples === 0) throw unknownVoice(voice);
  }
}

function unknownVoice(voice: string, cause?: unknown): RepondeurError {
  return new RepondeurError('bad-settings', `the voice "${voice}" does not speak: choose one that \`espeak-ng --voices\` lists`, { cause });
}
