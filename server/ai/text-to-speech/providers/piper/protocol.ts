/** What the server and the child process of one voice say to each other. */
export type PiperEngine = {
  options: { modelPath: string; threads: number; manySpeakers: boolean };
  info: { loadMs: number };
  requests: {
    /** One clause: ids to samples at the voice's own rate. */
    speak: { input: ClauseInput; output: ClauseSound };
  };
  messages: Record<never, never>;
  events: Record<never, never>;
};

export interface ClauseInput {
  ids: readonly number[];
  noiseScale: number;
  lengthScale: number;
  noiseW: number;
  /** Only for voices with several speakers. */
  speaker: number | undefined;
  /** The factor from the voice's own level to samples of ±1. */
  gain: number;
}

export interface ClauseSound {
  pcm: Int16Array;
  /** Of the voice's own output, before the gain. */
  peak: number;
  computeMs: number;
}
