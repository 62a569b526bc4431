/** The times that decide whose turn it is. All in milliseconds of sound. */
export interface TurnSettings {
  /** Silence that ends a complete answer: a clear yes or no, a whole number, a goodbye. */
  shortPauseMs: number;
  /** Silence that ends a sentence that tells or asks something, and a "yes" by itself. */
  sentencePauseMs: number;
  /** Silence that ends any other sentence. */
  normalPauseMs: number;
  /** Silence that is waited for inside a number, after "euh", "my number is". */
  longPauseMs: number;
  /** No policy ends a turn after less silence, or waits for more. */
  leastPauseMs: number;
  mostPauseMs: number;
  /** Sustained sound of the caller that pauses the assistant's voice, until it is known whether he interrupts; each false alarm in a turn adds as much. */
  pauseVoiceMs: number;
  /** Sustained speech that stops the assistant's voice for good. */
  bargeInMs: number;
  /** Silence of the caller after a question before it is asked again. */
  silenceMs: number;
  /** A sentence that does not end is taken as it is after this. */
  maxUtteranceMs: number;
  /** Nobody is kept on the line longer than this. */
  maxCallMs: number;
  /** Pause after a key that ends a keyed number. */
  keyPauseMs: number;
}

export const defaultTurnSettings: TurnSettings = {
  shortPauseMs: 320,
  sentencePauseMs: 520,
  normalPauseMs: 580,
  longPauseMs: 1_300,
  leastPauseMs: 200,
  mostPauseMs: 2_600,
  pauseVoiceMs: 160,
  bargeInMs: 250,
  silenceMs: 6_000,
  maxUtteranceMs: 60_000,
  maxCallMs: 10 * 60_000,
  keyPauseMs: 2_000,
};
