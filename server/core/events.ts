import { EventEmitter } from 'node:events';

type Listener<T> = (event: T) => void;

/** A typed event bus: `Events` maps each event's name to its payload. Listeners run at once, in order. */
export class EventBus<Events extends Record<string, unknown>> {
  readonly #emitter = new EventEmitter().setMaxListeners(0);

  emit<Name extends keyof Events & string>(name: Name, event: Events[Name]): void {
    this.#emitter.emit(name, event);
  }

  /** Listens until the returned function is called or the signal aborts. */
  on<Name extends keyof Events & string>(name: Name, listener: Listener<Events[Name]>, signal?: AbortSignal): () => void {
    const off = () => {
      this.#emitter.off(name, listener);
      signal?.removeEventListener('abort', off);
    };
    if (signal?.aborted) return off;
    this.#emitter.on(name, listener);
    signal?.addEventListener('abort', off, { once: true });
    return off;
  }

  listenerCount(name: keyof Events & string): number {
    return this.#emitter.listenerCount(name);
  }
}
