import { execFile } from 'node:child_process';
import { promisify } from 'node:util';
import { rmsDbfs } from '../../server/audio/level.ts';
import { designFilter, Resampler } from '../../server/audio/resampler.ts';
import { decodeWav } from '../../server/audio/wav-file.ts';
import { concatPcm, type Pcm, sampleRateHz, samplesOfMs } from '../../server/core/audio-frame.ts';
import { throughTelephone } from './telephone.ts';

/** espeak-ng's own rate. */
const espeakRateHz = 22_050;
const filter = designFilter(espeakRateHz, sampleRateHz);
/** Softer than this below the whole, and on a telephone, is no longer voice: nobody at the other end hears the last of an "s". */
const fadedDb = 35;
const stepMs = 5;

/** A part of a sentence from its first sound to its last: where it ends is known exactly. */
export async function spoken(text: string, voice: string, wordsPerMinute: number): Promise<Pcm> {
  const { stdout } = await promisify(execFile)('espeak-ng', ['-v', voice, '-s', `${wordsPerMinute}`, '--stdout', text], {
    encoding: 'buffer',
    maxBuffer: 2 ** 26,
  });
  const { pcm } = decodeWav(stdout);
  const resampler = new Resampler(espeakRateHz, sampleRateHz, filter);
  return trimmed(concatPcm([resampler.push(pcm), resampler.flush()]));
}

/** Without what is silent before and after at the other end of a telephone. */
export function trimmed(pcm: Pcm): Pcm {
  const step = samplesOfMs(stepMs);
  const heard = throughTelephone(pcm);
  const faded = rmsDbfs(heard) - fadedDb;
  const loud = (at: number) => rmsDbfs(heard.subarray(at, at + step)) > faded;
  let [from, to] = [0, Math.floor(pcm.length / step) * step];
  while (from < to && !loud(from)) from += step;
  while (to > from && !loud(to - step)) to -= step;
  return pcm.slice(from, to);
}
