import { f32Tensor, type GgufTensor, halfFloat, writeGguf } from './gguf-writer.ts';
import { architecture, type Dimensions, Vocabulary } from './vocabulary.ts';

/** What the model says when all these words stand in the prompt, more words winning over fewer. */
export interface ScriptedReply {
  /** Each becomes one token: none may be part of another, nor stand in the system prompt. */
  words: readonly string[];
  text: string;
  /** Said over and over again, for as long as it may. */
  endless?: boolean;
}

/** How large the model is that says the script. */
export interface ScriptedForm {
  dimensions: Dimensions;
  /** The residual stream's first places hold the current token, the rest the words that the prompt holds. */
  wordsFrom: number;
  /** Of the pieces of a reply, in characters, at least. */
  pieceLength: number;
  /** The vocabulary is filled up to so many tokens, where speed matters. */
  tokens?: number;
  /** Prompts made of these texts have as many tokens as with a trained vocabulary; all other text has one for each character. */
  spelled?: readonly string[];
}

const smallForm: ScriptedForm = {
  dimensions: { width: 256, layers: 2, feedForward: 64, heads: 4, keyValueHeads: 1, contextTokens: 8192 },
  wordsFrom: 200,
  pieceLength: 6,
};

/** Logits: the next piece of a reply, the first piece of any (with fewer words to find first, among equals), and what each word adds to that. Words are a mean over the whole prompt, hence the gain. */
const weights = { next: 3, first: 3, fewer: 0.004, word: 0.25, gain: 10 };

/**
 * Writes a whole model in llama's architecture that says scripted replies: 1.3 MB, made in less than a second, nothing trained. The residual stream is the
 * current token as one-hot; attention has Wq = Wk = 0, so that it is the mean over all tokens before, a bag of words; the output matrix is the table of
 * which piece follows which.
 */
export function writeScriptedModel(path: string, replies: readonly ScriptedReply[], form = smallForm): { bytes: number } {
  const { dimensions, wordsFrom } = form;
  const { width, layers } = dimensions;
  const vocabulary = new Vocabulary();
  const words = [...new Set(replies.flatMap((reply) => reply.words))].map((word) => vocabulary.word(word));
  const chains = replies.map((reply) => cut(reply.text, vocabulary, form.pieceLength));
  const places = placesOf([...words, ...chains.flat()], vocabulary, wordsFrom);
  spell(
    form.spelled ?? [],
    replies.flatMap((reply) => reply.words),
    vocabulary,
  );
  for (let n = vocabulary.size; n < (form.tokens ?? 0); n++) vocabulary.piece(` w${n}`);
  const out = new Matrix(width, vocabulary.size);
  const start = places.get(vocabulary.id('\n'))!;
  for (const [n, reply] of replies.entries()) {
    const chain = chains[n]!;
    out.set(start, chain[0]!, weights.first - weights.fewer * reply.words.length);
    for (const word of reply.words) out.set(wordsFrom + words.indexOf(vocabulary.id(word)), chain[0]!, weights.word);
    for (const [at, token] of chain.entries()) {
      const next = chain[at + 1] ?? (reply.endless ? chain[0]! : vocabulary.id('<|im_end|>'));
      out.set(places.get(token)!, next, weights.next);
    }
  }
  const embeddings = new Matrix(width, vocabulary.size);
  for (let token = 0; token < vocabulary.size; token++) embeddings.set(places.get(token) ?? 0, token, 1);
  const tensors = [
    embeddings.tensor('token_embd.weight'),
    f32Tensor('output_norm.weight', [width], ones(width)),
    out.tensor('output.weight'),
    ...Array.from({ length: layers }, (_, layer) => layerTensors(layer, words, places, form)).flat(),
  ];
  return { bytes: writeGguf(path, architecture('scripted', dimensions, 1, vocabulary), tensors) };
}

/** Pieces of a few characters, each a token of its own in the whole script, so that the next one is always known. */
function cut(text: string, vocabulary: Vocabulary, pieceLength: number): number[] {
  const characters = [...text];
  const piece = (from: number, to: number) => vocabulary.piece(characters.slice(from, to).join(''));
  const pieces: { from: number; token: number }[] = [];
  let from = 0;
  for (let to = pieceLength; to <= characters.length - pieceLength; to++) {
    const token = to - from >= pieceLength ? piece(from, to) : undefined;
    if (token === undefined) continue;
    pieces.push({ from, token });
    from = to;
  }
  // An end that another reply has too is made longer by the pieces before it.
  let last = piece(from, characters.length);
  while (last === undefined) {
    const before = pieces.pop();
    if (!before) throw new Error(`this reply is the end of another, or too short: ${JSON.stringify(text)}`);
    last = piece(before.from, characters.length);
  }
  return [...pieces.map(({ token }) => token), last];
}

/** Place 0 is for all tokens that mean nothing here; line feeds, of which one stands before each reply, share one. */
function placesOf(tokens: readonly number[], vocabulary: Vocabulary, wordsFrom: number): Map<number, number> {
  const places = new Map(tokens.map((token, n) => [token, n + 2]));
  for (const lineFeed of ['\n', '<0x0A>']) places.set(vocabulary.id(lineFeed), 1);
  if (tokens.length + 2 > wordsFrom) throw new Error(`the script has ${tokens.length} pieces and words: ${wordsFrom - 2} at most`);
  return places;
}

/** Makes each word one or more tokens, of about as many characters as trained vocabularies have. */
function spell(texts: readonly string[], words: readonly string[], vocabulary: Vocabulary): void {
  const word = / ?[^\s]{1,6}/gu;
  // The words of the script stay tokens of their own: a longer piece would hide them.
  const parts = texts.flatMap((text) => words.reduce((rest, one) => rest.replaceAll(one, '\n'), text).split('\n'));
  const pieces = parts.flatMap((part) => part.match(word) ?? []);
  for (const piece of pieces) if ([...piece].length > 1) vocabulary.word(piece);
}

function layerTensors(layer: number, words: readonly number[], places: ReadonlyMap<number, number>, form: ScriptedForm): GgufTensor[] {
  const { width, heads, keyValueHeads, feedForward } = form.dimensions;
  const keyWidth = (width / heads) * keyValueHeads;
  // The first head alone carries them.
  if (words.length > Math.min(width / heads, width - form.wordsFrom)) {
    throw new Error(`the script has ${words.length} words: ${Math.min(width / heads, width - form.wordsFrom)} at most`);
  }
  const values = new Matrix(width, keyWidth);
  const output = new Matrix(width, width);
  if (layer === 0) {
    for (const [n, word] of words.entries()) {
      values.set(places.get(word)!, n, 1);
      output.set(n, form.wordsFrom + n, weights.gain);
    }
  }
  const block = `blk.${layer}`;
  return [
    f32Tensor(`${block}.attn_norm.weight`, [width], ones(width)),
    zeroTensor(`${block}.attn_q.weight`, width, width),
    zeroTensor(`${block}.attn_k.weight`, width, keyWidth),
    values.tensor(`${block}.attn_v.weight`),
    output.tensor(`${block}.attn_output.weight`),
    f32Tensor(`${block}.ffn_norm.weight`, [width], ones(width)),
    zeroTensor(`${block}.ffn_gate.weight`, width, feedForward),
    zeroTensor(`${block}.ffn_up.weight`, width, feedForward),
    zeroTensor(`${block}.ffn_down.weight`, feedForward, width),
  ];
}

const ones = (length: number) => new Float32Array(length).fill(1);

/** Mostly zeros, in binary16. */
class Matrix {
  readonly #columns: number;
  readonly #rows: number;
  readonly #values: Uint16Array;

  constructor(columns: number, rows: number) {
    this.#columns = columns;
    this.#rows = rows;
    this.#values = new Uint16Array(columns * rows);
  }

  set(column: number, row: number, value: number): void {
    this.#values[row * this.#columns + column] = halfFloat(value);
  }

  tensor(name: string): GgufTensor {
    const { buffer, byteLength } = this.#values;
    return { name, dimensions: [this.#columns, this.#rows], type: 1, byteLength, bytes: () => new Uint8Array(buffer) };
  }
}

/** In Q4_0, blocks of 32 weights in 18 bytes: as fast as any other weights of that form. */
function zeroTensor(name: string, columns: number, rows: number): GgufTensor {
  const byteLength = ((columns * rows) / 32) * 18;
  return { name, dimensions: [columns, rows], type: 2, byteLength, bytes: () => new Uint8Array(byteLength) };
}
