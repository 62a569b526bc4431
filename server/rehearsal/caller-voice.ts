import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { Resampler } from '../audio/resampler.ts';
import { channelOf, decodeWav } from '../audio/wav-file.ts';
import { concatPcm, type Pcm, sampleRateHz } from '../core/audio-frame.ts';
import { RepondeurError } from '../core/errors.ts';

export interface CallerVoiceOptions {
  /** Words a minute; default 150, at which people leave messages. */
  rate?: number;
  signal?: AbortSignal;
}

/** The voice of a rehearsal caller: espeak-ng with a voice and variant ("fr+m3", "en-gb+f3"), 16 kHz s16 mono. */
export async function callerVoice(text: string, voice: string, { rate = 150, signal }: CallerVoiceOptions = {}): Promise<Pcm> {
  const child = spawn('espeak-ng', ['-v', voice, '-s', String(rate), '--stdin', '--stdout'], { stdio: ['pipe', 'pipe', 'pipe'], signal });
  child.stdin.on('error', () => {
    // It ended before it read all of its input; its exit status, read below, says why.
  });
  child.stdin.end(text);
  try {
    const [wav, complaint, [status]] = await Promise.all([buffer(child.stdout), buffer(child.stderr), once(child, 'close')]);
    if (status !== 0) throw new RepondeurError('engine-failed', `espeak-ng cannot speak as "${voice}": ${complaint.toString().trim()}`);
    const sound = decodeWav(wav);
    const resampler = new Resampler(sound.sampleRateHz, sampleRateHz);
    return concatPcm([resampler.push(channelOf(sound, 0)), resampler.flush()]);
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') {
      throw new RepondeurError('engine-missing', 'espeak-ng is not installed: start bin/repondeur, or apt-get install espeak-ng', { cause: error });
    }
    throw error;
  }
}
