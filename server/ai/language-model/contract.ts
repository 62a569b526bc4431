import type { Health, Service } from '../../core/health.ts';

/** A language model on the box. One instance serves all calls, each by a session of its own. */
export interface LanguageModel extends Service {
  readonly name: string;
  capabilities(): LanguageModelCapabilities;
  health(): Health;
  /**
   * Opens the session of one call, or of work after one. Rejects with 'unavailable' when as many calls as it can serve have one (the caller then does without a model),
   * 'engine-failed' (retryable) when the engine is down, 'engine-missing' when it was not started.
   */
  open(options: MindSessionOptions): Promise<MindSession>;
}

export interface LanguageModelCapabilities {
  /** Answers can be bound by a JSON schema. */
  grammar: boolean;
  streaming: boolean;
  /** Sessions at the same time. */
  sequences: number;
  /** The model's own name; undefined while nothing is loaded. */
  model?: string;
}

export interface MindSessionOptions {
  /** Said to the model before every prompt. Byte for byte the same for all calls, so that it is evaluated once for all. */
  system: string;
  /** Ends the session and frees its place. */
  signal: AbortSignal;
  /** Work after a call: it waits for the one place that is kept for such work, and whenever a caller's session has something to do. */
  background?: boolean;
}

/**
 * One call's way to the model. Every prompt stands alone after the system text: nothing said earlier is remembered, so that what is evaluated stays
 * bounded. After the engine died the next request opens the session anew.
 */
export interface MindSession {
  /**
   * Evaluates the beginning of the next prompt ahead, while the caller still speaks. Replaces what an earlier call asked for; what both have in common is
   * not evaluated again. Returns at once, never throws.
   */
  preload(beginning: string): void;
  /**
   * The model's answer. A prompt that does not fit the model's memory is cut at its end, and so is the answer. Rejects with the signal's reason, 'timeout' after `deadlineMs`,
   * 'engine-failed', or 'bad-input' when an earlier answer is still awaited; the session stays usable. An interruption is honoured in 100 ms.
   */
  complete(request: CompletionRequest): Promise<string>;
  close(): Promise<void>;
}

export interface CompletionRequest {
  prompt: string;
  /** The answer is JSON of this schema; cut short when maxTokens is reached. */
  schema?: JsonSchema;
  maxTokens: number;
  deadlineMs: number;
  signal?: AbortSignal;
  /** Each piece of the answer as it comes. */
  onText?: (piece: string) => void;
}

/** The part of JSON Schema that a grammar can be made of. Objects have all their properties, in this order. */
export type JsonSchema =
  | { type: 'object'; properties: Record<string, JsonSchema> }
  | { type: 'array'; items: JsonSchema; maxItems?: number }
  | { type: 'string'; maxLength?: number }
  | { type: 'integer' | 'boolean' }
  | { enum: readonly string[] };
