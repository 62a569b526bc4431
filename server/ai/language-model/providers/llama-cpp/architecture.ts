import { type HeaderReader, stringType } from './header-reader.ts';

/** Architectures of GGUF files that turn a text into numbers, or are a part of a model: they write nothing (llama.cpp, src/llama-arch.cpp). */
const speechless = /bert|^t5encoder$|^clip$|^gemma-embedding$|^wavtokenizer|^jina/;

/** Reads the entries of a header, and what architecture they tell. */
export function architectureIn(reader: HeaderReader, entries: number): string | undefined {
  let architecture: string | undefined;
  for (let n = 0; n < entries; n++) {
    const key = reader.string();
    const type = reader.u32();
    if (key === 'general.architecture' && type === stringType) architecture = reader.string();
    else reader.skipValue(type);
  }
  return architecture;
}

/** Why a model of this architecture cannot talk; undefined when it may. */
export function whySpeechless(architecture: string | undefined): string | undefined {
  if (architecture === undefined) return 'its header does not say what architecture it is';
  return speechless.test(architecture) ? `it is a model for comparing texts or for pictures (${architecture}), which writes nothing` : undefined;
}
