import type { Pcm } from '../server/core/audio-frame.ts';
import type { Logger } from '../server/core/logger.ts';
import { callerVoice } from '../server/rehearsal/caller-voice.ts';
import { createCallerLink } from '../server/rehearsal/rehearsal-call.ts';
import type { Stage } from '../server/rehearsal/stage.ts';
import type { AriLink } from '../server/telephony/asterisk/ari-link.ts';

/** What many callers share, so that they take from the server's processor as little as they can: each sentence is spoken once, and one link serves all. */
export interface Callers {
  speak(text: string, voice: string): Promise<Pcm>;
  link: AriLink;
}

export async function withCallers<T>(
  { switchHouse }: Stage,
  { logger, signal }: { logger: Logger; signal: AbortSignal },
  work: (callers: Callers) => Promise<T>,
): Promise<T> {
  const { ariUrl, ariUsername: username, ariPassword: password } = switchHouse.connection;
  const link = createCallerLink({ ariUrl, username, password, logger });
  const spoken = new Map<string, Promise<Pcm>>();
  const speak = (text: string, voice: string) => {
    const key = `${voice}\n${text}`;
    const sound = spoken.get(key) ?? callerVoice(text, voice);
    spoken.set(key, sound);
    return sound;
  };
  await link.start(signal);
  try {
    return await work({ speak, link });
  } finally {
    await link.stop();
  }
}
