import { designFilter, type ResamplingFilter } from '../../../../audio/resampler.ts';
import { sampleRateHz } from '../../../../core/audio-frame.ts';
import { RepondeurError } from '../../../../core/errors.ts';
import { serveEngine } from '../../../engine-host/engine-child.ts';
import { runEspeak } from './espeak-run.ts';
import type { EspeakEngine } from './protocol.ts';

/** The process from which espeak-ng is run: small, so that starting a program costs little, and where that holds up nobody's sound. */
serveEngine<EspeakEngine>(async (settings, emit) => {
  const filters = new Map<number, ResamplingFilter>();
  const filterFrom = (rateHz: number): ResamplingFilter => {
    const filter = filters.get(rateHz) ?? designFilter(rateHz, sampleRateHz);
    filters.set(rateHz, filter);
    return filter;
  };
  const runs = new Map<number, AbortController>();
  return {
    info: null,
    requests: {
      async speak({ run, voice, text }) {
        const ends = new AbortController();
        runs.set(run, ends);
        try {
          await runEspeak({ settings, voice, text, signal: ends.signal, filterFrom, onSound: (pcm) => emit('sound', { run, pcm }) });
          return null;
        } finally {
          runs.delete(run);
        }
      },
    },
    messages: {
      cancel: ({ run }) => runs.get(run)?.abort(new RepondeurError('aborted', 'nobody listens any more')),
    },
  };
});
