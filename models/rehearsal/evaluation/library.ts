import koffi from 'koffi';

/** 2 MiB: the native code overflows the 128 KiB stack that koffi gives its calls by default. */
const ASYNC_STACK_BYTES = 2 << 20;
const LIBRARY = new URL('../../../node_modules/vosk/lib/linux-x86_64/libvosk.so', import.meta.url).pathname;

type Native = ReturnType<ReturnType<typeof koffi.load>['func']>;

/** The few calls of libvosk that the evaluation needs. */
export interface VoskLibrary {
  openModel: Native;
  openRecognizer: Native;
  closeRecognizer: Native;
  accept: Native;
  partialResult: Native;
  result: Native;
  finalResult: Native;
}

/** Load the library that lies in the npm package `vosk`, with its log off. */
export function openLibrary(): VoskLibrary {
  koffi.config({ async_stack_size: ASYNC_STACK_BYTES, max_async_calls: 1024 });
  const library = koffi.load(LIBRARY);
  koffi.opaque('VoskModel');
  koffi.opaque('VoskRecognizer');
  library.func('void vosk_set_log_level(int)')(-1);
  return {
    openModel: library.func('VoskModel *vosk_model_new(const char *)'),
    openRecognizer: library.func('VoskRecognizer *vosk_recognizer_new(VoskModel *, float)'),
    closeRecognizer: library.func('void vosk_recognizer_free(VoskRecognizer *)'),
    accept: library.func('int vosk_recognizer_accept_waveform(VoskRecognizer *, const uint8_t *, int)'),
    partialResult: library.func('const char *vosk_recognizer_partial_result(VoskRecognizer *)'),
    result: library.func('const char *vosk_recognizer_result(VoskRecognizer *)'),
    finalResult: library.func('const char *vosk_recognizer_final_result(VoskRecognizer *)'),
  };
}

/** Run one native call on libuv's thread pool. */
export function inThreadPool(call: Native, ...values: unknown[]): Promise<unknown> {
  return new Promise((resolve, reject) => {
    call.async(...values, (error: Error | null, value: unknown) => (error ? reject(error) : resolve(value)));
  });
}
