/**
 * Plays a held-out set (held_out.py) to a model through libvosk, 100 ms at a time, and prints word and sentence accuracy by
 * kind and by voice, the real-time factor, and how long after the voice a partial result holds the last word.
 *
 *     node models/rehearsal/evaluate.ts MODEL_FOLDER SET_FOLDER [number of misheard sentences to print]
 */
import { readFileSync } from 'node:fs';
import { inThreadPool, openLibrary, type VoskLibrary } from './evaluation/library.ts';
import { Score, wordErrors } from './evaluation/score.ts';

const SAMPLE_RATE_HZ = 16_000;
const BYTES_PER_MS = (SAMPLE_RATE_HZ / 1000) * 2;
const CHUNK_MS = 100;
const WAV_HEADER_BYTES = 44;
/** A-law noise of a silent line stays far below this; the last phone of a word is above it. */
const VOICE_LEVEL = 150;

interface Utterance {
  kind: string;
  voice: string;
  file: string;
  words: string;
}

interface Hearing {
  text: string;
  /** From the end of the voice to the chunk whose partial result is the final text; absent when none was. */
  partialDelayMs?: number;
}

const say = (text: string) => process.stdout.write(`${text}\n`);

function voiceEndMs(samples: Buffer): number {
  let at = samples.length - 2;
  while (at > 0 && Math.abs(samples.readInt16LE(at)) < VOICE_LEVEL) at -= 2;
  return at / BYTES_PER_MS;
}

async function hear(library: VoskLibrary, model: unknown, samples: Buffer): Promise<Hearing> {
  const recognizer = library.openRecognizer(model, SAMPLE_RATE_HZ);
  const ended: string[] = [];
  const partials: Array<{ atMs: number; text: string }> = [];
  const chunkBytes = CHUNK_MS * BYTES_PER_MS;
  for (let at = 0; at < samples.length; at += chunkBytes) {
    const chunk = samples.subarray(at, at + chunkBytes);
    if ((await inThreadPool(library.accept, recognizer, chunk, chunk.length)) === 1) ended.push(JSON.parse(library.result(recognizer)).text);
    partials.push({ atMs: (at + chunk.length) / BYTES_PER_MS, text: JSON.parse(library.partialResult(recognizer)).partial });
  }
  ended.push(JSON.parse(String(await inThreadPool(library.finalResult, recognizer))).text);
  library.closeRecognizer(recognizer);
  const text = ended.filter(Boolean).join(' ');
  const settled = partials.findIndex((_, i) => partials.slice(i).every((partial) => partial.text === text));
  return settled < 0 ? { text } : { text, partialDelayMs: partials[settled]!.atMs - voiceEndMs(samples) };
}

async function evaluate(modelFolder: string, setFolder: string, printed: number): Promise<void> {
  const library = openLibrary();
  const openedMs = performance.now();
  const model = library.openModel(modelFolder);
  if (!model) throw new Error(`${modelFolder} is not a model that libvosk can open: unpack models/rehearsal-*.tar.gz or run generate.py`);
  say(`opened in ${(performance.now() - openedMs).toFixed(0)} ms`);
  const utterances: Utterance[] = JSON.parse(readFileSync(`${setFolder}/list.json`, 'utf8'));
  const score = new Score();
  const misheard: string[] = [];
  const delaysMs: number[] = [];
  let audioMs = 0;
  const cpuBefore = process.cpuUsage();
  for (const { kind, voice, file, words } of utterances) {
    const samples = readFileSync(file).subarray(WAV_HEADER_BYTES);
    audioMs += samples.length / BYTES_PER_MS;
    const { text, partialDelayMs } = await hear(library, model, samples);
    const expected = words.split(' ');
    const errors = wordErrors(expected, text.split(' ').filter(Boolean));
    score.add(['all', `kind ${kind}`, `voice ${voice}`], errors, expected.length);
    delaysMs.push(partialDelayMs ?? Number.POSITIVE_INFINITY);
    if (errors > 0) misheard.push(`${voice}: ${words}\n${' '.repeat(voice.length)}> ${text}`);
  }
  const { user, system } = process.cpuUsage(cpuBefore);
  for (const line of score.lines()) say(line);
  delaysMs.sort((a, b) => a - b);
  const quantile = (share: number) => `${delaysMs[Math.floor((delaysMs.length - 1) * share)]!.toFixed(0)} ms`;
  say(`a partial result is final at p50 ${quantile(0.5)}, p90 ${quantile(0.9)} after the end of the voice, in chunks of ${CHUNK_MS} ms`);
  say(`real-time factor ${((user + system) / 1000 / audioMs).toFixed(4)} of one core`);
  for (const line of misheard.slice(0, printed)) say(line);
}

const [modelFolder, setFolder, printed = '0'] = process.argv.slice(2);
if (!modelFolder || !setFolder) throw new Error('usage: node models/rehearsal/evaluate.ts MODEL_FOLDER SET_FOLDER [misheard sentences to print]');
await evaluate(modelFolder, setFolder, Number(printed));
