import { SoundBatch } from '../../../../audio/sound-batch.ts';
import { msOfSamples, type Pcm } from '../../../../core/audio-frame.ts';
import { asError, RepondeurError } from '../../../../core/errors.ts';
import type { Logger } from '../../../../core/logger.ts';
import type { EngineHost } from '../../../engine-host/engine-host.ts';
import type { Transcript, TranscriptionOptions, TranscriptionStream } from '../../contract.ts';
import type { VoskEngine } from './protocol.ts';

export interface VoskStreamOptions extends TranscriptionOptions {
  /** The only phrases that can be heard. Default: all that the model knows. */
  grammar?: readonly string[];
}

export interface VoskStreamSetup {
  id: number;
  host: EngineHost<VoskEngine>;
  batchMs: number;
  finishDeadlineMs: number;
  /** The model takes grammars. */
  grammar: boolean;
  logger: Logger;
  onClosed: () => void;
}

/** Far above what making a recogniser takes: 0.2 ms, or some ms with a grammar. */
const openDeadlineMs = 5000;

/** The server's end of one call's recogniser: gathers frames into batches and outlives the engine's restarts. */
export class VoskStream implements TranscriptionStream {
  readonly #setup: VoskStreamSetup;
  readonly #options: VoskStreamOptions;
  readonly #batch: SoundBatch;
  #utterance = 0;
  #droppedMs = 0;
  #expected: readonly string[] | null = null;
  /** The child knows this stream. */
  #attached = false;
  #closed = false;

  constructor(setup: VoskStreamSetup, options: VoskStreamOptions) {
    this.#setup = setup;
    this.#options = options;
    this.#batch = new SoundBatch(setup.batchMs);
  }

  /** Makes the recogniser. Rejects with 'engine-failed', 'bad-input' (grammar) or the signal's reason. */
  async open(): Promise<void> {
    const { host, id, onClosed } = this.#setup;
    const { signal, grammar } = this.#options;
    try {
      await host.request('open', { stream: id, grammar }, { deadlineMs: openDeadlineMs, signal });
    } catch (error) {
      // The caller hung up, or the child is slow: the recogniser that may still be made is not wanted any more.
      host.send('close', { stream: id }, { always: true });
      onClosed();
      throw error;
    }
    this.#attached = true;
    signal.addEventListener('abort', this.#close, { once: true });
    // It may have aborted between the child's answer and now.
    if (signal.aborted) this.#close();
  }

  get hears(): boolean {
    return this.#attached || this.#setup.host.health().ready;
  }

  write(pcm: Pcm): void {
    if (this.#closed || pcm.length === 0) return;
    if (!this.#attached && !this.#attachAgain()) {
      this.drop(msOfSamples(pcm.length));
      return;
    }
    this.#send(this.#batch.add(pcm));
  }

  async finish(): Promise<Transcript> {
    const { host, id, finishDeadlineMs } = this.#setup;
    this.#options.signal.throwIfAborted();
    if (this.#closed) throw new RepondeurError('engine-failed', 'this stream is closed');
    if (!this.#attached && !this.#attachAgain()) throw new RepondeurError('engine-failed', 'the recogniser is being restarted', { retryable: true });
    this.#send(this.#batch.take());
    this.#utterance++;
    this.#expected = null;
    return host.request('finish', { stream: id }, { deadlineMs: finishDeadlineMs, signal: this.#options.signal });
  }

  expect(phrases: readonly string[] | null): void {
    if (this.#expected === phrases || !this.#setup.grammar) return;
    this.#expected = phrases;
    if (this.#attached) this.#tellExpected();
  }

  reset(): void {
    this.#batch.clear();
    this.#utterance++;
    if (this.#attached) this.#setup.host.send('reset', { stream: this.#setup.id }, { always: true });
  }

  async close(): Promise<void> {
    this.#close();
  }

  /** From the child. What it still says about an earlier utterance is nobody's any more. */
  hearPartial(text: string, utterance: number): void {
    if (!this.#closed && utterance === this.#utterance) this.#options.onPartial?.({ text, words: [] });
  }

  /** The recogniser, or the whole engine with `engineGone`, lost what was being said. */
  lose(error: Error, { engineGone }: { engineGone: boolean }): void {
    if (this.#closed) return;
    if (engineGone) {
      this.#attached = false;
      this.#batch.clear();
    }
    this.#options.onLost?.(error);
  }

  drop(ms: number): void {
    this.#droppedMs += ms;
  }

  #tellExpected(): void {
    this.#setup.host.send('expect', { stream: this.#setup.id, phrases: this.#expected });
  }

  #send(pcm: Pcm | undefined): void {
    const { host, id } = this.#setup;
    if (pcm && !host.send('sound', { stream: id, utterance: this.#utterance, pcm })) this.drop(msOfSamples(pcm.length));
  }

  /** What is sent after it arrives after it, so nobody waits. */
  #attachAgain(): boolean {
    const { host, id, logger } = this.#setup;
    if (!host.health().ready) return false;
    this.#attached = true;
    host.request('open', { stream: id, grammar: this.#options.grammar }, { deadlineMs: openDeadlineMs }).catch((error) => {
      logger.warn({ error: asError(error).message }, 'a recogniser could not be opened again');
      this.#attached = false;
    });
    if (this.#expected) this.#tellExpected();
    return true;
  }

  readonly #close = (): void => {
    if (this.#closed) return;
    this.#closed = true;
    this.#options.signal.removeEventListener('abort', this.#close);
    const { host, id, logger, onClosed } = this.#setup;
    if (this.#attached) host.send('close', { stream: id }, { always: true });
    if (this.#droppedMs > 0) logger.warn({ droppedMs: Math.round(this.#droppedMs) }, 'sound of a call was dropped: the recogniser did not keep up');
    onClosed();
  };
}
