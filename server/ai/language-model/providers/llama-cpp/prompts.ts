import { type ChatWrapper, type LlamaModel, resolveChatWrapper, type Token } from 'node-llama-cpp';

/** Puts texts into the form that the model was trained on, by its own chat template. What is said never becomes a control token. */
export class Prompts {
  readonly #model: LlamaModel;
  readonly #wrapper: ChatWrapper;

  constructor(model: LlamaModel) {
    this.#model = model;
    this.#wrapper = resolveChatWrapper(model);
  }

  /** Everything up to where the answer begins. */
  whole(system: string, prompt: string): Token[] {
    const { contextText } = this.#wrapper.generateContextState({
      chatHistory: [
        { type: 'system', text: system },
        { type: 'user', text: prompt },
        { type: 'model', response: [] },
      ],
    });
    return contextText.tokenize(this.#model.tokenizer);
  }

  /** The tokens that every prompt with this beginning has: those that two different ends leave alone. */
  beginning(system: string, beginning: string): Token[] {
    const one = this.whole(system, `${beginning} a`);
    const other = this.whole(system, `${beginning}\n1`);
    return one.slice(0, commonLength(one, other));
  }

  /** The whole, with the prompt cut at its end until it leaves room for the answer. */
  fitting(system: string, prompt: string, maxTokens: number): Token[] {
    let kept = prompt;
    let tokens = this.whole(system, kept);
    while (tokens.length > maxTokens && kept !== '') {
      const share = Math.min(0.95, maxTokens / tokens.length);
      kept = [...kept].slice(0, Math.floor([...kept].length * share)).join('');
      tokens = this.whole(system, kept);
    }
    return tokens;
  }
}

export function commonLength(one: readonly Token[], other: readonly Token[]): number {
  let length = 0;
  while (length < one.length && one[length] === other[length]) length++;
  return length;
}
