import { createHash } from 'node:crypto';
import type { Handle, LibVosk } from '../../server/ai/speech-to-text/providers/vosk/libvosk.ts';
import { RepondeurError } from '../../server/core/errors.ts';

/** What libvosk answered, by all that its recogniser had been given until then. */
export type Memory = Map<string, string>;

/** A step of a recogniser: sound, or a name of what it was asked. */
type Step = Int16Array | 'result' | 'finalResult';

interface Remembered {
  model: Handle;
  rateHz: number;
  steps: Step[];
  /** Names the steps so far. */
  key: string;
  /** Made when something is asked that is not in memory; it has been given the first so many steps. */
  real: Handle | undefined;
  given: number;
}

/**
 * The same library, whose recognisers answer from memory what they were asked before about the same sound, so that a bench can be repeated with other policies in seconds. Only what
 * is new is computed. `nameOf` tells models apart, in this run and the next.
 */
export function rememberingLibrary(library: LibVosk, memory: Memory, nameOf: (model: Handle) => string): LibVosk {
  const own = (handle: Handle) => handle as Remembered;
  const step = (handle: Handle, taken: Step): Promise<string> => {
    const recogniser = own(handle);
    recogniser.steps.push(taken);
    recogniser.key = keyAfter(recogniser.key, taken);
    return remembered(memory, recogniser.key, () => catchUp(library, recogniser));
  };
  return {
    loadModel: library.loadModel,
    knowsWord: library.knowsWord,
    newRecognizer: (model, rateHz): Remembered => ({ model, rateHz, steps: [], key: `${nameOf(model)} ${rateHz}`, real: undefined, given: 0 }),
    newGrammarRecognizer: () => {
      throw new RepondeurError('bad-input', 'a grammar is not remembered');
    },
    accept: async (handle, pcm) => Number(await step(handle, pcm)),
    partialResult: (handle) =>
      remembered(memory, `${own(handle).key} partial`, async () => {
        await catchUp(library, own(handle));
        return library.partialResult(own(handle).real!);
      }),
    result: (handle) => step(handle, 'result'),
    finalResult: (handle) => step(handle, 'finalResult'),
    free: async (handle) => {
      const { real } = own(handle);
      if (real) await library.free(real);
    },
  };
}

async function remembered(memory: Memory, key: string, compute: () => Promise<string>): Promise<string> {
  const known = memory.get(key);
  if (known !== undefined) return known;
  const answer = await compute();
  memory.set(key, answer);
  return answer;
}

/** The answer to the last step. */
async function catchUp(library: LibVosk, recogniser: Remembered): Promise<string> {
  recogniser.real ??= library.newRecognizer(recogniser.model, recogniser.rateHz);
  let answer = '';
  for (; recogniser.given < recogniser.steps.length; recogniser.given++)
    answer = await take(library, recogniser.real, recogniser.steps[recogniser.given]!);
  return answer;
}

async function take(library: LibVosk, real: Handle, step: Step): Promise<string> {
  return step instanceof Int16Array ? `${await library.accept(real, step)}` : library[step](real);
}

function keyAfter(key: string, step: Step): string {
  const hash = createHash('sha1').update(key);
  if (step instanceof Int16Array) hash.update(new Uint8Array(step.buffer, step.byteOffset, step.byteLength));
  else hash.update(step);
  return hash.digest('base64url');
}
