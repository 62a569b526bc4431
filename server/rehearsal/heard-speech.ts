import { rmsDbfs } from '../audio/level.ts';
import { frameMs, msOfSamples, type Pcm } from '../core/audio-frame.ts';

/** A stretch of voice; milliseconds on the clock that its frames were stamped with. */
export interface Voice {
  startMs: number;
  endMs: number;
}

/** Speech over A-law lies at -20 to -30 dBFS, its silence below -70. */
const startDbfs = -45;
const stayDbfs = -52;
/** The amplitude, of 32,768, at which a sample counts as voice: 25 steps of A-law above its silence. */
const loudSample = 200;
/** The closure of a consonant does not part a stretch. */
const bridgeMs = 150;

/** The first and the last sample of voice in a sound; undefined when there is none. */
export function voicedPart(pcm: Pcm): { first: number; last: number } | undefined {
  const isLoud = (sample: number) => Math.abs(sample) >= loudSample;
  const first = pcm.findIndex(isLoud);
  return first < 0 ? undefined : { first, last: pcm.findLastIndex(isLoud) };
}

/**
 * What the other side has said, as stretches of voice found by energy with hysteresis. A frame is stamped with its arrival, which is when a phone would
 * begin to play it: its sample n is heard n/16 ms later.
 */
export class HeardSpeech {
  readonly stretches: Voice[] = [];

  hear(frame: Pcm, atMs: number): void {
    const last = this.stretches.at(-1);
    const open = last !== undefined && atMs - last.endMs < frameMs * 2;
    if (rmsDbfs(frame) < (open ? stayDbfs : startDbfs)) return;
    const voiced = voicedPart(frame);
    if (!voiced) return;
    const startMs = atMs + msOfSamples(voiced.first);
    const endMs = atMs + msOfSamples(voiced.last + 1);
    if (last && startMs - last.endMs < bridgeMs) last.endMs = Math.max(last.endMs, endMs);
    else this.stretches.push({ startMs, endMs });
  }

  /** The end of the last voice so far. */
  get lastVoiceMs(): number | undefined {
    return this.stretches.at(-1)?.endMs;
  }

  /** When what is being said began: pauses shorter than `pauseMs` are part of it. Undefined while nothing is being said. */
  speakingSinceMs(nowMs: number, pauseMs: number): number | undefined {
    let since: number | undefined;
    let untilMs = nowMs;
    for (const { startMs, endMs } of this.stretches.toReversed()) {
      if (untilMs - endMs >= pauseMs) break;
      since = startMs;
      untilMs = startMs;
    }
    return since;
  }
}
