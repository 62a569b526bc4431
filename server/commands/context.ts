import type { Places } from '../places.ts';

/** What a sub-command is given of the world. */
export interface CommandContext {
  places: Places;
  env: NodeJS.ProcessEnv;
  stdin: NodeJS.ReadableStream;
  /** Results only. */
  stdout: NodeJS.WritableStream;
  /** Progress and log. */
  stderr: NodeJS.WritableStream;
  /** Aborts at Ctrl-C: stop what was started, then return. */
  signal: AbortSignal;
}
