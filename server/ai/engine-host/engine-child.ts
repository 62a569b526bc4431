import { setTimeout as sleep } from 'node:timers/promises';
import { RepondeurError } from '../../core/errors.ts';
import { type EngineProtocol, errorOnWire, type FromChild, type NameOf, type ToChild } from './protocol.ts';

/** What the child does with what comes in. Requests may take their time; messages are handled at once and in order with them. */
export interface EngineHandlers<P extends EngineProtocol> {
  info: P['info'];
  requests: { [Name in NameOf<P['requests']>]: (input: P['requests'][Name]['input']) => Promise<P['requests'][Name]['output']> };
  messages: { [Name in NameOf<P['messages']>]: (payload: P['messages'][Name]) => void };
  /** Frees what must not be cut off; the process ends afterwards. */
  stop?(): Promise<void>;
}

export type EmitEvent<P extends EngineProtocol> = <Name extends NameOf<P['events']>>(name: Name, payload: P['events'][Name]) => void;

/**
 * The child's side of an engine host: called once by the child's entry file. `start` loads the engine; what it throws is reported to the parent
 * as the reason of the failed handshake. Asked to end, by its parent or by SIGTERM, it finishes what is in flight and takes nothing new. It ends with its
 * parent: no orphan holds memory or a model.
 */
export function serveEngine<P extends EngineProtocol>(start: (options: P['options'], emit: EmitEvent<P>) => Promise<EngineHandlers<P>>): void {
  let handlers: EngineHandlers<P> | undefined;
  let drainMs = 0;
  let ending = false;
  const inFlight = new Set<Promise<void>>();
  const emit: EmitEvent<P> = (name, payload) => send({ kind: 'event', name, payload });

  const answer = async (id: number, name: string, input: unknown): Promise<void> => {
    try {
      if (ending) throw new RepondeurError('engine-failed', 'this engine is ending', { retryable: true });
      const handler = handlers?.requests[name] as ((input: unknown) => Promise<unknown>) | undefined;
      if (!handler) throw new RepondeurError('bad-input', `this engine does not know the request ${name}`);
      send({ kind: 'response', id, output: await handler(input) });
    } catch (error) {
      send({ kind: 'refusal', id, error: errorOnWire(error) });
    }
  };
  const end = async (): Promise<void> => {
    if (ending) return;
    ending = true;
    const left = new AbortController();
    await Promise.race([Promise.all(inFlight), sleep(drainMs, undefined, { signal: left.signal }).catch(() => {})]);
    left.abort();
    await handlers?.stop?.();
    if (process.connected) process.disconnect();
  };

  process.on('disconnect', () => process.exit(0));
  process.on('SIGTERM', () => {
    if (!ending) send({ kind: 'draining' });
    void end();
  });
  // Ctrl-C and the end of a terminal reach every process of the group: when to end is the parent's to say.
  for (const name of ['SIGINT', 'SIGHUP'] as const) process.on(name, () => {});
  process.on('message', async (message: ToChild) => {
    switch (message.kind) {
      case 'start':
        drainMs = message.drainMs;
        try {
          handlers = await start(message.options, emit);
          send({ kind: 'ready', info: handlers.info });
        } catch (error) {
          send({ kind: 'failed', error: errorOnWire(error) });
        }
        return;
      case 'request': {
        const answering = answer(message.id, message.name, message.input);
        inFlight.add(answering);
        await answering;
        inFlight.delete(answering);
        return;
      }
      case 'message':
        handlers?.messages[message.name]?.(message.payload as never);
        return;
      case 'stop':
        await end();
    }
  });
}

function send(message: FromChild): void {
  // The channel closes when the parent goes away; 'disconnect' then ends this process.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}
