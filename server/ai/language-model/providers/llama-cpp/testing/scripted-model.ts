import { f16Tensor, f32Tensor, type GgufTensor, writeGguf } from './gguf-writer.ts';
import { architecture, type Dimensions, Vocabulary } from './vocabulary.ts';

/** What the model says when all these words stand in the prompt, more words winning over fewer. */
export interface ScriptedReply {
  /** Each becomes one token: none may be part of another, nor stand in the system prompt. */
  words: readonly string[];
  text: string;
  /** Said over and over again, for as long as it may. */
  endless?: boolean;
}

const dimensions: Dimensions = { width: 256, layers: 2, feedForward: 64, heads: 4, keyValueHeads: 1, contextTokens: 8192 };
const { width } = dimensions;
/** The residual stream's first places hold the current token, the rest the words that the prompt holds. */
const wordsFrom = 200;
/** Logits: the next piece of a reply, the first piece of any (with fewer words to find first, among equals), and what each word adds to that. Words are a mean over the whole prompt, hence the gain. */
const weights = { next: 3, first: 3, fewer: 0.004, word: 0.25, gain: 10 };

/**
 * Writes a whole model in llama's architecture that says scripted replies: 1.3 MB, made in less than a second, nothing trained. The residual stream is the
 * current token as one-hot; attention has Wq = Wk = 0, so that it is the mean over all tokens before, a bag of words; the output matrix is the table of
 * which piece follows which.
 */
export function writeScriptedModel(path: string, replies: readonly ScriptedReply[]): { bytes: number } {
  const vocabulary = new Vocabulary();
  const words = [...new Set(replies.flatMap((reply) => reply.words))].map((word) => vocabulary.word(word));
  const chains = replies.map((reply) => cut(reply.text, vocabulary));
  const places = placesOf([...words, ...chains.flat()], vocabulary);
  const out = new Float32Array(vocabulary.size * width);
  const logit = (token: number, place: number, value: number) => {
    out[token * width + place] = value;
  };
  const start = places.get(vocabulary.id('\n'))!;
  for (const [n, reply] of replies.entries()) {
    const chain = chains[n]!;
    logit(chain[0]!, start, weights.first - weights.fewer * reply.words.length);
    for (const word of reply.words) logit(chain[0]!, wordsFrom + words.indexOf(vocabulary.id(word)), weights.word);
    for (const [at, token] of chain.entries()) {
      const next = chain[at + 1] ?? (reply.endless ? chain[0]! : vocabulary.id('<|im_end|>'));
      logit(next, places.get(token)!, weights.next);
    }
  }
  const embeddings = new Float32Array(vocabulary.size * width);
  for (let token = 0; token < vocabulary.size; token++) embeddings[token * width + (places.get(token) ?? 0)] = 1;
  const tensors = [
    f16Tensor('token_embd.weight', [width, vocabulary.size], embeddings),
    f32Tensor('output_norm.weight', [width], ones(width)),
    f16Tensor('output.weight', [width, vocabulary.size], out),
    ...Array.from({ length: dimensions.layers }, (_, layer) => layerTensors(layer, words, places)).flat(),
  ];
  return { bytes: writeGguf(path, architecture('scripted', dimensions, 1, vocabulary), tensors) };
}

/** Of a piece, in characters, at least. */
const pieceLength = 6;

/** Pieces of a few characters, each a token of its own in the whole script, so that the next one is always known. */
function cut(text: string, vocabulary: Vocabulary): number[] {
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
function placesOf(tokens: readonly number[], vocabulary: Vocabulary): Map<number, number> {
  const places = new Map(tokens.map((token, n) => [token, n + 2]));
  for (const lineFeed of ['\n', '<0x0A>']) places.set(vocabulary.id(lineFeed), 1);
  if (tokens.length + 2 > wordsFrom) throw new Error(`the script has ${tokens.length} pieces and words: ${wordsFrom - 2} at most`);
  return places;
}

function layerTensors(layer: number, words: readonly number[], places: ReadonlyMap<number, number>): GgufTensor[] {
  const { heads, keyValueHeads, feedForward } = dimensions;
  const keyWidth = (width / heads) * keyValueHeads;
  if (words.length > Math.min(keyWidth, width - wordsFrom)) throw new Error(`the script has ${words.length} words: ${width - wordsFrom} at most`);
  const values = new Float32Array(keyWidth * width);
  const output = new Float32Array(width * width);
  if (layer === 0) {
    for (const [n, word] of words.entries()) {
      values[n * width + places.get(word)!] = 1;
      output[(wordsFrom + n) * width + n] = weights.gain;
    }
  }
  const zero = (name: string, columns: number, rows: number) => f16Tensor(name, [columns, rows], new Float32Array(columns * rows));
  const block = `blk.${layer}`;
  return [
    f32Tensor(`${block}.attn_norm.weight`, [width], ones(width)),
    zero(`${block}.attn_q.weight`, width, width),
    zero(`${block}.attn_k.weight`, width, keyWidth),
    f16Tensor(`${block}.attn_v.weight`, [width, keyWidth], values),
    f16Tensor(`${block}.attn_output.weight`, [width, width], output),
    f32Tensor(`${block}.ffn_norm.weight`, [width], ones(width)),
    zero(`${block}.ffn_gate.weight`, width, feedForward),
    zero(`${block}.ffn_up.weight`, width, feedForward),
    zero(`${block}.ffn_down.weight`, feedForward, width),
  ];
}

const ones = (length: number) => new Float32Array(length).fill(1);
