import { type ChildProcess, spawn } from 'node:child_process';
import { Resampler, type ResamplingFilter } from '../../../../audio/resampler.ts';
import { gain } from '../../../../audio/sound.ts';
import { WavStream } from '../../../../audio/wav-stream.ts';
import type { Pcm } from '../../../../core/audio-frame.ts';
import { asError, isCode, RepondeurError } from '../../../../core/errors.ts';
import type { EspeakSettings } from './settings.ts';

/** What espeak-ng writes to stderr is a line or two. */
const maxComplaintCharacters = 500;

export interface EspeakRun {
  settings: EspeakSettings;
  voice: string;
  /** As `plainText` leaves it. */
  text: string;
  signal: AbortSignal;
  /** The filter from the program's sample rate to ours. */
  filterFrom: (rateHz: number) => ResamplingFilter;
  /** 16 kHz. */
  onSound: (pcm: Pcm) => void;
}

/**
 * One run of the program: text on its stdin, sound out of its stdout as it is made. Resolves when it has ended well. Rejects with the signal's
 * reason (the program is then killed), 'engine-missing' or 'engine-failed'.
 */
export async function runEspeak(run: EspeakRun): Promise<void> {
  const { settings, voice, text, signal } = run;
  signal.throwIfAborted();
  // -z: no pause after the last sentence (350 ms): the end of the sound is the end of the words. -b 1: UTF-8, whatever the locale is.
  const args = ['--stdout', '--stdin', '-b', '1', '-z', '-v', voice, '-s', String(settings.rateWordsPerMinute)];
  const child = spawn(settings.program, args, { stdio: ['pipe', 'pipe', 'pipe'] });
  const kill = () => child.kill('SIGKILL');
  signal.addEventListener('abort', kill, { once: true });
  try {
    const ended = endOf(child, settings.program);
    // The pipe breaks when the program ends before it has read everything; its exit status is what is reported.
    child.stdin.on('error', () => {});
    child.stdin.end(text, 'utf8');
    await Promise.all([ended, passSound(child.stdout, run)]);
  } catch (error) {
    throw signal.aborted ? signal.reason : error;
  } finally {
    signal.removeEventListener('abort', kill);
    if (child.exitCode === null && child.signalCode === null) kill();
  }
  signal.throwIfAborted();
}

async function passSound(stdout: NodeJS.ReadableStream, { settings, filterFrom, onSound }: EspeakRun): Promise<void> {
  const wav = new WavStream();
  let resampler: Resampler | undefined;
  const pass = (pcm: Pcm) => {
    if (pcm.length > 0) onSound(gain(pcm, settings.gainDb));
  };
  try {
    for await (const bytes of stdout) {
      const pcm = wav.push(bytes as Buffer);
      if (wav.header && !resampler) {
        const filter = filterFrom(wav.header.sampleRateHz);
        resampler = new Resampler(filter.fromHz, filter.toHz, filter);
      }
      if (resampler) pass(resampler.push(pcm));
    }
  } catch (cause) {
    throw isCode(cause, 'bad-input') ? new RepondeurError('engine-failed', `espeak-ng gave no sound: ${cause.message}`, { cause }) : cause;
  }
  if (resampler) pass(resampler.flush());
}

function endOf(child: ChildProcess, program: string): Promise<void> {
  let complaint = '';
  child.stderr?.setEncoding('utf8').on('data', (text: string) => {
    complaint = (complaint + text).slice(0, maxComplaintCharacters);
  });
  return new Promise((resolve, reject) => {
    child.once('error', (cause) => reject(cannotRun(program, cause)));
    child.once('close', (code, killedBy) => {
      if (code === 0) resolve();
      else reject(new RepondeurError('engine-failed', `${program} ended with ${killedBy ?? code}: ${complaint.trim()}`, { retryable: true }));
    });
  });
}

function cannotRun(program: string, thrown: unknown): RepondeurError {
  const cause = asError(thrown) as NodeJS.ErrnoException;
  if (cause.code !== 'ENOENT' && cause.code !== 'EACCES') {
    return new RepondeurError('engine-failed', `${program} cannot be started: ${cause.message}`, { retryable: true, cause });
  }
  const wayOut = 'install it (Debian: apt-get install espeak-ng) or set the path of the program';
  return new RepondeurError('engine-missing', `the voice program ${program} is not on this machine: ${wayOut}`, { cause });
}
