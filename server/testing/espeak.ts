import { spawn } from 'node:child_process';
import { once } from 'node:events';
import { buffer } from 'node:stream/consumers';
import { Resampler } from '../audio/resampler.ts';
import { channelOf, decodeWav } from '../audio/wav-file.ts';
import { concatPcm, type Pcm, sampleRateHz } from '../core/audio-frame.ts';
import { RepondeurError } from '../core/errors.ts';
import type { Language } from '../core/language.ts';

const voices: Record<Language, string> = { fr: 'fr-fr', en: 'en-gb' };

/** Speech for a test that needs a sound and not an engine: espeak-ng, 16 kHz s16 mono. */
export async function espeak(text: string, language: Language): Promise<Pcm> {
  const child = spawn('espeak-ng', ['-v', voices[language], '--stdout', text], { stdio: ['ignore', 'pipe', 'inherit'] });
  const [wav, [status]] = await Promise.all([buffer(child.stdout), once(child, 'close')]);
  if (status !== 0) throw new RepondeurError('engine-failed', `espeak-ng ended with status ${status}`);
  const sound = decodeWav(wav);
  const resampler = new Resampler(sound.sampleRateHz, sampleRateHz);
  return concatPcm([resampler.push(channelOf(sound, 0)), resampler.flush()]);
}
