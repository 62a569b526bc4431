import { asError, type ErrorCode, RepondeurError } from '../../core/errors.ts';

/**
 * What one kind of engine and its child process say to each other. Values cross by structured clone (Node's serialization 'advanced'):
 * typed arrays, Maps and plain objects are fine, functions and class instances are not.
 */
export interface EngineProtocol {
  /** Given to the child when it starts. */
  options: unknown;
  /** What the child tells about itself once it is ready. */
  info: unknown;
  requests: Record<string, { input: unknown; output: unknown }>;
  /** One way, towards the child, in order with the requests. */
  messages: Record<string, unknown>;
  /** One way, from the child. */
  events: Record<string, unknown>;
}

export type NameOf<T> = Extract<keyof T, string>;

/** Errors cross without their class and stack; the code and its decision are what counts. */
export interface ErrorOnWire {
  code: ErrorCode;
  message: string;
  retryable: boolean;
}

export type ToChild =
  /** `drainMs`: for so long at most it finishes what is in flight, when it is told to end. */
  | { kind: 'start'; options: unknown; drainMs: number }
  | { kind: 'request'; id: number; name: string; input: unknown }
  | { kind: 'message'; name: string; payload: unknown }
  | { kind: 'stop' };

export type FromChild =
  | { kind: 'ready'; info: unknown }
  | { kind: 'failed'; error: ErrorOnWire }
  /** It was asked to end by a signal: it finishes what is in flight and takes nothing new. */
  | { kind: 'draining' }
  | { kind: 'response'; id: number; output: unknown }
  | { kind: 'refusal'; id: number; error: ErrorOnWire }
  | { kind: 'event'; name: string; payload: unknown };

export function errorOnWire(thrown: unknown): ErrorOnWire {
  if (thrown instanceof RepondeurError) return { code: thrown.code, message: thrown.message, retryable: thrown.retryable };
  return { code: 'engine-failed', message: asError(thrown).message, retryable: true };
}

export function errorFromWire({ code, message, retryable }: ErrorOnWire): RepondeurError {
  return new RepondeurError(code, message, { retryable });
}
