import type { EspeakSettings } from './settings.ts';

/** What the server and the process that runs espeak-ng say to each other. */
export type EspeakEngine = {
  options: EspeakSettings;
  info: null;
  requests: {
    /** Answered when the program has ended well; its sound comes before, as events with the same `run`. */
    speak: { input: { run: number; voice: string; text: string }; output: null };
  };
  messages: {
    /** Nobody listens to this run any more. */
    cancel: { run: number };
  };
  events: {
    /** 16 kHz. */
    sound: { run: number; pcm: Int16Array };
  };
};
