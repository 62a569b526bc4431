import type { Pcm } from '../core/audio-frame.ts';
import type { Health } from '../core/health.ts';

/**
 * F_Telephonie: the door. A telephony adapter connects to one switch, offers each incoming call once, and gives
 * two-way sound for those that are answered. Everything that a call needs ends with the call's own signal.
 */
export interface Telephony {
  readonly name: string;
  readonly capabilities: TelephonyCapabilities;
  /**
   * Connects (retrying with back-off until the signal aborts) and offers calls to the handler from then on, also after
   * the switch was away. Calls that the switch still holds from before are offered too, with `recovered: true`.
   */
  start(onCall: CallHandler, signal?: AbortSignal): Promise<void>;
  /**
   * From now on no call is offered any more: new callers are left to what the switch itself does for them, or refused where it does nothing. Calls that
   * are up go on, until {@link stop}. The health is not ready from then on.
   */
  drain(): void;
  /** Stops offering calls and disconnects. Calls that are still up end with reason 'server-stopping'. Orphan channels and bridges are removed. */
  stop(): Promise<void>;
  health(): Health;
}

export interface TelephonyCapabilities {
  /** MARK: the switch reports what the caller has really heard. */
  marks: boolean;
  /** Early offers can be refused before they are answered. */
  reject: boolean;
  /** A call that was up can be found again after a restart of this process. */
  recovery: boolean;
}

/** Called for each call. It must not throw; when its promise settles the adapter hangs up if nobody did. */
export type CallHandler = (call: TelephonyCall) => Promise<void>;

export interface TelephonyCall {
  /** The switch's own id of the caller's channel. */
  readonly id: string;
  /** The caller's number as the network gave it; null when it is withheld. */
  readonly from: string | null;
  /** The name that the network shows, null when there is none. */
  readonly fromName: string | null;
  /** The dialled number as the trunk gave it. */
  readonly to: string;
  readonly offeredAt: Date;
  /** It was already answered by a process of ours that is gone. */
  readonly recovered: boolean;
  /** Aborts with a CallEnded reason ('caller-hung-up', 'switch-lost', 'server-stopping') when the call is over, by whichever side. */
  readonly signal: AbortSignal;
  /** Answers (once; for a recovered call only the media leg is made anew). Rejects with CallEnded when the caller is gone. */
  answer(): Promise<CallMedia>;
  /** Refuses a call that is not answered. */
  reject(cause: RejectCause): Promise<void>;
  /** Ends the call. Resolves when the switch has let go of all its legs; a second call resolves too. */
  hangUp(): Promise<void>;
}

export type RejectCause = 'busy' | 'declined' | 'unallocated';

/** Two-way sound of an answered call, 16 kHz s16 mono. */
export interface CallMedia {
  /** performance.now() of the moment the switch confirmed the answer. */
  readonly answeredAtMs: number;
  /**
   * The caller's sound, frames of exactly 320 samples (20 ms), in order, at the switch's clock. Ends when the call ends. One consumer only.
   */
  readonly frames: AsyncIterable<Pcm>;
  /** Key presses, one at a time, '0'-'9', '*', '#', 'A'-'D'. Returns the function that stops listening. */
  onKey(listener: (key: string) => void): () => void;
  /**
   * Queues sound behind what is queued already; the switch paces it. Any length; the last frame is filled up with silence only when
   * nothing follows within the adapter's queue. Does nothing once the call is over.
   */
  play(pcm: Pcm): void;
  /** Resolves 'played' when everything queued before it has been played to the caller, 'flushed' when it was dropped (flush, end of call). Never rejects. */
  mark(): Promise<MarkOutcome>;
  /** Drops everything queued that was not played yet: the voice stops at once. Earlier marks resolve 'flushed'. */
  flush(): void;
}

export type MarkOutcome = 'played' | 'flushed';
