import WebSocket from 'ws';
import { type Pcm, pcmOfBytes, samplesPerFrame } from '../../core/audio-frame.ts';
import { RepondeurError } from '../../core/errors.ts';
import type { Logger } from '../../core/logger.ts';
import { parseMediaEvent } from './media-events.ts';
import { FrameCutter } from './media-frames.ts';
import { MediaPlayout } from './media-playout.ts';

export interface MediaSocketOptions {
  /** "ws://127.0.0.1:8088/media/<connection id>". */
  url: string;
  /** Each whole frame of 320 samples, a copy of its own, as soon as it is there. */
  onFrame: (frame: Pcm) => void;
  logger: Logger;
  signal: AbortSignal;
}

export interface MediaSocket {
  readonly playout: MediaPlayout;
  /** Settles when the socket is closed, by whichever side. */
  readonly closed: Promise<void>;
  close(): void;
}

const handshakeTimeoutMs = 4_000;

/** Opens the sound of one chan_websocket channel: 16 kHz s16 mono both ways. Rejects with `switch-failed` when it cannot be opened. */
export async function openMediaSocket(options: MediaSocketOptions): Promise<MediaSocket> {
  const { url, onFrame, logger, signal } = options;
  signal.throwIfAborted();
  const socket = new WebSocket(url, 'media', { perMessageDeflate: false, handshakeTimeout: handshakeTimeoutMs });
  const playout = new MediaPlayout((message) => {
    if (socket.readyState === WebSocket.OPEN) socket.send(message);
  });
  const incoming = new FrameCutter();
  socket.on('message', (data: Buffer, isBinary) => {
    if (isBinary) return deliver(incoming.add(pcmOfBytes(data)), onFrame);
    const event = parseMediaEvent(data.toString());
    if (event.type === 'error') logger.warn({ reply: event.text }, 'Asterisk refused a media command');
    playout.onEvent(event);
  });
  const closed = new Promise<void>((resolve) => socket.once('close', () => resolve()));
  void closed.then(() => playout.close());
  const close = () => socket.terminate();
  const opened = new Promise<void>((resolve, reject) => {
    socket.once('open', resolve);
    socket.on('error', (error) => reject(new RepondeurError('switch-failed', 'the media socket of Asterisk failed', { cause: error })));
    void closed.then(() => reject(new RepondeurError('switch-failed', 'the media socket of Asterisk closed before it was open')));
  });
  signal.addEventListener('abort', close, { once: true });
  try {
    await opened;
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', close);
  }
  return { playout, closed, close };
}

function deliver(whole: Pcm, onFrame: (frame: Pcm) => void): void {
  for (let at = 0; at < whole.length; at += samplesPerFrame) onFrame(whole.slice(at, at + samplesPerFrame));
}
