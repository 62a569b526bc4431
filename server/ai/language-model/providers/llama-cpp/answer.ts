import { type LlamaContextSequence, type LlamaGrammar, LlamaGrammarEvaluationState, type Token } from 'node-llama-cpp';

export interface AnswerOptions {
  sequence: LlamaContextSequence;
  /** The last token of the prompt: all before it is evaluated. */
  last: Token;
  grammar?: LlamaGrammar;
  maxTokens: number;
  signal: AbortSignal;
  /** Is waited for before each token. */
  turn(): Promise<void>;
  onText(piece: string): void;
}

/** Generates the most probable answer token by token, until the model or the grammar ends it. Rejects with the signal's reason. */
export async function generateAnswer({ sequence, last, grammar, maxTokens, signal, turn, onText }: AnswerOptions): Promise<Token[]> {
  const { model } = sequence;
  const grammarEvaluationState = grammar && new LlamaGrammarEvaluationState({ model, grammar });
  const tokens: Token[] = [];
  let told = 0;
  for await (const token of sequence.evaluate([last], { temperature: 0, grammarEvaluationState })) {
    signal.throwIfAborted();
    tokens.push(token);
    const text = model.detokenize(tokens);
    // A character of several bytes may come in several tokens.
    if (!text.endsWith('\ufffd') && text.length > told) {
      onText(text.slice(told));
      told = text.length;
    }
    if (tokens.length >= maxTokens) break;
    await turn();
  }
  return tokens;
}
