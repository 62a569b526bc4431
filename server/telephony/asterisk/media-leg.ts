import type { Pcm } from '../../core/audio-frame.ts';
import { asError } from '../../core/errors.ts';
import { newId } from '../../core/ids.ts';
import type { Logger } from '../../core/logger.ts';
import { AriError, isGone } from './ari-error.ts';
import type { AriLink } from './ari-link.ts';
import type { AriChannel } from './ari-types.ts';
import { endChannel, untilEvent } from './ari-wait.ts';
import { type MediaSocket, openMediaSocket } from './media-socket.ts';

const enterDeadlineMs = 4_000;
/** A request that we have given up may still be carried out by a busy switch: what it made then is taken away later. */
const removeAgainAfterMs = 15_000;

export interface MediaLegOptions {
  link: AriLink;
  /** The channel whose sound it carries; it is put into the leg's bridge. */
  callerChannelId: string;
  onFrame: (frame: Pcm) => void;
  logger: Logger;
  signal: AbortSignal;
}

/** The names of our own channels and bridges start with it, so that those of a process that is gone can be told from foreign ones. */
export function ownPrefix(app: string): string {
  return `${app}-leg-`;
}

/** Our side of a call's sound: an external media channel, its websocket, and the bridge that joins it with the caller. */
export class MediaLeg {
  readonly channelId: string;
  readonly bridgeId: string;
  readonly #options: MediaLegOptions;
  readonly #building: Promise<MediaSocket>;
  #socket: MediaSocket | undefined;
  #removed: Promise<void> | undefined;

  /** Starts to build at once; {@link ready} tells how that ends. */
  constructor(options: MediaLegOptions) {
    const name = `${ownPrefix(options.link.address.app)}${newId()}`;
    this.channelId = `${name}-media`;
    this.bridgeId = `${name}-bridge`;
    this.#options = options;
    this.#building = this.#build();
    this.#building.catch(() => {});
  }

  /** Resolves when sound can flow both ways. Rejects with the signal's reason, or with `switch-failed`. */
  get ready(): Promise<MediaSocket> {
    return this.#building;
  }

  /** Takes channel and bridge away; resolves when the switch has let go of them. Never rejects; what cannot be removed now is found by the next census. */
  remove(): Promise<void> {
    this.#removed ??= this.#remove();
    return this.#removed;
  }

  async #build(): Promise<MediaSocket> {
    const { link, callerChannelId } = this.#options;
    this.#options.signal.throwIfAborted();
    const failed = new AbortController();
    const signal = AbortSignal.any([this.#options.signal, failed.signal]);
    const steps = [
      untilEvent(link.events, [`StasisStart:${this.channelId}`], enterDeadlineMs, signal),
      link.request((ari) => ari.bridges.create({ type: 'mixing', bridgeId: this.bridgeId, name: this.bridgeId })),
      this.#openSocket(signal),
    ];
    // All steps are over before the build is, so that a removal finds everything that was made.
    await Promise.allSettled(steps.map((step) => step.catch((error) => failed.abort(error))));
    signal.throwIfAborted();
    await this.#join(`${this.channelId},${callerChannelId}`);
    signal.throwIfAborted();
    return this.#socket!;
  }

  async #openSocket(signal: AbortSignal): Promise<void> {
    const { link, onFrame, logger } = this.#options;
    const channelId = this.channelId;
    const channel = (await link.request((ari) =>
      ari.channels.externalMedia({
        app: link.address.app,
        channelId,
        external_host: 'INCOMING',
        connection_type: 'server',
        transport: 'websocket',
        encapsulation: 'none',
        format: 'slin16',
      }),
    )) as AriChannel;
    const variable = 'MEDIA_WEBSOCKET_CONNECTION_ID';
    const connectionId = channel.channelvars?.[variable] ?? (await link.request((ari) => ari.channels.getChannelVar({ channelId, variable }))).value;
    const url = `${link.address.ariUrl.replace(/^http/, 'ws').replace(/\/$/, '')}/media/${connectionId}`;
    this.#socket = await openMediaSocket({ url, onFrame, logger, signal });
  }

  async #join(channel: string): Promise<void> {
    try {
      await this.#options.link.request((ari) => ari.bridges.addChannel({ bridgeId: this.bridgeId, channel }));
    } catch (error) {
      // Only here ARI calls a channel that does not exist any more a bad request.
      throw error instanceof AriError && error.status === 400 ? new AriError(404, 'the channel is gone') : error;
    }
  }

  async #remove(): Promise<void> {
    const { logger } = this.#options;
    const isWhole = await this.#building.then(
      () => true,
      () => false,
    );
    const faults = await this.#takeAway();
    this.#socket?.close();
    for (const fault of faults) logger.warn({ err: asError(fault) }, 'a media leg could not be removed');
    if (faults.length > 0 || !isWhole) setTimeout(() => void this.#takeAway(), removeAgainAfterMs).unref();
  }

  /** What went wrong; that there is nothing to take away is no fault. */
  async #takeAway(): Promise<unknown[]> {
    const { link } = this.#options;
    const results = await Promise.allSettled([
      endChannel(link, this.channelId),
      link.request((ari) => ari.bridges.destroy({ bridgeId: this.bridgeId })),
    ]);
    return results.flatMap((result) => (result.status === 'rejected' && !isGone(result.reason) ? [result.reason] : []));
  }
}
