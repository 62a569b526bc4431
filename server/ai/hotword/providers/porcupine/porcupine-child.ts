import { sampleRateHz } from '../../../../core/audio-frame.ts';
import { RepondeurError } from '../../../../core/errors.ts';
import { type Language, languages } from '../../../../core/language.ts';
import { serveEngine } from '../../../engine-host/engine-child.ts';
import { loadPorcupine, type PorcupineInstance, withoutKey } from './porcupine-module.ts';
import type { PorcupineEngine } from './protocol.ts';

interface Listener {
  porcupine: PorcupineInstance;
  /** Samples that are no whole frame yet. */
  frame: Int16Array;
  filled: number;
}

/** The child process: one instance of Porcupine for each call, as it remembers the sound it has heard. */
serveEngine<PorcupineEngine>(async (options, emit) => {
  const { accessKey, sensitivity } = options;
  const Porcupine = await loadPorcupine(options.module);
  const listeners = new Map<number, Listener>();

  const make = (language: Language): PorcupineInstance => {
    const { keywords, model } = options[language];
    try {
      return new Porcupine(
        accessKey,
        keywords,
        keywords.map(() => sensitivity),
        model === undefined ? {} : { modelPath: model },
      );
    } catch (error) {
      throw new RepondeurError('bad-settings', `Porcupine (${language}): ${withoutKey(error, accessKey)}`);
    }
  };
  const tried = languages.filter((language) => options[language].keywords.length > 0).map(tryOne);
  function tryOne(language: Language): string {
    // A wrong key, a keyword of another language or platform: better known now than in the first call.
    const porcupine = make(language);
    try {
      if (porcupine.sampleRate !== sampleRateHz) throw new RepondeurError('bad-settings', `Porcupine wants ${porcupine.sampleRate} Hz`);
      porcupine.process(new Int16Array(porcupine.frameLength));
      return porcupine.version;
    } finally {
      porcupine.release();
    }
  }
  if (tried[0] === undefined)
    throw new RepondeurError('bad-settings', 'Porcupine has a key but no keyword file: set hotword.porcupine_fr or porcupine_en');

  const close = (stream: number) => {
    listeners.get(stream)?.porcupine.release();
    listeners.delete(stream);
  };
  const guarded = (stream: number, work: () => void) => {
    try {
      work();
    } catch (error) {
      close(stream);
      emit('failed', { stream, message: withoutKey(error, accessKey) });
    }
  };

  return {
    info: { version: tried[0] },
    requests: {},
    messages: {
      open: ({ stream, language }) =>
        guarded(stream, () => {
          const porcupine = make(language);
          listeners.set(stream, { porcupine, frame: new Int16Array(porcupine.frameLength), filled: 0 });
        }),
      sound: ({ stream, pcm }) => guarded(stream, () => hear(listeners.get(stream), pcm, (keyword) => emit('detected', { stream, keyword }))),
      close: ({ stream }) => close(stream),
    },
    stop: async () => {
      for (const stream of [...listeners.keys()]) close(stream);
    },
  };
});

function hear(listener: Listener | undefined, pcm: Int16Array, onKeyword: (keyword: number) => void): void {
  if (!listener) return;
  const { porcupine, frame } = listener;
  for (let at = 0; at < pcm.length; ) {
    const part = pcm.subarray(at, at + frame.length - listener.filled);
    frame.set(part, listener.filled);
    listener.filled += part.length;
    at += part.length;
    if (listener.filled < frame.length) continue;
    listener.filled = 0;
    const keyword = porcupine.process(frame);
    if (keyword >= 0) onKeyword(keyword);
  }
}
