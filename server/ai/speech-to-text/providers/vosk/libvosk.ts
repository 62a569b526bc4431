import koffi, { type LibraryHandle } from 'koffi';
import { RepondeurError } from '../../../../core/errors.ts';

/** An address in libvosk; never null. */
export type Handle = object;

/** The C functions (vosk_api.h). Those that compute run on libuv's threads. One recogniser must never be used by two calls at once. */
export interface LibVosk {
  loadModel(path: string): Promise<Handle>;
  knowsWord(model: Handle, word: string): boolean;
  newRecognizer(model: Handle, sampleRateHz: number): Handle;
  newGrammarRecognizer(model: Handle, sampleRateHz: number, grammarJson: string): Handle;
  /** 1 when libvosk found the end of a sentence, 0 while it goes on, -1 when it refused the sound. */
  accept(recognizer: Handle, pcm: Int16Array): Promise<number>;
  /** JSON; the strings are copied, libvosk's own live until its next call. */
  result(recognizer: Handle): Promise<string>;
  partialResult(recognizer: Handle): Promise<string>;
  finalResult(recognizer: Handle): Promise<string>;
  free(recognizer: Handle): Promise<void>;
}

type NativeFunction = ReturnType<LibraryHandle['func']>;

/** Native code on libuv's threads gets 128 KiB of stack from koffi by default: libvosk overflows it, which is a SIGSEGV. */
const asyncStackBytes = 2 << 20;
/** One call for each recogniser at most is under way. */
const maxAsyncCalls = 1024;
/** Errors only, on stderr: the host keeps the last lines. */
const logLevel = -1;

/** Loads the shared library; once in a process. Throws 'engine-missing' when it cannot be loaded. */
export function loadLibVosk(path: string): LibVosk {
  koffi.config({ async_stack_size: asyncStackBytes, max_async_calls: maxAsyncCalls });
  const library = open(path);
  koffi.opaque('VoskModel');
  koffi.opaque('VoskRecognizer');
  library.func('void vosk_set_log_level(int)')(logLevel);
  const modelNew = library.func('VoskModel *vosk_model_new(const char *)');
  const findWord = library.func('int vosk_model_find_word(VoskModel *, const char *)');
  const recognizerNew = library.func('VoskRecognizer *vosk_recognizer_new(VoskModel *, float)');
  const recognizerNewGrammar = library.func('VoskRecognizer *vosk_recognizer_new_grm(VoskModel *, float, const char *)');
  const setWords = library.func('void vosk_recognizer_set_words(VoskRecognizer *, int)');
  const acceptShorts = library.func('int vosk_recognizer_accept_waveform_s(VoskRecognizer *, const int16_t *, int)');
  const result = library.func('const char *vosk_recognizer_result(VoskRecognizer *)');
  const partialResult = library.func('const char *vosk_recognizer_partial_result(VoskRecognizer *)');
  const finalResult = library.func('const char *vosk_recognizer_final_result(VoskRecognizer *)');
  const free = library.func('void vosk_recognizer_free(VoskRecognizer *)');

  const withWords = (recognizer: Handle | null): Handle => {
    const handle = notNull(recognizer, 'no recogniser could be made');
    setWords(handle, 1);
    return handle;
  };
  return {
    loadModel: async (model) => notNull(await onThread<Handle | null>(modelNew, model), 'libvosk does not load it'),
    knowsWord: (model, word) => findWord(model, word) >= 0,
    newRecognizer: (model, rateHz) => withWords(recognizerNew(model, rateHz)),
    newGrammarRecognizer: (model, rateHz, grammarJson) => withWords(recognizerNewGrammar(model, rateHz, grammarJson)),
    accept: (recognizer, pcm) => onThread(acceptShorts, recognizer, pcm, pcm.length),
    result: (recognizer) => onThread(result, recognizer),
    partialResult: (recognizer) => Promise.resolve(partialResult(recognizer) as string),
    finalResult: (recognizer) => onThread(finalResult, recognizer),
    free: (recognizer) => onThread(free, recognizer),
  };
}

function open(path: string): LibraryHandle {
  try {
    return koffi.load(path);
  } catch (cause) {
    throw new RepondeurError('engine-missing', `libvosk cannot be loaded from ${path}: is it for this machine?`, { cause });
  }
}

/** A null handle given to libvosk ends the process. */
function notNull(handle: Handle | null, message: string): Handle {
  if (handle === null) throw new RepondeurError('engine-failed', message);
  return handle;
}

function onThread<T>(fn: NativeFunction, ...args: unknown[]): Promise<T> {
  return new Promise((resolve, reject) => {
    fn.async(...args, (error: unknown, value: T) => (error ? reject(error) : resolve(value)));
  });
}
