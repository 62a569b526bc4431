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

/** Generates the most probable answer token by token, until the model ends it or the object of the grammar is whole. Rejects with the signal's reason. */
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
    if (tokens.length >= maxTokens || (grammar && isWholeObject(text))) break;
    await turn();
  }
  return tokens;
}

/** node-llama-cpp's grammars of JSON go on with four line feeds behind the value, and each would take as long as a word. */
function isWholeObject(text: string): boolean {
  if (!text.trimEnd().endsWith('}')) return false;
  try {
    JSON.parse(text);
    return true;
  } catch (error) {
    // An object inside it was closed.
    if (error instanceof SyntaxError) return false;
    throw error;
  }
}
