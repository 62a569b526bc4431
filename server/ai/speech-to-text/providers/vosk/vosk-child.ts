import { RepondeurError } from '../../../../core/errors.ts';
import { serveEngine } from '../../../engine-host/engine-child.ts';
import { grammarJson, knownPhrases } from './grammar.ts';
import { type Handle, type LibVosk, loadLibVosk } from './libvosk.ts';
import type { VoskEngine } from './protocol.ts';
import { Recognizer } from './recognizer.ts';
import type { ExpectedAnswer } from './second-hearing.ts';

/** The child process of one language: one model, one recogniser for each call. */
serveEngine<VoskEngine>(async ({ libraryPath, modelPath, sampleRateHz, maxBacklogMs }, emit) => {
  const library = loadLibVosk(libraryPath);
  const startedMs = performance.now();
  const model = await library.loadModel(modelPath);
  await tryModel(library, model, sampleRateHz);
  const loadMs = performance.now() - startedMs;
  const recognizers = new Map<number, Recognizer>();

  const open = (stream: number, grammar: readonly string[] | undefined) => {
    const json = grammar && grammarJson(grammar, (word) => library.knowsWord(model, word));
    const recognizer = new Recognizer({
      library,
      makeHandle: () => (json ? library.newGrammarRecognizer(model, sampleRateHz, json) : library.newRecognizer(model, sampleRateHz)),
      modelRateHz: sampleRateHz,
      maxBacklogMs,
      onPartial: (text, utterance) => emit('partial', { stream, utterance, text }),
      onDropped: (ms) => emit('dropped', { stream, ms }),
      onLost: ({ message }) => emit('lost', { stream, message }),
    });
    recognizers.get(stream)?.free();
    recognizers.set(stream, recognizer);
    emit('held', { count: recognizers.size });
  };

  const isKnown = (word: string) => library.knowsWord(model, word);
  const expectedAnswer = (phrases: readonly string[]): ExpectedAnswer | null => {
    const known = knownPhrases(phrases, isKnown);
    if (known.length === 0) return null;
    const json = grammarJson(known, isKnown);
    return { phrases: new Set(known), makeHandle: () => library.newGrammarRecognizer(model, sampleRateHz, json) };
  };

  return {
    info: { loadMs },
    requests: {
      open: async ({ stream, grammar }) => {
        open(stream, grammar);
        return null;
      },
      finish: async ({ stream }) => {
        const recognizer = recognizers.get(stream);
        if (!recognizer) throw new RepondeurError('engine-failed', 'this stream is not open', { retryable: true });
        return recognizer.finish();
      },
    },
    messages: {
      sound: ({ stream, utterance, pcm }) => recognizers.get(stream)?.hear(pcm, utterance),
      expect: ({ stream, phrases }) => recognizers.get(stream)?.expect(phrases === null ? null : expectedAnswer(phrases)),
      reset: ({ stream }) => recognizers.get(stream)?.reset(),
      close: ({ stream }) => {
        recognizers.get(stream)?.free();
        recognizers.delete(stream);
        emit('held', { count: recognizers.size });
      },
    },
  };
});

/**
 * Lets the model hear a moment of silence. libvosk "loads" a model whose graph was cut short and crashes at the first sound: better now, when
 * the server can say why it does not start, than in the first call.
 */
async function tryModel(library: LibVosk, model: Handle, sampleRateHz: number): Promise<void> {
  const recognizer = library.newRecognizer(model, sampleRateHz);
  await library.accept(recognizer, new Int16Array(sampleRateHz / 2));
  await library.finalResult(recognizer);
  await library.free(recognizer);
}
