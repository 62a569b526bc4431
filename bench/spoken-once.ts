import type { Pcm } from '../server/core/audio-frame.ts';

/** Keeps what was spoken, so that callers share the processor with the server as little as they can. */
export function spokenOnce(speak: (text: string, voice: string) => Promise<Pcm>): (text: string, voice: string) => Promise<Pcm> {
  const spoken = new Map<string, Promise<Pcm>>();
  return (text, voice) => {
    const key = `${voice}\n${text}`;
    const sound = spoken.get(key) ?? speak(text, voice);
    spoken.set(key, sound);
    return sound;
  };
}
