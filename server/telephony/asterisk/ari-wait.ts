import { setTimeout as sleep } from 'node:timers/promises';
import { RepondeurError } from '../../core/errors.ts';
import { isGone } from './ari-error.ts';
import type { AriLink } from './ari-link.ts';
import type { AriEvent } from './ari-types.ts';

const letGoDeadlineMs = 2_000;
const pollMs = 20;

/** The first of these events. Rejects with the signal's reason, or with code `timeout`; no listener is left behind in any case. */
export function untilEvent(events: AriLink['events'], names: readonly string[], deadlineMs: number, signal?: AbortSignal): Promise<AriEvent> {
  const done = new AbortController();
  return new Promise<AriEvent>((resolve, reject) => {
    if (signal?.aborted) return reject(signal.reason);
    signal?.addEventListener('abort', () => reject(signal.reason), { once: true, signal: done.signal });
    const late = () =>
      reject(new RepondeurError('timeout', `Asterisk did not report ${names.join(' or ')} within ${deadlineMs} ms`, { retryable: true }));
    const timer = setTimeout(late, deadlineMs);
    done.signal.addEventListener('abort', () => clearTimeout(timer), { once: true });
    for (const name of names) events.on(name, resolve, done.signal);
  }).finally(() => done.abort());
}

/** Hangs a channel up and resolves when the switch has let go of it, at once when it is gone already. Rejects when the switch does not do it. */
export async function endChannel(link: AriLink, channelId: string, reason?: string): Promise<void> {
  const giveUp = new AbortController();
  // A channel that came through the dialplan leaves the application with StasisEnd; nobody tells us of its destruction a moment later.
  const left = untilEvent(link.events, [`StasisEnd:${channelId}`, `ChannelDestroyed:${channelId}`], letGoDeadlineMs, giveUp.signal);
  left.catch(() => {});
  try {
    await link.request((ari) => ari.channels.hangup({ channelId, ...(reason ? { reason } : {}) }));
    await left;
    for (const endMs = performance.now() + letGoDeadlineMs; performance.now() < endMs; await sleep(pollMs)) {
      await link.request((ari) => ari.channels.get({ channelId }));
    }
    throw new RepondeurError('timeout', `Asterisk still holds a channel ${letGoDeadlineMs} ms after it was told to end it`, { retryable: true });
  } catch (error) {
    giveUp.abort(error);
    if (!isGone(error)) throw error;
  }
}
