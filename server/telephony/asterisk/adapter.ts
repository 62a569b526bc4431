import { type Clock, systemClock } from '../../core/clock.ts';
import { asError } from '../../core/errors.ts';
import type { Health } from '../../core/health.ts';
import type { Logger } from '../../core/logger.ts';
import type { CallHandler, Telephony, TelephonyCapabilities } from '../contract.ts';
import { AsteriskCall } from './adapter-call.ts';
import { sendAway } from './ari-away.ts';
import { compareCensus } from './ari-census.ts';
import type { AriAddress } from './ari-connection.ts';
import { isGone } from './ari-error.ts';
import { AriLink } from './ari-link.ts';
import type { AriBridge, AriChannel, AriEvent } from './ari-types.ts';
import { ownPrefix } from './media-leg.ts';

/** A caller whose sound is lost again and again is let go instead of being greeted for ever. */
const mostRecoveries = 3;
/** Handlers that do not come to an end by then are left behind. */
const stopDeadlineMs = 3_000;

export interface AsteriskTelephonyOptions extends AriAddress {
  logger: Logger;
  clock?: Clock;
}

/** The door to one Asterisk: ARI for control, chan_websocket for sound (Asterisk 20.16, 22.6 or newer). */
export function createAsteriskTelephony(options: AsteriskTelephonyOptions): AsteriskTelephony {
  return new AsteriskTelephony(options);
}

export class AsteriskTelephony implements Telephony {
  readonly name = 'asterisk';
  readonly capabilities: TelephonyCapabilities = { marks: true, reject: true, recovery: true };
  readonly #app: string;
  readonly #clock: Clock;
  readonly #logger: Logger;
  readonly #link: AriLink;
  readonly #calls = new Map<string, AsteriskCall>();
  readonly #handling = new Set<Promise<void>>();
  readonly #recoveries = new Map<string, number>();
  #onCall: CallHandler | undefined;

  constructor({ logger, clock = systemClock, ...address }: AsteriskTelephonyOptions) {
    this.#app = address.app;
    this.#clock = clock;
    this.#logger = logger;
    this.#link = new AriLink({ address, clock, logger, onConnected: () => this.#takeCensus() });
    this.#link.events.on('StasisStart', (event) => this.#onStasisStart(event));
  }

  async start(onCall: CallHandler, signal?: AbortSignal): Promise<void> {
    this.#onCall = onCall;
    await this.#link.start(signal);
  }

  drain(): void {
    this.#onCall = undefined;
  }

  async stop(): Promise<void> {
    this.drain();
    const ended = [...this.#calls.values()].map((call) => call.end('server-stopping'));
    const deadline = new AbortController();
    await Promise.race([Promise.allSettled([...ended, ...this.#handling]), this.#clock.sleep(stopDeadlineMs, deadline.signal).catch(() => {})]);
    deadline.abort();
    await this.#link.stop();
  }

  health(): Health {
    const health = this.#link.health();
    return health.ready && !this.#onCall ? { ready: false, reason: 'no calls are taken any more: the server is stopping' } : health;
  }

  /** Drops the connection as a fault of the network would; it comes back by itself. For tests of recovery. */
  dropConnection(): void {
    this.#link.dropConnection();
  }

  #onStasisStart({ channel }: AriEvent): void {
    if (!channel || channel.id.startsWith(ownPrefix(this.#app))) return;
    if (this.#calls.has(channel.id)) return;
    this.#offer(channel, false);
  }

  #offer(channel: AriChannel, recovered: boolean): void {
    const onCall = this.#onCall;
    if (!onCall) {
      // A caller who comes while this process stops.
      void sendAway(this.#link, channel.id).catch((error) => this.#logFault(error));
      return;
    }
    const call = new AsteriskCall({ channel, recovered, link: this.#link, clock: this.#clock, logger: this.#logger });
    this.#calls.set(channel.id, call);
    const handling = this.#handle(call, onCall).finally(() => this.#handling.delete(handling));
    this.#handling.add(handling);
    call.signal.addEventListener('abort', () => void this.#onEnded(call), { once: true });
  }

  async #handle(call: AsteriskCall, onCall: CallHandler): Promise<void> {
    try {
      await onCall(call);
      await call.hangUp();
    } catch (error) {
      if (!call.signal.aborted) this.#logger.error({ err: asError(error), callId: call.id }, 'the handler of a call failed');
      await call.end('failed');
    }
  }

  async #onEnded(call: AsteriskCall): Promise<void> {
    await call.end('completed');
    this.#calls.delete(call.id);
    if (call.endReason === 'switch-lost' && this.#link.connected) await this.#takeCensus().catch((error) => this.#logFault(error));
    else if (call.endReason !== 'switch-lost') this.#recoveries.delete(call.id);
  }

  /** After each connection: what the switch still holds of before is offered again, ended or removed. */
  async #takeCensus(): Promise<void> {
    const [channels, bridges] = await Promise.all([
      this.#link.request((ari) => ari.channels.list()) as Promise<AriChannel[]>,
      this.#link.request((ari) => ari.bridges.list()) as Promise<AriBridge[]>,
    ]);
    const calls = [...this.#calls.values()];
    const owned = { callIds: new Set(this.#calls.keys()), legIds: new Set(calls.flatMap((call) => call.legIds)) };
    const census = compareCensus(channels, bridges, owned, this.#app);
    for (const id of census.goneCallIds) void this.#calls.get(id)?.end('caller-hung-up');
    await Promise.all([
      ...census.orphanBridgeIds.map((bridgeId) =>
        this.#link.request((ari) => ari.bridges.destroy({ bridgeId })).catch((error) => this.#logFault(error)),
      ),
      ...census.orphanChannelIds.map((channelId) =>
        this.#link.request((ari) => ari.channels.hangup({ channelId })).catch((error) => this.#logFault(error)),
      ),
    ]);
    for (const channel of census.callers) this.#recover(channel);
  }

  #recover(channel: AriChannel): void {
    if (this.#calls.has(channel.id)) return;
    const wasAnswered = channel.state === 'Up';
    const count = wasAnswered ? (this.#recoveries.get(channel.id) ?? 0) + 1 : 0;
    this.#recoveries.set(channel.id, count);
    if (count <= mostRecoveries) this.#offer(channel, wasAnswered);
    else void this.#link.request((ari) => ari.channels.hangup({ channelId: channel.id })).catch((error) => this.#logFault(error));
  }

  #logFault(error: unknown): void {
    if (!isGone(error)) this.#logger.warn({ err: asError(error) }, 'Asterisk refused what belongs to the care of calls');
  }
}
