import { frameMs } from '../core/audio-frame.ts';

/** The level of the line when nobody speaks, in dBFS. */
export interface NoiseFloor {
  levelDbfs: number;
}

/** Where a call starts: quieter than nearly every line, so that the first word counts. */
export const initialNoiseFloor: NoiseFloor = { levelDbfs: -60 };

/** A digital line is silent between words (-96); room noise below this never matters. */
const lowestDbfs = -65;
/** Above this it would be speech in a loud place: the floor must not climb over the caller's own voice. */
const highestDbfs = -35;
/** Falls within a few frames: any pause shows the line as it is. */
const fallDbPerSecond = 60;
/** Rises slowly: a sentence of 5 s lifts it by 10 dB at most, and the next pause brings it back. */
const riseDbPerSecond = 2;

export function nextNoiseFloor({ levelDbfs: floor }: NoiseFloor, frameDbfs: number): NoiseFloor {
  const fall = (fallDbPerSecond * frameMs) / 1000;
  const rise = (riseDbPerSecond * frameMs) / 1000;
  const moved = frameDbfs < floor ? Math.max(frameDbfs, floor - fall) : Math.min(frameDbfs, floor + rise);
  return { levelDbfs: Math.min(highestDbfs, Math.max(lowestDbfs, moved)) };
}
