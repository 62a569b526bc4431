import type { SpeechToText, Transcript, TranscriptionOptions, TranscriptionStream } from '../../server/ai/speech-to-text/contract.ts';
import type { Handle, LibVosk } from '../../server/ai/speech-to-text/providers/vosk/libvosk.ts';
import { Recognizer } from '../../server/ai/speech-to-text/providers/vosk/recognizer.ts';
import { concatPcm, type Pcm, sampleRateHz, samplesOfMs } from '../../server/core/audio-frame.ts';
import type { Clock } from '../../server/core/clock.ts';

/** As the product gathers sound before it hands it to the engine. */
const batchMs = 60;
/** From the last sample handed over to the words: 7 to 13 ms in the product's child process (bench/speech.ts), and the frame in which they come. */
const lagMs = 20;
/** Turns of the event loop in which everything that a result sets off comes to rest. */
const restingTurns = 4;

/**
 * The product's recogniser on libvosk, in a time that waits for it: words come exactly `lagMs` of the line after their sound, however busy this machine is.
 * One for each call.
 */
export class LockstepEar implements SpeechToText {
  readonly name = 'lockstep';
  readonly #library: WatchedLibrary;
  readonly #model: Handle;
  readonly #clock: Clock;

  constructor(library: LibVosk, model: Handle, clock: Clock) {
    this.#library = watched(library);
    this.#model = model;
    this.#clock = clock;
  }

  capabilities() {
    return { partials: true, grammar: false, languages: {} };
  }

  health() {
    return { ready: true } as const;
  }

  async start(): Promise<void> {}

  async stop(): Promise<void> {}

  async open(options: TranscriptionOptions): Promise<TranscriptionStream> {
    return new LockstepStream(this.#library, this.#model, this.#clock, options);
  }

  /** Resolves when no sound is being worked on and nothing more happens before time goes on. */
  async rests(): Promise<void> {
    for (let turns = 0; turns < restingTurns; turns++) {
      await new Promise((resolve) => setImmediate(resolve));
      if (this.#library.underWay() > 0) turns = -1;
    }
  }
}

class LockstepStream implements TranscriptionStream {
  readonly #recognizer: Recognizer;
  readonly #clock: Clock;
  #batch: Pcm[] = [];
  #utterance = 0;

  constructor(library: LibVosk, model: Handle, clock: Clock, { onPartial, onLost, signal }: TranscriptionOptions) {
    this.#clock = clock;
    this.#recognizer = new Recognizer({
      library,
      makeHandle: () => library.newRecognizer(model, sampleRateHz),
      modelRateHz: sampleRateHz,
      maxBacklogMs: Number.POSITIVE_INFINITY,
      onPartial: async (text, utterance) => {
        await clock.sleep(lagMs);
        if (utterance === this.#utterance && !signal.aborted) onPartial?.({ text, words: [] });
      },
      onDropped: () => {},
      onLost: (error) => onLost?.(error),
    });
  }

  write(pcm: Pcm): void {
    this.#batch.push(pcm.slice());
    if (this.#batch.reduce((sum, part) => sum + part.length, 0) >= samplesOfMs(batchMs)) this.#flush();
  }

  async finish(): Promise<Transcript> {
    this.#flush();
    this.#utterance++;
    const transcript = await this.#recognizer.finish();
    await this.#clock.sleep(lagMs);
    return transcript;
  }

  reset(): void {
    this.#batch = [];
    this.#utterance++;
    this.#recognizer.reset();
  }

  async close(): Promise<void> {
    this.#recognizer.free();
  }

  #flush(): void {
    const pcm = concatPcm(this.#batch);
    this.#batch = [];
    this.#recognizer.hear(pcm, this.#utterance);
  }
}

type WatchedLibrary = LibVosk & { underWay(): number };

/** The same library, which tells how many of its calls are not answered yet. */
function watched(library: LibVosk): WatchedLibrary {
  let underWay = 0;
  const proxy = new Proxy(library, {
    get(target, name) {
      if (name === 'underWay') return () => underWay;
      const member: unknown = Reflect.get(target, name);
      if (typeof member !== 'function') return member;
      return (...given: unknown[]) => {
        const answer: unknown = Reflect.apply(member, target, given);
        if (!(answer instanceof Promise)) return answer;
        underWay++;
        return answer.finally(() => underWay--);
      };
    },
  });
  return proxy as WatchedLibrary;
}
