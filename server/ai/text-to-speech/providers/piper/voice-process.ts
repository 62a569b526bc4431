import { factorOfDb } from '../../../../audio/level.ts';
import { designFilter, type ResamplingFilter } from '../../../../audio/resampler.ts';
import { withDeadline } from '../../../../core/abortable.ts';
import { sampleRateHz } from '../../../../core/audio-frame.ts';
import { isCode } from '../../../../core/errors.ts';
import type { Health } from '../../../../core/health.ts';
import type { Language } from '../../../../core/language.ts';
import type { Logger } from '../../../../core/logger.ts';
import { EngineHost } from '../../../engine-host/engine-host.ts';
import type { EngineHooks } from '../../../engine-host/observer.ts';
import { Slots } from '../../../engine-host/slots.ts';
import { plainText } from '../../plain-text.ts';
import { type Clause, clauses } from './clauses.ts';
import { phonemeIds } from './phoneme-ids.ts';
import { Phonemizer } from './phonemizer.ts';
import type { ClauseInput, ClauseSound, PiperEngine } from './protocol.ts';
import type { PiperSettings } from './settings.ts';
import { notAVoice, type PiperVoice, speakerId } from './voice-file.ts';

/** In the child at once: one that it computes, one that it finds when that is done. */
const inChild = 2;
/** Beyond this the last would wait for longer than its deadline anyway. */
const maxWaiting = 128;
/** Voices differ in level: each says this at the start, and is then brought to this peak, loud enough for a telephone with nothing cut. */
const trial: Record<Language, string> = { fr: 'Bonjour, à quel numéro peut-on vous rappeler ?', en: 'Hello, what number can we call you back on?' };
const peakLevelDbfs = -3;
/** What is quieter is a broken voice. */
const quietestPeak = 0.003;

/** One voice: its engine process and its program of phonemes. */
export class VoiceProcess {
  readonly voice: PiperVoice;
  readonly filter: ResamplingFilter;
  readonly #language: Language;
  readonly #settings: PiperSettings;
  readonly #speaker: number | undefined;
  readonly #phonemizer: Phonemizer;
  readonly #host: EngineHost<PiperEngine>;
  readonly #slots = new Slots(inChild, maxWaiting);
  #gain = 1;

  constructor(voice: PiperVoice, language: Language, settings: PiperSettings, logger: Logger, hooks: EngineHooks = {}) {
    this.voice = voice;
    this.#language = language;
    this.#settings = settings;
    this.#speaker = speakerId(voice, settings.speakers[language]);
    this.filter = designFilter(voice.sampleRateHz, sampleRateHz);
    this.#phonemizer = new Phonemizer(settings.phonemeProgram, voice.espeakVoice);
    this.#host = new EngineHost<PiperEngine>({
      name: `the Piper voice (${language})`,
      entry: new URL('./piper-child.ts', import.meta.url),
      options: { modelPath: voice.path, threads: settings.threads, manySpeakers: voice.speakerCount > 1 },
      logger,
      niceLevel: settings.niceLevel,
      startDeadlineMs: settings.startDeadlineMs,
      observer: hooks.observe?.(language),
    });
  }

  get pid(): number | undefined {
    return this.#host.pid;
  }

  health(): Health {
    return this.#host.health();
  }

  /** Loads the voice and lets it say a sentence. Rejects with 'bad-settings' that names the file, or 'engine-missing'. */
  async start(signal?: AbortSignal): Promise<void> {
    try {
      await this.#host.start(signal);
    } catch (cause) {
      if (!isCode(cause, 'engine-failed')) throw cause;
      throw notAVoice(this.voice.path, [cause.message, ...this.#host.lastLines.slice(-2)].join(': '), cause);
    }
    this.#gain = 1;
    const peaks: number[] = [];
    for (const clause of clauses(trial[this.#language]))
      peaks.push((await this.#run(await this.#phonemes(clause), this.#settings.startDeadlineMs, signal)).peak);
    const peak = Math.max(...peaks);
    if (!(peak > quietestPeak)) throw notAVoice(this.voice.path, `it makes no sound: its samples reach ${peak} of 1`);
    this.#gain = factorOfDb(peakLevelDbfs + this.#settings.volumeDb) / peak;
  }

  async stop(): Promise<void> {
    this.#phonemizer.stop();
    await this.#host.stop();
  }

  /** The sound of a clause, at the voice's own rate. Rejects with 'engine-failed', 'timeout', 'unavailable' or the signal's reason. */
  sound(clause: Clause, signal: AbortSignal): Promise<ClauseSound> {
    const { clauseDeadlineMs } = this.#settings;
    const made = this.#phonemes(clause).then((phonemes) => this.#run(phonemes, clauseDeadlineMs, signal));
    return withDeadline(made, clauseDeadlineMs, 'a clause', signal);
  }

  /** As Piper's own: phrases with their marks, a space after each mark within the clause. */
  async #phonemes({ phrases }: Clause): Promise<string> {
    const spoken = await Promise.all(phrases.map(({ words }) => this.#phonemizer.phonemes(plainText(words))));
    return phrases.map(({ mark }, at) => `${spoken[at]}${mark}`).join(' ');
  }

  async #run(phonemes: string, deadlineMs: number, signal?: AbortSignal): Promise<ClauseSound> {
    const { voice } = this;
    const { noiseScale = voice.noiseScale, noiseW = voice.noiseW, speed } = this.#settings;
    const input: ClauseInput = {
      ids: phonemeIds(phonemes, voice.phonemeIdMap),
      noiseScale,
      noiseW,
      lengthScale: voice.lengthScale / speed,
      speaker: this.#speaker,
      gain: this.#gain,
    };
    const release = await this.#slots.acquire(signal);
    try {
      return await this.#host.request('speak', input, { deadlineMs });
    } finally {
      release();
    }
  }
}
