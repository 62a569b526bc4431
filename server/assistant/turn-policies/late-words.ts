import type { Heard, Speech } from '../turn-machine.ts';

/** A recogniser tells a word at most so long after its last sound; what comes later in noise is somebody else's, who talks behind the caller. */
const latestOwnWordMs = 200;

/** What was just heard, where it comes in the silence behind the caller's words: on a noisy line it neither ends his turn sooner nor keeps it open. */
export function lateWords(heard: Heard, before: Pick<Speech, 'heard' | 'silentMs'>, noisy: boolean): Heard {
  if (!noisy || before.silentMs < latestOwnWordMs || before.heard.text === '') return heard;
  return { ...heard, pauseMs: before.heard.pauseMs };
}
