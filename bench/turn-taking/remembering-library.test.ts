import test from 'ava';
import type { Handle, LibVosk } from '../../server/ai/speech-to-text/providers/vosk/libvosk.ts';
import { type Memory, rememberingLibrary } from './remembering-library.ts';

/** Tells how many samples a recogniser was given, and how often the library was asked. */
function counting(): LibVosk & { asked: number } {
  const heard = new Map<Handle, number>();
  const tell = async (handle: Handle) => `${heard.get(handle)}`;
  const library = {
    asked: 0,
    loadModel: async () => ({}),
    knowsWord: () => true,
    newRecognizer: () => {
      const handle = {};
      heard.set(handle, 0);
      return handle;
    },
    newGrammarRecognizer: () => ({}),
    accept: async (handle: Handle, pcm: Int16Array) => {
      library.asked++;
      heard.set(handle, heard.get(handle)! + pcm.length);
      return 0;
    },
    result: tell,
    partialResult: tell,
    finalResult: tell,
    free: async () => {},
  };
  return library;
}

async function hear(library: LibVosk, sounds: Int16Array[]): Promise<string[]> {
  const recogniser = library.newRecognizer({}, 16_000);
  const partials: string[] = [];
  for (const sound of sounds) {
    await library.accept(recogniser, sound);
    partials.push(await library.partialResult(recogniser));
  }
  return [...partials, await library.finalResult(recogniser)];
}

test('what was heard before is answered from memory, and other sound behind it by the library', async (t) => {
  const memory: Memory = new Map();
  const library = counting();
  const remembering = rememberingLibrary(library, memory, () => 'model');
  const [one, two, other] = [new Int16Array(3).fill(1), new Int16Array(4).fill(2), new Int16Array(5).fill(3)];
  t.deepEqual(await hear(remembering, [one, two]), ['3', '7', '7']);
  t.is(library.asked, 2);
  t.deepEqual(await hear(remembering, [one, two]), ['3', '7', '7']);
  t.is(library.asked, 2);
  t.deepEqual(await hear(remembering, [one, other]), ['3', '8', '8']);
  t.is(library.asked, 4);
});

test('what one model heard is not told of another', async (t) => {
  const memory: Memory = new Map();
  const sound = [new Int16Array(3).fill(1)];
  await hear(
    rememberingLibrary(counting(), memory, () => 'one'),
    sound,
  );
  const library = counting();
  t.deepEqual(
    await hear(
      rememberingLibrary(library, memory, () => 'other'),
      sound,
    ),
    ['3', '3'],
  );
  t.is(library.asked, 1);
});
