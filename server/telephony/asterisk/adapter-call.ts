import { abortable } from '../../core/abortable.ts';
import { CallScope } from '../../core/call-scope.ts';
import type { Clock } from '../../core/clock.ts';
import { asError, RepondeurError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import type { EndReason } from '../../core/outcome.ts';
import type { CallMedia, RejectCause, TelephonyCall } from '../contract.ts';
import { AsteriskMedia } from './adapter-media.ts';
import { sendAway } from './ari-away.ts';
import { isGone } from './ari-error.ts';
import { identityOf } from './ari-identity.ts';
import type { AriLink } from './ari-link.ts';
import type { AriChannel } from './ari-types.ts';
import { endChannel } from './ari-wait.ts';
import { MediaLeg } from './media-leg.ts';

/** ARI's words for Q.850 causes 17, 21 and 1. */
const hangupReasons: Record<RejectCause, string> = { busy: 'busy', declined: 'rejected', unallocated: 'unallocated' };
/** A hang-up closes the media socket a moment before ARI tells of it. */
const hangupGraceMs = 500;

export interface AsteriskCallOptions {
  channel: AriChannel;
  recovered: boolean;
  link: AriLink;
  clock: Clock;
  logger: Logger;
}

/** One caller's channel and the leg that carries its sound: the only owner of both, from the offer to the last of them gone. */
export class AsteriskCall implements TelephonyCall {
  readonly id: string;
  readonly from: string | null;
  readonly fromName: string | null;
  readonly to: string;
  readonly offeredAt: Date;
  readonly recovered: boolean;
  readonly #options: AsteriskCallOptions;
  readonly #scope = new CallScope();
  readonly #media = new AsteriskMedia();
  readonly #leg: MediaLeg;
  #answering: Promise<CallMedia> | undefined;
  #released: Promise<void> | undefined;
  #hangupReason = 'normal';
  #toDialplan = false;

  /** Starts to build the media leg at once, so that the answer finds it ready. */
  constructor(options: AsteriskCallOptions) {
    const { channel, recovered, link, clock, logger } = options;
    this.#options = options;
    this.id = channel.id;
    const identity = identityOf(channel, link.address.app);
    this.from = identity.from;
    this.fromName = identity.fromName;
    this.to = identity.to;
    this.offeredAt = clock.now();
    this.recovered = recovered;
    for (const type of ['ChannelHangupRequest', 'StasisEnd', 'ChannelDestroyed']) {
      link.events.on(`${type}:${this.id}`, () => this.end('caller-hung-up'), this.signal);
    }
    const onFrame = this.#media.onFrame.bind(this.#media);
    this.#leg = new MediaLeg({ link, callerChannelId: this.id, onFrame, logger, signal: this.signal });
    this.#leg.ready.then(
      (socket) => void socket.closed.then(() => this.#onMediaLost()),
      (error) => {
        if (isGone(error)) void this.end('caller-hung-up');
      },
    );
  }

  get signal(): AbortSignal {
    return this.#scope.signal;
  }

  /** Ids of the channel and the bridge that are its own on the switch. */
  get legIds(): string[] {
    return [this.#leg.channelId, this.#leg.bridgeId];
  }

  get endReason(): EndReason | undefined {
    return this.#scope.reason;
  }

  /** Ends the call and lets go of what it holds. The caller's channel stays when the reason is 'switch-lost': it is offered again if it is still there. */
  end(reason: EndReason): Promise<void> {
    this.#scope.end(reason);
    this.#released ??= this.#release();
    return this.#released;
  }

  answer(): Promise<CallMedia> {
    this.#answering ??= this.#answer();
    return this.#answering;
  }

  async reject(cause: RejectCause): Promise<void> {
    if (this.#answering || this.recovered)
      throw new RepondeurError('bad-input', 'only a call that is not answered can be rejected; hang it up instead');
    this.#hangupReason = hangupReasons[cause];
    return this.end('completed');
  }

  hangUp(): Promise<void> {
    return this.end('completed');
  }

  async #answer(): Promise<CallMedia> {
    const { link } = this.#options;
    this.#media.listen();
    try {
      const answered = this.recovered ? Promise.resolve() : link.request((ari) => ari.channels.answer({ channelId: this.id }));
      const answeredAt = answered.then(() => performance.now());
      const [answeredAtMs, socket] = await abortable(Promise.all([answeredAt, this.#leg.ready]), this.signal);
      this.#media.open({ socket, answeredAtMs, link, callerChannelId: this.id, signal: this.signal });
      return this.#media;
    } catch (error) {
      this.#toDialplan = true;
      void this.end(isGone(error) ? 'caller-hung-up' : 'failed');
      throw this.endReason === 'failed' ? error : this.signal.reason;
    }
  }

  async #onMediaLost(): Promise<void> {
    if (this.signal.aborted) return;
    await this.#options.clock.sleep(hangupGraceMs, this.signal).catch(() => {});
    if (!this.signal.aborted) await this.end('switch-lost');
  }

  async #release(): Promise<void> {
    const { logger } = this.#options;
    await Promise.all([
      this.#releaseCaller().catch((error) => {
        if (!isGone(error)) logger.warn({ err: asError(error) }, "a caller's channel could not be released");
      }),
      this.#leg.remove(),
    ]);
  }

  async #releaseCaller(): Promise<void> {
    const { link } = this.#options;
    if (this.endReason === 'caller-hung-up' || this.endReason === 'switch-lost') return;
    if (!this.#toDialplan) return endChannel(link, this.id, this.#hangupReason);
    // Without sound there is nothing that we can do for a caller; the dialplan can still take a message.
    await this.#leg.remove();
    await sendAway(link, this.id);
  }
}
