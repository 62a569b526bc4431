import type { Pcm } from '../core/audio-frame.ts';
import { CallScope } from '../core/call-scope.ts';
import { Channel } from '../core/channel.ts';
import { systemClock } from '../core/clock.ts';
import { RepondeurError } from '../core/errors.ts';
import { newId } from '../core/ids.ts';
import type { Logger } from '../core/logger.ts';
import { isGone } from '../telephony/asterisk/ari-error.ts';
import { AriLink } from '../telephony/asterisk/ari-link.ts';
import { endChannel, untilEvent } from '../telephony/asterisk/ari-wait.ts';
import { MediaLeg } from '../telephony/asterisk/media-leg.ts';
import type { MediaSocket } from '../telephony/asterisk/media-socket.ts';
import { EchoingMouth, type EchoOptions } from './echoing-mouth.ts';

export interface RehearsalCallOptions {
  ariUrl: string;
  username: string;
  password: string;
  /** The caller's number as the callee will see it; null withholds it. */
  from: string | null;
  /** The number that is dialled. */
  to: string;
  /** A running link that many calls share; default one for the call alone, which costs about 50 ms of computing. */
  link?: AriLink;
  /** Ends the call when it aborts. */
  signal?: AbortSignal;
  logger: Logger;
  /** The caller's phone stands on a table with its loudspeaker on: what he hears comes back. */
  echo?: EchoOptions;
  /** How long the callee may let it ring; default 20 s. */
  answerWithinMs?: number;
}

export interface HeardFrame {
  /** 320 samples, 20 ms. */
  pcm: Pcm;
  /** performance.now() of its arrival. */
  atMs: number;
}

/** A call that the machine places to itself, over real SIP and RTP (A-law), as its caller sees it. */
export interface RehearsalCall {
  /** performance.now() of the moment the caller's side learnt that the call was answered. */
  readonly answeredAtMs: number;
  /** What the callee says, as it arrives. One consumer only; ends with the call. */
  readonly frames: AsyncIterable<HeardFrame>;
  /** Says it behind what is being said already; silence goes out when nothing is. */
  send(pcm: Pcm): void;
  /** Resolves with performance.now() of the moment at which the last sample sent so far has left; undefined when the call ended before. */
  sent(): Promise<number | undefined>;
  /** Presses a key (RFC 4733). Resolves when the switch has accepted it; the tone itself lasts 100 ms. */
  key(digit: string): Promise<void>;
  /** Resolves when all legs of the caller's side are gone. */
  hangUp(): Promise<void>;
  /** Aborts with CallEnded: 'completed' when we hung up, 'caller-hung-up' when the other side did. */
  readonly signal: AbortSignal;
}

const endpoint = 'loopback';
const enterDeadlineMs = 4_000;
/** The whole of a long call; nothing is dropped while the script is busy. */
const heardFrames = 50 * 60 * 10;

/** The callers' own way to the switch; to be started, and stopped. */
export function createCallerLink({
  ariUrl,
  username,
  password,
  logger,
}: Pick<RehearsalCallOptions, 'ariUrl' | 'username' | 'password' | 'logger'>): AriLink {
  return new AriLink({ address: { ariUrl, username, password, app: `rehearsal-${newId()}` }, clock: systemClock, logger });
}

/**
 * Places the call and resolves when it is answered. The media leg is built before dialling, so that the first sample of the callee is not missed.
 * Rejects with `unavailable` when the callee refuses, does not answer in time or cannot be reached.
 */
export async function placeRehearsalCall(options: RehearsalCallOptions): Promise<RehearsalCall> {
  const { signal } = options;
  signal?.throwIfAborted();
  const link = options.link ?? createCallerLink(options);
  const caller = new Caller(options, link);
  const abort = () => void caller.hangUp();
  signal?.addEventListener('abort', abort, { once: true });
  caller.signal.addEventListener('abort', () => signal?.removeEventListener('abort', abort), { once: true });
  try {
    if (!options.link) await link.start(signal);
    await caller.dial();
    return caller;
  } catch (error) {
    await caller.hangUp();
    throw error;
  }
}

class Caller implements RehearsalCall {
  readonly frames = new Channel<HeardFrame>(heardFrames);
  readonly #options: RehearsalCallOptions;
  readonly #link: AriLink;
  readonly #scope = new CallScope();
  readonly #channelId = `rehearsal-caller-${newId()}`;
  #dialling: Promise<void> | undefined;
  #leg: MediaLeg | undefined;
  #socket: MediaSocket | undefined;
  #mouth: EchoingMouth | undefined;
  #answeredAtMs = 0;
  #released: Promise<void> | undefined;

  constructor(options: RehearsalCallOptions, link: AriLink) {
    this.#options = options;
    this.#link = link;
  }

  get signal(): AbortSignal {
    return this.#scope.signal;
  }

  get answeredAtMs(): number {
    return this.#answeredAtMs;
  }

  dial(): Promise<void> {
    this.#dialling ??= this.#dial();
    return this.#dialling;
  }

  async #dial(): Promise<void> {
    this.signal.throwIfAborted();
    const { to, answerWithinMs = 20_000, logger } = this.#options;
    const [link, channelId] = [this.#link, this.#channelId];
    const app = link.address.app;
    for (const type of ['ChannelHangupRequest', 'StasisEnd', 'ChannelDestroyed']) {
      link.events.on(`${type}:${channelId}`, () => this.#end('caller-hung-up'), this.signal);
    }
    const entered = untilEvent(link.events, [`StasisStart:${channelId}`], enterDeadlineMs, this.signal);
    entered.catch(() => {});
    await link.request((ari) => ari.channels.create({ endpoint: `PJSIP/${to}@${endpoint}`, app, channelId, formats: 'alaw' }));
    await entered;
    this.signal.throwIfAborted();
    const onFrame = (pcm: Pcm) => {
      this.frames.push({ pcm, atMs: performance.now() });
      this.#mouth?.hear(pcm);
    };
    this.#leg = new MediaLeg({ link, callerChannelId: channelId, onFrame, logger, signal: this.signal });
    this.#socket = await this.#leg.ready;
    await this.#showNumber();
    this.signal.throwIfAborted();
    const answered = this.#untilAnswered(answerWithinMs);
    answered.catch(() => {});
    await link.request((ari) => ari.channels.dial({ channelId, timeout: Math.ceil(answerWithinMs / 1000) }));
    await answered;
    this.#answeredAtMs = performance.now();
    if (this.#options.echo) this.#mouth = new EchoingMouth(this.#socket.playout, this.#options.echo);
    else this.#socket.playout.fillIdle();
  }

  send(pcm: Pcm): void {
    if (this.#mouth) this.#mouth.say(pcm);
    else this.#socket?.playout.play(pcm);
  }

  async sent(): Promise<number | undefined> {
    const outcome = await (this.#mouth ?? this.#socket?.playout)?.mark();
    return outcome === 'played' ? performance.now() : undefined;
  }

  key(digit: string): Promise<void> {
    return this.#link.request((ari) => ari.channels.sendDTMF({ channelId: this.#channelId, dtmf: digit, duration: 100 }));
  }

  hangUp(): Promise<void> {
    return this.#end('completed');
  }

  /** Joining the bridge forgets the number that goes into the From header (Asterisk: connected line), so it is set right before dialling. */
  async #showNumber(): Promise<void> {
    const { from } = this.#options;
    const set = (variable: string, value: string) =>
      this.#link.request((ari) => ari.channels.setChannelVar({ channelId: this.#channelId, variable, value }));
    await set('CONNECTEDLINE(num,i)', from ?? 'anonymous');
    await set('CONNECTEDLINE(num-pres,i)', from === null ? 'prohib' : 'allowed');
  }

  async #untilAnswered(deadlineMs: number): Promise<void> {
    const changed = `ChannelStateChange:${this.#channelId}`;
    const givenUp = AbortSignal.any([this.signal, AbortSignal.timeout(deadlineMs)]);
    try {
      for (;;) {
        const event = await untilEvent(this.#link.events, [changed], deadlineMs, givenUp);
        if (event.channel?.state === 'Up') return;
      }
    } catch (error) {
      throw new RepondeurError('unavailable', 'the rehearsal call was not answered: the callee refused it, did not answer in time or is not there', {
        cause: error,
      });
    }
  }

  #end(reason: 'completed' | 'caller-hung-up'): Promise<void> {
    this.#scope.end(reason);
    this.#released ??= this.#release();
    return this.#released;
  }

  async #release(): Promise<void> {
    this.frames.close();
    this.#mouth?.close();
    // What a step of dialling is just making would otherwise be left behind; each of them ends soon after the signal.
    await this.#dialling?.catch(() => {});
    const hungUp = endChannel(this.#link, this.#channelId).catch((error) => {
      if (!isGone(error)) this.#options.logger.warn({ err: error }, "the rehearsal caller's channel could not be hung up");
    });
    await Promise.all([hungUp, this.#leg?.remove()]);
    if (!this.#options.link) await this.#link.stop();
  }
}
