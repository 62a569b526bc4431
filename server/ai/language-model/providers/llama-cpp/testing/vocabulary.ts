import type { GgufEntry } from './gguf-writer.ts';

/** Token types of llama.cpp's SPM vocabularies. */
const types = { normal: 1, unknown: 2, control: 3, userDefined: 4, byte: 6 } as const;

const template =
  "{% for m in messages %}{{ '<|im_start|>' + m['role'] + '\\n' + m['content'] + '<|im_end|>' + '\\n' }}{% endfor %}{% if add_generation_prompt %}{{ '<|im_start|>assistant\\n' }}{% endif %}";

/** A vocabulary in the making. No two tokens may share a text: llama.cpp ends the process then. */
export class Vocabulary {
  readonly #tokens: string[] = [];
  readonly #scores: number[] = [];
  readonly #types: number[] = [];
  readonly #ids = new Map<string, number>();

  /** Special tokens, one for each byte, and single characters. */
  constructor() {
    this.#add('<unk>', 0, types.unknown);
    for (const special of ['<s>', '<|im_end|>', '<|im_start|>']) this.#add(special, 0, types.control);
    for (let byte = 0; byte < 256; byte++) this.#add(`<0x${byte.toString(16).toUpperCase().padStart(2, '0')}>`, 0, types.byte);
    const printable = Array.from({ length: 94 }, (_, n) => String.fromCharCode(33 + n));
    for (const character of ['▁', '\n', ...printable, ...'éèêëàâäîïôöùûüçœæÉÈÀÇ’«»€°']) this.#add(character, -100, types.normal);
  }

  get size(): number {
    return this.#tokens.length;
  }

  /** Found in a text wherever it stands. */
  word(text: string): number {
    return this.#ids.get(text) ?? this.#add(text, 0, types.userDefined);
  }

  /** Never found in a text (it cannot be merged from characters), only generated; blanks are written as SPM does. Undefined when the text is taken, or too short for that. */
  piece(text: string): number | undefined {
    const written = text.replaceAll(' ', '▁');
    return [...written].length < 3 || this.#ids.has(written) ? undefined : this.#add(written, -1000, types.normal);
  }

  id(text: string): number {
    const id = this.#ids.get(text);
    if (id === undefined) throw new Error(`no token ${JSON.stringify(text)}`);
    return id;
  }

  entries(): GgufEntry[] {
    return [
      { key: 'tokenizer.ggml.model', type: 'string', value: 'llama' },
      { key: 'tokenizer.ggml.pre', type: 'string', value: 'default' },
      { key: 'tokenizer.ggml.tokens', type: 'strings', value: this.#tokens },
      { key: 'tokenizer.ggml.scores', type: 'f32s', value: this.#scores },
      { key: 'tokenizer.ggml.token_type', type: 'i32s', value: this.#types },
      { key: 'tokenizer.ggml.bos_token_id', type: 'u32', value: 1 },
      { key: 'tokenizer.ggml.eos_token_id', type: 'u32', value: 2 },
      { key: 'tokenizer.ggml.unknown_token_id', type: 'u32', value: 0 },
      { key: 'tokenizer.ggml.add_bos_token', type: 'bool', value: true },
      { key: 'tokenizer.ggml.add_space_prefix', type: 'bool', value: false },
      { key: 'tokenizer.chat_template', type: 'string', value: template },
    ];
  }

  #add(text: string, score: number, type: number): number {
    const id = this.#tokens.push(text) - 1;
    this.#scores.push(score);
    this.#types.push(type);
    this.#ids.set(text, id);
    return id;
  }
}

export interface Dimensions {
  width: number;
  layers: number;
  feedForward: number;
  heads: number;
  keyValueHeads: number;
  contextTokens: number;
}

/** Metadata of llama.cpp's `llama` architecture. */
export function architecture(name: string, dimensions: Dimensions, fileType: number, vocabulary: Vocabulary): GgufEntry[] {
  const { width, layers, feedForward, heads, keyValueHeads, contextTokens } = dimensions;
  const whole = (key: string, value: number): GgufEntry => ({ key, type: 'u32', value });
  return [
    { key: 'general.architecture', type: 'string', value: 'llama' },
    { key: 'general.name', type: 'string', value: name },
    whole('general.file_type', fileType),
    whole('general.quantization_version', 2),
    whole('llama.context_length', contextTokens),
    whole('llama.embedding_length', width),
    whole('llama.block_count', layers),
    whole('llama.feed_forward_length', feedForward),
    whole('llama.attention.head_count', heads),
    whole('llama.attention.head_count_kv', keyValueHeads),
    { key: 'llama.attention.layer_norm_rms_epsilon', type: 'f32', value: 1e-5 },
    whole('llama.rope.dimension_count', width / heads),
    { key: 'llama.rope.freq_base', type: 'f32', value: 10_000 },
    whole('llama.vocab_size', vocabulary.size),
    ...vocabulary.entries(),
  ];
}
