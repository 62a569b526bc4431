import type { CallEvents } from '../calls/events.ts';
import type { EventBus } from '../core/events.ts';
import type { Turn } from '../core/outcome.ts';

const names: Record<Turn['speaker'], string> = { caller: 'caller   ', assistant: 'assistant' };

/** Shows a talk while it goes on: finished turns as lines; on a terminal also the words of the sentence that is being spoken. */
export class LiveTranscript {
  readonly #output: NodeJS.WritableStream & { isTTY?: boolean };
  readonly #listening = new AbortController();
  #partialShown = false;

  constructor(events: EventBus<CallEvents>, output: NodeJS.WritableStream) {
    this.#output = output;
    events.on('partial', ({ text }) => this.#partial(text), this.#listening.signal);
    events.on('turn', ({ turn }) => this.#turn(turn), this.#listening.signal);
  }

  end(): void {
    this.#listening.abort();
    this.#clear();
  }

  #partial(text: string): void {
    if (!this.#output.isTTY || text === '') return;
    this.#clear();
    this.#output.write(`  ${names.caller}  … ${text}`);
    this.#partialShown = true;
  }

  #turn({ speaker, text, startMs }: Turn): void {
    this.#clear();
    this.#output.write(`  ${(startMs / 1000).toFixed(1).padStart(5)} s  ${names[speaker]}  ${text}\n`);
  }

  #clear(): void {
    if (this.#partialShown) this.#output.write('\r\u001B[K');
    this.#partialShown = false;
  }
}
