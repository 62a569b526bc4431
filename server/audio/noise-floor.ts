import { frameMs } from '../core/audio-frame.ts';

/** The level of the line when nobody speaks, in dBFS; undefined until the line has made its first sound. */
export type NoiseFloor = number | undefined;

/** Room noise below this never matters; a digital line is silent between words (-96). */
export const lowestFloorDbfs = -65;
/** Above this it would be speech in a loud place: the floor must not climb over the caller's own voice. */
const highestFloorDbfs = -35;
/** Where the floor starts at most: somebody may speak from the first frame on, at -30 or more. */
const highestStartDbfs = -45;
/** Digital silence, before the first sound of the far end arrives, says nothing about the line. */
const nothingDbfs = -90;
/** Falls within a few frames: any pause shows the line as it is. */
const fallDbPerSecond = 60;
/** Rises quickly with what is no voice: a window was opened. */
const riseDbPerSecond = 20;
/** Rises slowly with a voice: a sentence of 5 s lifts it by 10 dB at most, and the next pause brings it back. */
const riseInVoiceDbPerSecond = 2;

/** The floor after one more frame, of which `heard` says whether it sounds like a voice. Pure. */
export function nextNoiseFloor(floor: NoiseFloor, frameDbfs: number, heard: boolean): NoiseFloor {
  if (floor === undefined) return frameDbfs < nothingDbfs ? undefined : within(frameDbfs, highestStartDbfs);
  const fall = (fallDbPerSecond * frameMs) / 1000;
  const rise = ((heard ? riseInVoiceDbPerSecond : riseDbPerSecond) * frameMs) / 1000;
  const moved = frameDbfs < floor ? Math.max(frameDbfs, floor - fall) : Math.min(frameDbfs, floor + rise);
  return within(moved, highestFloorDbfs);
}

function within(dbfs: number, highestDbfs: number): number {
  return Math.min(highestDbfs, Math.max(lowestFloorDbfs, dbfs));
}
