import type { JsonSchema } from '../../contract.ts';

/** Between the server and the child process that holds the model. Sessions are numbered by the server, and the completions of each. */
export type LlamaEngine = {
  options: {
    modelPath: string;
    threads: number;
    /** For each sequence. */
    contextTokens: number;
    sequences: number;
    /** A private directory for the evaluated system texts. */
    scratchDirectory: string;
  };
  info: { model: string; loadMs: number };
  requests: {
    open: { input: { session: number; system: string; background: boolean }; output: null };
    complete: {
      input: { session: number; completion: number; prompt: string; schema?: JsonSchema; maxTokens: number };
      output: CompletionReport;
    };
    close: { input: { session: number }; output: null };
  };
  messages: {
    preload: { session: number; beginning: string };
    cancel: { session: number; completion: number };
  };
  events: {
    /** Sequences in use, each time that their number changed. */
    held: { count: number };
    text: { session: number; completion: number; piece: string };
  };
};

export interface CompletionReport {
  text: string;
  /** Of the whole prompt with the system text. */
  promptTokens: number;
  /** Of these, what had been evaluated beforehand. */
  readyTokens: number;
  generatedTokens: number;
  /** From the request to the first token. */
  firstTokenMs: number;
  totalMs: number;
}
