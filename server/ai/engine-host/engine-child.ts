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
 * as the reason of the failed handshake. The process ends with its parent: no orphan holds memory or a model.
 */
export function serveEngine<P extends EngineProtocol>(start: (options: P['options'], emit: EmitEvent<P>) => Promise<EngineHandlers<P>>): void {
  let handlers: EngineHandlers<P> | undefined;
  const emit: EmitEvent<P> = (name, payload) => send({ kind: 'event', name, payload });
  process.on('disconnect', () => process.exit(0));
  process.on('message', async (message: ToChild) => {
    switch (message.kind) {
      case 'start':
        try {
          handlers = await start(message.options, emit);
          send({ kind: 'ready', info: handlers.info });
        } catch (error) {
          send({ kind: 'failed', error: errorOnWire(error) });
        }
        return;
      case 'request':
        return answer(message.id, handlers?.requests[message.name], message.name, message.input);
      case 'message':
        handlers?.messages[message.name]?.(message.payload as never);
        return;
      case 'stop':
        await handlers?.stop?.();
        process.disconnect();
    }
  });
}

async function answer(id: number, handler: ((input: never) => Promise<unknown>) | undefined, name: string, input: unknown): Promise<void> {
  try {
    if (!handler) throw new RepondeurError('bad-input', `this engine does not know the request ${name}`);
    send({ kind: 'response', id, output: await handler(input as never) });
  } catch (error) {
    send({ kind: 'refusal', id, error: errorOnWire(error) });
  }
}

function send(message: FromChild): void {
  // The channel closes when the parent goes away; 'disconnect' then ends this process.
  if (process.connected) process.send?.(message, undefined, undefined, () => {});
}
