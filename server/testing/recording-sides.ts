import { rmsDbfs } from '../audio/level.ts';
import { channelOf, type WavSound } from '../audio/wav-file.ts';
import type { Pcm } from '../core/audio-frame.ts';
import type { Turn } from '../core/outcome.ts';

/** How loud a side of a recording is while it has its say, and while the other one has. */
export interface SideLevels {
  ownDbfs: number;
  otherDbfs: number;
}

/** Measures both sides of a call's recording over the times that its turns claim: the caller left, the assistant right. */
export function recordingSides(sound: WavSound, turns: readonly Turn[]): Record<Turn['speaker'], SideLevels> {
  const caller = channelOf(sound, 0);
  const assistant = channelOf(sound, 1);
  const byCaller = turns.filter(({ speaker }) => speaker === 'caller');
  const byAssistant = turns.filter(({ speaker }) => speaker === 'assistant');
  return {
    caller: { ownDbfs: level(caller, byCaller, sound), otherDbfs: level(caller, byAssistant, sound) },
    assistant: { ownDbfs: level(assistant, byAssistant, sound), otherDbfs: level(assistant, byCaller, sound) },
  };
}

function level(side: Pcm, turns: readonly Turn[], { sampleRateHz }: WavSound): number {
  const at = (ms: number) => Math.round((ms * sampleRateHz) / 1000);
  const samples = turns.flatMap(({ startMs, endMs }) => [...side.subarray(at(startMs), at(endMs))]);
  return rmsDbfs(Int16Array.from(samples));
}
