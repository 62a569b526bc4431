import { setImmediate as breathe } from 'node:timers/promises';
import { Resampler } from '../../../../audio/resampler.ts';
import type { Pcm } from '../../../../core/audio-frame.ts';
import { asError, isCode, RepondeurError } from '../../../../core/errors.ts';
import type { Health } from '../../../../core/health.ts';
import { type Language, languages } from '../../../../core/language.ts';
import type { Logger } from '../../../../core/logger.ts';
import type { EngineHooks } from '../../../engine-host/observer.ts';
import type { SpeechRequest, TextToSpeech } from '../../contract.ts';
import { plainText } from '../../plain-text.ts';
import { SpeechBroken } from '../../speech-broken.ts';
import { findVoices } from '../../voice-directories.ts';
import { type Clause, clauses } from './clauses.ts';
import { fingerprintOfVoice } from './fingerprint.ts';
import type { PiperSettings } from './settings.ts';
import { readVoice } from './voice-file.ts';
import { VoiceProcess } from './voice-process.ts';

/** Sound is resampled and handed over in pieces, and other work let in between: a clause of seconds at once would hold up the calls. */
const pieceMs = 200;

interface Mouth {
  process: VoiceProcess;
  fingerprint: string;
}

/** Piper's neural voices, one child process for each language, clause by clause: the next is made while one is handed over. */
export class PiperTextToSpeech implements TextToSpeech {
  readonly name = 'piper';
  readonly #settings: PiperSettings;
  readonly #logger: Logger;
  readonly #hooks: EngineHooks;
  #mouths = new Map<Language, Mouth>();
  #running: AbortController | undefined;
  #health: Health = { ready: false, reason: 'not started' };

  constructor(settings: PiperSettings, logger: Logger, hooks: EngineHooks = {}) {
    this.#settings = settings;
    this.#logger = logger;
    this.#hooks = hooks;
  }

  health(): Health {
    if (!this.#health.ready) return this.#health;
    const unwell = [...this.#mouths.values()].map(({ process }) => process.health()).find(({ ready }) => !ready);
    return unwell ?? this.#health;
  }

  /** The process of a language, for tests. */
  pid(language: Language): number | undefined {
    return this.#mouths.get(language)?.process.pid;
  }

  fingerprint({ text, language }: SpeechRequest): string | undefined {
    const voice = this.#mouths.get(language)?.fingerprint;
    return voice && `${voice} ${text}`;
  }

  /** Loads every voice. Rejects with 'bad-settings' that names all faults of all voices, or 'engine-missing'. */
  async start(signal?: AbortSignal): Promise<void> {
    if (this.#running) return;
    this.#running = new AbortController();
    try {
      this.#mouths = await this.#readVoices();
      await Promise.all([...this.#mouths.values()].map(({ process }) => process.start(signal)));
      this.#health = { ready: true };
    } catch (error) {
      await this.stop();
      this.#health = { ready: false, reason: asError(error).message };
      throw error;
    }
  }

  async stop(): Promise<void> {
    if (!this.#running) return;
    this.#running.abort(new RepondeurError('unavailable', 'the voice is being stopped'));
    this.#running = undefined;
    this.#health = { ready: false, reason: 'stopped' };
    const mouths = [...this.#mouths.values()];
    this.#mouths = new Map();
    await Promise.all(mouths.map(({ process }) => process.stop()));
  }

  /** Rejects with {@link SpeechBroken}, which holds the text that has no sound, when the engine fails. */
  async *speak({ text, language, signal }: SpeechRequest): AsyncGenerator<Pcm, void> {
    signal?.throwIfAborted();
    if (!this.#running) throw new RepondeurError('unavailable', 'the voice is not started', { retryable: true });
    const mouth = this.#mouths.get(language);
    if (!mouth) throw new RepondeurError('bad-input', `there is no voice for the language ${language}`);
    const plain = plainText(text);
    const left = new AbortController();
    const ends = AbortSignal.any([left.signal, this.#running.signal, ...(signal ? [signal] : [])]);
    try {
      yield* this.#say(mouth.process, plain, ends);
    } finally {
      left.abort();
    }
  }

  async *#say(process: VoiceProcess, text: string, ends: AbortSignal): AsyncGenerator<Pcm, void> {
    const parts = clauses(text);
    const resampler = new Resampler(process.filter.fromHz, process.filter.toHz, process.filter);
    const pause = new Int16Array((process.filter.fromHz * this.#settings.sentencePauseMs) / 1000);
    let next = parts[0] && make(process, parts[0], ends);
    for (const [at, part] of parts.entries()) {
      const sound = await this.#orBroken(next!, text.slice(part.at).trim(), ends);
      const following = parts[at + 1];
      next = following && make(process, following, ends);
      yield* pieces(resampler, process.filter.fromHz, sound, ends);
      if (following && part.endsSentence) yield* pieces(resampler, process.filter.fromHz, pause, ends);
    }
    const tail = resampler.flush();
    if (tail.length > 0) yield tail;
    ends.throwIfAborted();
  }

  async #orBroken(sound: Promise<Int16Array>, unspoken: string, ends: AbortSignal): Promise<Int16Array> {
    try {
      return await sound;
    } catch (error) {
      ends.throwIfAborted();
      this.#logger.warn({ error: asError(error).message }, 'the voice failed');
      throw new SpeechBroken(unspoken, asError(error));
    }
  }

  async #readVoices(): Promise<Map<Language, Mouth>> {
    const { voices, voicesDir } = this.#settings;
    const paths = { ...(voicesDir !== undefined && (await findVoices(voicesDir))), ...voices };
    const mouths = new Map<Language, Mouth>();
    const faults: string[] = [];
    for (const language of languages) {
      const path = paths[language];
      if (path === undefined) continue;
      try {
        const voice = await readVoice(path, language);
        const process = new VoiceProcess(voice, language, this.#settings, this.#logger, this.#hooks);
        mouths.set(language, { process, fingerprint: await fingerprintOfVoice(path, language, this.#settings) });
      } catch (error) {
        if (!isCode(error, 'bad-settings')) throw error;
        faults.push(error.message);
      }
    }
    if (faults.length > 0) throw new RepondeurError('bad-settings', faults.join('\n'));
    if (mouths.size === 0) throw noVoices(voicesDir);
    return mouths;
  }
}

function make(process: VoiceProcess, clause: Clause, ends: AbortSignal): Promise<Int16Array> {
  const making = process.sound(clause, ends).then(({ pcm }) => pcm);
  // Made ahead: whoever leaves before it is wanted does not wait for it.
  making.catch(() => {});
  return making;
}

async function* pieces(resampler: Resampler, rateHz: number, sound: Int16Array, ends: AbortSignal): AsyncGenerator<Pcm, void> {
  const samples = Math.round((rateHz * pieceMs) / 1000);
  for (let at = 0; at < sound.length; at += samples) {
    if (at > 0) await breathe();
    ends.throwIfAborted();
    const pcm = resampler.push(sound.subarray(at, at + samples));
    if (pcm.length > 0) yield pcm;
  }
  ends.throwIfAborted();
}

function noVoices(directory: string | undefined): RepondeurError {
  const where = directory === undefined ? 'no voice is configured' : `there is no voice in ${directory}`;
  return new RepondeurError(
    'bad-settings',
    `${where}: bin/repondeur voices add --language fr fetches one; or put both files of a Piper voice there, fr_FR-siwis-medium.onnx and .onnx.json for instance`,
  );
}
