import type { Pcm } from '../../../../core/audio-frame.ts';
import type { Transcript } from '../../contract.ts';

/** Between the server and the child process of one language. `utterance` counts up, so that what belongs to an earlier one can be told apart. */
export type VoskEngine = {
  options: { libraryPath: string; modelPath: string; sampleRateHz: number; maxBacklogMs: number };
  info: { loadMs: number };
  requests: {
    open: { input: { stream: number; grammar?: readonly string[] }; output: null };
    finish: { input: { stream: number }; output: Transcript };
  };
  messages: {
    sound: { stream: number; utterance: number; pcm: Pcm };
    expect: { stream: number; phrases: readonly string[] | null };
    reset: { stream: number };
    close: { stream: number };
  };
  events: {
    /** Recognisers in the child, each time that their number changed. */
    held: { count: number };
    partial: { stream: number; utterance: number; text: string };
    dropped: { stream: number; ms: number };
    /** The recogniser refused its sound and was made anew. */
    lost: { stream: number; message: string };
  };
};
