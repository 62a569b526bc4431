import { once } from 'node:events';
import { WebSocket } from 'ws';
import { RepondeurError } from '../core/errors.ts';
import type { WrittenConfiguration } from '../telephony/asterisk/configuration-options.ts';

/** What tests read of ARI's answers and events. */
export interface AriObject {
  type?: string;
  id?: string;
  name?: string;
  state?: string;
  args?: string[];
  caller?: { name: string; number: string };
  channel?: AriObject;
  playback?: AriObject;
  [more: string]: unknown;
}

const longestWaitMs = 60_000;

/** ARI by plain HTTP and WebSocket, for tests that look at Asterisk from outside of our own adapter. */
export class TestAri {
  readonly #configuration: WrittenConfiguration;
  readonly events: AriObject[] = [];
  #socket: WebSocket | undefined;

  constructor(configuration: WrittenConfiguration) {
    this.#configuration = configuration;
  }

  /** The body of the answer; rejects for any status that is not 2xx. */
  async request<T = AriObject>(method: 'GET' | 'POST' | 'DELETE', path: string, query: Record<string, string> = {}): Promise<T> {
    const { ariUrl, ariUsername, ariPassword } = this.#configuration;
    const authorization = `Basic ${Buffer.from(`${ariUsername}:${ariPassword}`).toString('base64')}`;
    const response = await fetch(`${ariUrl}/ari${path}?${new URLSearchParams(query)}`, { method, headers: { authorization } });
    const text = await response.text();
    if (!response.ok) throw new RepondeurError('switch-failed', `${method} ${path}: ${response.status} ${text}`);
    return (text === '' ? undefined : JSON.parse(text)) as T;
  }

  /** Becomes the application: Stasis(application) succeeds from now on, and its events are collected. */
  async connect(application: string): Promise<void> {
    const { ariUrl, ariUsername, ariPassword } = this.#configuration;
    const query = new URLSearchParams({ app: application, api_key: `${ariUsername}:${ariPassword}` });
    this.#socket = new WebSocket(`${ariUrl.replace('http', 'ws')}/ari/events?${query}`);
    this.#socket.on('message', (text) => this.events.push(JSON.parse(String(text)) as AriObject));
    await once(this.#socket, 'open');
  }

  /** The first event of this type that fits, already seen or still to come. Rejects with those that were seen when none comes within a minute. */
  async event(type: string, fits: (event: AriObject) => boolean = () => true): Promise<AriObject> {
    const signal = AbortSignal.timeout(longestWaitMs);
    for (;;) {
      const found = this.events.find((event) => event.type === type && fits(event));
      if (found) return found;
      await once(this.#socket!, 'message', { signal }).catch((cause: unknown) => {
        throw new RepondeurError('switch-failed', `no ${type} that fits, but ${this.events.map(({ type }) => type).join(', ') || 'nothing'}`, {
          cause,
        });
      });
    }
  }

  async disconnect(): Promise<void> {
    if (!this.#socket) return;
    this.#socket.close();
    await once(this.#socket, 'close');
    this.#socket = undefined;
  }
}
