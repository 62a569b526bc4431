import { frameMs } from '../core/audio-frame.ts';

/** How loud callers speak on a telephone, in dBFS: what a caller is taken for until he is louder. */
export const typicalVoiceDbfs = -30;
/** A click of 20 ms lifts the level by 1 dB, a word to its full height. */
const riseDbPerSecond = 60;
/** A caller who turns away is 10 dB softer after five seconds. */
const fallDbPerSecond = 2;

/** How loud the caller speaks, in dBFS, after one more frame, of which `voiced` says whether it counted as his voice: the loudest of it, which fades slowly. Pure. */
export function nextVoiceLevel(levelDbfs: number, frameDbfs: number, voiced: boolean): number {
  const faded = Math.max(typicalVoiceDbfs, levelDbfs - (fallDbPerSecond * frameMs) / 1000);
  return voiced && frameDbfs > faded ? Math.min(frameDbfs, faded + (riseDbPerSecond * frameMs) / 1000) : faded;
}
