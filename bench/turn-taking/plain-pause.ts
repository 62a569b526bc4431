import type { VoiceActivitySource } from '../../server/audio/voice-activity.ts';
import { frameMs, msOfSamples, samplesPerFrame } from '../../server/core/audio-frame.ts';
import type { Scene } from './scene.ts';

/** Shorter voice is a click. The same as in the turn machine. */
const clickMs = 100;

/** When a plain rule would reply: voice, then so much silence, whatever was said. From the end of the question on; null when never. */
export function plainPauseMs(scene: Scene, pauseMs: number, source: VoiceActivitySource): number | null {
  const activity = source.open();
  const questionMs = msOfSamples(scene.question.length);
  let [voicedMs, silentMs] = [0, 0];
  let decidedMs: number | null = null;
  for (let at = 0; at + samplesPerFrame <= scene.pcm.length && decidedMs === null; at += samplesPerFrame) {
    const { voiced } = activity.next(scene.pcm.subarray(at, at + samplesPerFrame));
    const nowMs = msOfSamples(at) + frameMs;
    if (nowMs <= questionMs) continue;
    if (voiced) [voicedMs, silentMs] = [voicedMs + frameMs, 0];
    else if (voicedMs > 0) silentMs += frameMs;
    if (silentMs < pauseMs) continue;
    if (voicedMs >= clickMs) decidedMs = nowMs;
    [voicedMs, silentMs] = [0, 0];
  }
  activity.close();
  return decidedMs;
}
